import { useState } from 'react'
import type { Job } from '../ask/job'
import { type Export, exportJob, type MakeFile } from './export-job'

/** One export after the other; a newer one takes the place of the one before. */
export function useExport(): { readonly job: Job<Export>; readonly start: (make: MakeFile) => void } {
  const [job, setJob] = useState(() => exportJob(() => Promise.reject(new Error('nothing is exported yet'))))
  return {
    job,
    start: (make) => {
      const next = exportJob(make)
      setJob(next)
      next.start()
    },
  }
}
