import type { Description, Detail } from './description'

/** Why a checkpoint is refused; the page has a sentence for each. */
export type CheckpointErrorCode =
  | 'unreachable' // the request failed: no network, or blocked
  | 'not-in-file' // the page is one file, and a page from a file can fetch nothing beside it
  | 'no-room' // the file was fetched, and the browser did not store it
  | 'not-kept' // only files that this machine keeps may be used, and it does not keep this one
  | 'cors' // another site's server does not let pages read its files
  | 'address' // not the address of a folder that a page may ask for
  | 'absent' // a file that the network needs is not in the folder
  | 'many' // more networks than one lie in the folder
  | 'unreadable' // a file that was opened here cannot be read any more
  | 'http' // the server answered with an error status
  | 'web-page' // the server answered with a web page instead of the file
  | 'truncated' // fewer bytes than the card promises
  | 'oversized' // more bytes than the card promises, or than this page is willing to load
  | 'checksum' // SHA-256 differs from the card's
  | 'not-json' // a JSON file does not parse
  | 'field' // a field is missing, of the wrong type or out of range
  | 'size' // the size of the pictures is missing: the page asks the visitor
  | 'unsupported' // a field has a value that may be right but that this page cannot compute
  | 'pickle' // the weights exist only as a pickle, which is a program
  | 'lfs-pointer' // Git's placeholder for a large file that has not been fetched
  | 'zip' // a zip archive where a safetensors file or a folder belongs
  | 'memory' // more than this page, or this GPU, can hold
  | 'header' // the safetensors header breaks the format's rules
  | 'tensor-missing' // the network needs a tensor that the file lacks
  | 'tensor-unexpected' // the file holds a tensor that the network does not have
  | 'tensor-shape' // a tensor's shape or number type is not what the config implies
  | 'tensor-value' // a weight is not a finite number

/** The file, the field, and the error there; every text is short and safe to show. */
interface CheckpointErrorDetails {
  readonly file: string
  readonly field?: string | Description
  readonly found?: Detail
  readonly expected?: Detail
}

/** Thrown when a checkpoint is refused. The page has a sentence for each code, into which the details go. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'

  constructor(
    readonly code: CheckpointErrorCode,
    readonly details: CheckpointErrorDetails,
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(details)}`, options)
  }
}

/** Why a back end cannot be opened; the page has a sentence for each. */
export type BackendErrorCode =
  | 'no-webgpu' // the browser, or an insecure page, has no navigator.gpu
  | 'no-adapter' // the browser has WebGPU but offers no GPU
  | 'software-adapter' // only a software emulation of WebGPU is offered
  | 'no-device' // the GPU refused to be opened
  | 'no-webgl' // no WebGL 2 on a GPU
  | 'software-webgl' // only a software emulation of WebGL is offered
  | 'not-fetched' // a file of the back end could not be fetched: a fault of the connection
  | 'no-wasm' // WebAssembly could not be started

const reasons: Record<BackendErrorCode, string> = {
  'no-webgpu': 'This browser offers no WebGPU here (it needs a recent browser and a secure address)',
  'no-adapter': 'WebGPU found no GPU that it may use',
  'software-adapter': 'WebGPU runs only on an emulated GPU here, which is slower than WebAssembly',
  'no-device': 'The GPU refused to be opened for WebGPU',
  'no-webgl': 'This browser offers no WebGL 2 on a GPU',
  'software-webgl': 'WebGL runs only on an emulated GPU here, which is slower than WebAssembly',
  'not-fetched': 'A file that it is made of could not be fetched',
  'no-wasm': 'WebAssembly could not be started',
}

/** Thrown when a back end cannot be opened on this machine. The code is for the page, the English sentence is for the console. */
export class BackendUnavailable extends Error {
  override readonly name = 'BackendUnavailable'

  constructor(
    readonly code: BackendErrorCode,
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(`${reasons[code]}${detail === undefined ? '' : ` (${detail})`}.`, options)
  }
}
