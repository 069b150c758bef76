/** The one door to TensorFlow.js: back ends, checkpoints, the U-Net, and moving numbers in and out. */
export { tidy, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
export type { Backend, BackendName, BackendOptions } from './backends/backend'
export { candidates, openBackend, type Candidate } from './backends/open'
export { checkClassifier } from './classifier/check'
export { fetchClassifier, type Accuracy, type ClassifierCheckpoint } from './classifier/checkpoint'
export { buildClassifier, type Classifier } from './classifier/classifier'
export { betasOf } from './checkpoint/betas'
export { forget, keptOf } from './checkpoint/cache'
export { fetchCheckpoint, type Checkpoint, type FetchOptions } from './checkpoint/checkpoint'
export type { Card, DenoisingError, Menu } from './checkpoint/card'
export type { Fact, Facts } from './checkpoint/fields'
export { openForeign, type OpenOptions } from './checkpoint/foreign'
export type { CheckpointNote } from './checkpoint/notes'
export type { Probe } from './checkpoint/probe'
export type { Betas, SchedulerConfig } from './checkpoint/scheduler'
export { filesSource, type Source } from './checkpoint/source'
export { toldTimestep, type UNetConfig } from './config/unet-config'
export { urlSource } from './checkpoint/url-source'
export { counters, type Counters } from './counters'
export {
  BackendUnavailable,
  CheckpointError,
  type BackendErrorCode,
  type CheckpointErrorCode,
  type CheckpointErrorDetails,
} from './errors'
export { posteriorOfPoints } from './kernels/posterior'
export { checkFits, deviceLimits, pageLimits, type Limits } from './limits'
export { memory, type Memory } from './memory'
export { relativeError, selfTest } from './self-test'
export { scoped } from './scope'
export { tensorAlgebra } from './tensor-algebra'
export { tensorStatistics } from './tensor-statistics'
export { columns, readPacked, splitChannels, toNCHW, upload, uploadPoints } from './transfer'
export type { Condition } from './unet/conditioning'
export { footprint, type Footprint } from './unet/footprint'
export { buildUNet, type UNet, type Watch } from './unet/unet'
export { warmUp, warmUpClassifier } from './warm-up'
