/** Why a file of arrays cannot be opened, by code; the sentences are in i18n. */
type ArrayFaultCode =
  | 'arrays-broken' // it ends too early, or its parts contradict one another
  | 'arrays-large' // more bytes than the page takes, by what it says of itself
  | 'arrays-bomb' // it claims more than can be packed into it
  | 'arrays-object' // Python objects, which only a program can open
  | 'arrays-type' // neither numbers nor text
  | 'arrays-rank' // more axes than a walk can have

/** `file`: the array or file that it is about. */
export interface ArrayFault {
  readonly code: ArrayFaultCode
  readonly details: Readonly<Record<string, string | number>>
}

const SHOWN = 40 // the most characters that are quoted from a file

export const arrayFault = (code: ArrayFaultCode, file: string, details: ArrayFault['details'] = {}): ArrayFault => ({
  code,
  details: { file: file.length > SHOWN ? `${file.slice(0, SHOWN)}…` : file, ...details },
})
