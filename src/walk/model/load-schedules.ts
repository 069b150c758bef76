/** Loads the schedules if a link names one; the promise never fails. A link whose schedule did not arrive is told to be ignored. */
export const schedulesFor = (fragment: string): Promise<unknown> | undefined =>
  fragment.includes('schedule') ? import('./make-schedules').catch(() => undefined) : undefined
