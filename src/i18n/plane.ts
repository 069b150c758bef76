import { knowFaults } from '.'
import { plane } from './en/plane'
import { planeData } from './en/plane-data'
import { planeFault } from './en/plane-engine'
import { planeLearning } from './en/plane-learning'
import { planeMeasure } from './en/plane-measure'
import { planeStage } from './en/plane-stage'

knowFaults(planeFault)

/** The strings of the plane: they come with its room, and not before the walk's first picture. */
export const planeText = { ...plane, planeData, planeMeasure, planeLearning, planeStage }
