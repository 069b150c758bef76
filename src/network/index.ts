/** The one entry to TensorFlow.js: back ends, checkpoints, the U-Net, and moving numbers in and out. */
export { tidy, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
export type { Backend, BackendName } from './backends/backend'
export { candidates, openBackend, type Candidate } from './backends/open'
export { checkClassifier } from './classifier/check'
export { fetchClassifier, type Accuracy, type ClassifierCheckpoint } from './classifier/checkpoint'
export { buildClassifier, type Classifier } from './classifier/classifier'
export { betasOf } from './checkpoint/betas'
export { forget, keptOf } from './checkpoint/cache'
export { fetchCheckpoint, type Checkpoint, type FetchOptions } from './checkpoint/checkpoint'
export type { DenoisingError, Menu } from './checkpoint/card'
export { openForeign } from './checkpoint/foreign'
export type { CheckpointNote } from './checkpoint/notes'
export type { Betas, SchedulerConfig } from './checkpoint/scheduler'
export { filesSource } from './checkpoint/source'
export { embeddableTimestep } from './config/unet-config'
export { urlSource } from './checkpoint/url-source'
export { counters } from './counters'
export { BackendUnavailable, CheckpointError } from './errors'
export { dataPosterior } from './kernels/data-posterior'
export { checkFits, deviceLimits, pageLimits } from './limits'
export { memory } from './memory'
export { relativeError, selfTest } from './self-test'
export { scoped } from './scope'
export { tensorAlgebra } from './tensor-algebra'
export { tensorStatistics } from './tensor-statistics'
export {
  columns,
  pictureOf,
  picturesOf,
  readPacked,
  repeat,
  sideBySide,
  splitTimes,
  toNCHW,
  upload,
  uploadPoints,
} from './transfer'
export { partsOf, type NetworkPart } from './config/parts'
export type { Condition } from './unet/conditioning'
export { contributionsOf, type Contribution } from './unet/contributions'
export { footprint } from './unet/footprint'
export { type AttentionWeights, type BlockMaps, type Inside, MOST_SIDE, watchInside } from './unet/inside'
export { buildUNet, hasOwnKernels, type Kernels, type UNet } from './unet/unet'
export type { Watch } from './watch'
export { warmUp, warmUpClassifier } from './warm-up'
