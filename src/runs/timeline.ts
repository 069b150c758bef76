/** The timeline goes from t = 0 (data) to t = T (noise), as the networks' training schedules do. */
export { trainingSteps as T } from '../diffusion'
