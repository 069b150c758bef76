/** Whether this is the portable page: one file that contains all other files (`npm run portable`). */
export const PORTABLE = import.meta.env.MODE === 'portable'
