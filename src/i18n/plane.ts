import { plane } from './en/plane'
import { planeData } from './en/plane-data'
import { planeLearning } from './en/plane-learning'
import { planeMeasure } from './en/plane-measure'
import { planeStage } from './en/plane-stage'

/** The strings of the plane: they come with its room, and not before the walk's first picture. */
export const planeText = { ...plane, planeData, planeMeasure, planeLearning, planeStage }
