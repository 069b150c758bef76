export { assignment } from './assignment'
export { drawConsistency, studentLevels, studentProcess, studentSigmas, type ConsistencyExamples } from './consistency'
export { drawExamples, hiddenClass, type Examples, type TrainingSpec, type Points } from './examples'
export { lossCurve, meanLoss, stratifiedTime, type LossBin, type MeasuredLoss } from './loss-curve'
export { transported, type Pairing } from './pairing'
export {
  descentDirection,
  guessLosses,
  lossTargets,
  predictionLosses,
  squaredErrors,
  type LossTarget,
  type NoisyExample,
  type PredictionLosses,
} from './prediction-losses'
export { networkReading, studentReading, type X0Reading } from './readings'
export { errorInEps, pointDeviation, target, unitOf, type LearnedPrediction } from './target'
export { clampedLogSnr, drawTimes, importanceTimes, partOf, timeParts, timeQuantile, type Quantile, type TimeSampling } from './times'
export { lossWeight, type LossWeighting } from './weighting'
