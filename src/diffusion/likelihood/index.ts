export {
  boundTerm,
  priorTerm,
  variationalBound,
  type ReverseModel,
  type DenoisedState,
  type VariationalBound,
} from './bound'
export { decoderNats, type Decoder } from './decoder'
export {
  denoiserScore,
  exactDivergence,
  hutchinsonDivergence,
  oracleDivergence,
  rademacher,
  type Divergence,
  type Score,
} from './divergence'
export { flowLikelihood, type FlowLikelihood, type FlowRun } from './flow'
export {
  differencedField,
  flowLogDensity,
  flowStep,
  informedField,
  preservingLevel,
  type FlowField,
  type FlowSlope,
  type FlowState,
  type Informed,
} from './flow-field'
export { drawProbabilities, drawTime, lossHistory, recordLoss, type LossHistory } from './importance'
export { hybridLoss, simpleLoss } from './losses'
export { logNormalCdf, logNormalInterval } from './normal-cdf'
export { reverseLogVariance, varianceRange, type Ladder, type VarianceRange } from './reverse-variance'
export {
  drawFrom,
  importanceOfStrata,
  logStrata,
  sizeOf,
  stratifiedSum,
  type ImportanceOfStrata,
  type MeasuredTerm,
  type StratifiedSum,
  type Stratum,
  type StratumMean,
} from './strata'
export { boundWeight } from './weights'
