import { saveFile } from '../../ui/save-file'
import { Unanswered } from '../ask/answers'
import { createJob, type Job } from '../ask/job'

/** What an export has made. */
interface Made {
  readonly name: string
  readonly file: Blob
  /** What else the visitor should know of it, as a code with a number. */
  readonly difference?: number
}

/** How far an export is. */
export interface Export {
  readonly done: number
  readonly total: number
  readonly saved?: { readonly name: string; readonly bytes: number; readonly difference?: number | undefined }
}

/** What makes a file. @param onProgress is told how many frames of how many are done */
export type MakeFile = (signal: AbortSignal, onProgress: (doneFrames: number, total: number) => void) => Promise<Made>

/** The message of an error, to be quoted. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function makeSafely(make: MakeFile, signal: AbortSignal, show: (result: Export) => void): Promise<Made> {
  try {
    return await make(signal, (doneFrames, total) => {
      show({ done: doneFrames, total })
    })
  } catch (error) {
    if (signal.aborted) throw new Unanswered(undefined)
    if (error instanceof Unanswered) throw error
    throw new Unanswered({ code: 'take-broken', details: { message: messageOf(error) } })
  }
}

/** An export that shows how far it is, can be given up, and saves its file at the end. */
export const exportJob = (make: MakeFile, save = saveFile): Job<Export> =>
  createJob<Export>({ done: 0, total: 0 }, async (signal, show) => {
    const { name, file, difference } = await makeSafely(make, signal, show)
    if (signal.aborted) return
    save(name, file)
    show({ done: 0, total: 0, saved: { name, bytes: file.size, difference } })
  })
