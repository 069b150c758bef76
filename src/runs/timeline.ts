/** The timeline goes from t = 0 (data) to t = T (noise), like the networks' training schedules. */
export { trainingSteps as T } from '../diffusion'
