/** T of the networks' training schedules: the timeline goes from t = 0 (data) to t = T (noise). */
export const T = 1000
