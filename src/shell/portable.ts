/** Whether this is the portable page, one file that has its own files in it (`npm run portable`). */
export const PORTABLE = import.meta.env.MODE === 'portable'
