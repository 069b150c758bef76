import { planeData } from './plane-data'
import { planeFault } from './plane-engine'
import { planeLearning } from './plane-learning'
import { planeMeasure } from './plane-measure'
import { planeRoom } from './plane-room'
import { planeStage } from './plane-stage'

/** What comes with the plane. */
export const plane = { ...planeRoom, planeData, planeMeasure, planeLearning, planeStage, faults: planeFault }
