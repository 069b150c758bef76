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
  readonly field?: string
  readonly found?: string
  readonly expected?: string
}

/** Thrown when a checkpoint is refused. Code and details are for the page, the English sentence is for the console. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'

  constructor(
    readonly code: CheckpointErrorCode,
    readonly details: CheckpointErrorDetails,
    options?: ErrorOptions,
  ) {
    super(sentence(code, details), options)
  }
}

const problems: Record<CheckpointErrorCode, string> = {
  unreachable: 'could not be fetched',
  'not-in-file': 'is not in the file that this page is',
  'no-room': 'was not kept by the browser',
  'not-kept': 'is not kept on this machine',
  cors: 'is on a server that does not let other pages read it',
  address: 'is no address that can be opened',
  absent: 'is not there',
  many: 'is there more than once',
  unreadable: 'cannot be read',
  http: 'could not be fetched',
  'web-page': 'is missing: the server answered with a web page instead of the file',
  truncated: 'is incomplete',
  oversized: 'is larger than allowed',
  checksum: 'is not the file that card.json describes',
  'not-json': 'is not valid JSON',
  field: 'has a field that cannot be used',
  size: 'does not say how large its pictures are',
  unsupported: 'asks for what this page cannot compute',
  pickle: 'is a pickle, which is a program and not only numbers',
  'lfs-pointer': 'is a Git LFS pointer, three lines that stand for the file',
  zip: 'is a zip archive',
  memory: 'needs more memory than there is',
  header: 'has a header that breaks the safetensors rules',
  'tensor-missing': 'lacks a tensor that the network needs',
  'tensor-unexpected': 'holds a tensor that the network does not have',
  'tensor-shape': 'holds a tensor of the wrong shape or type',
  'tensor-value': 'holds a weight that is not a finite number',
}

const remedies: Record<CheckpointErrorCode, string> = {
  unreachable: 'check the connection and reload',
  'not-in-file': 'open the page from a server, or open the folder here',
  'no-room': 'make room, or leave the private window',
  'not-kept': 'fetch it first',
  cors: 'put the folder on a server that does (Access-Control-Allow-Origin), or download it and drop it here',
  address: 'use the http(s) address of a folder',
  absent: 'open the whole folder, as diffusers saved it',
  many: 'open the folder of one network',
  unreadable: 'open the folder again',
  http: 'check the address of the model',
  'web-page': 'check the address of the model',
  truncated: 'reload, or upload the model again',
  oversized: 'use a smaller model, or correct its card',
  checksum: 'reload, or export the model again',
  'not-json': 'export the model again',
  field: 'correct the file, or use another model',
  size: 'say it',
  unsupported: 'use a model that this page supports',
  pickle: 'save the model as safetensors: unet.save_pretrained(folder, safe_serialization=True)',
  'lfs-pointer': 'fetch the file itself with `git lfs pull`, or download it from its page',
  zip: 'unpack it, and open the folder; if it is a .bin or .ckpt under another name, save the model as safetensors',
  memory: 'use a smaller model, or another machine',
  header: 'export the model again',
  'tensor-missing': 'export the weights and the config together',
  'tensor-unexpected': 'export the weights and the config together',
  'tensor-shape': 'export the weights and the config together',
  'tensor-value': 'export the model again from a healthy training checkpoint',
}

function sentence(code: CheckpointErrorCode, { file, field, found, expected }: CheckpointErrorDetails): string {
  const where = field === undefined ? file : `${file}, ${field}:`
  const what = [found !== undefined && `found ${found}`, expected !== undefined && `expected ${expected}`]
    .filter(Boolean)
    .join(', ')
  return `${where} ${problems[code]}${what && ` (${what})`}; ${remedies[code]}.`
}

/** Writes a value of an untrusted file short and on one line, for an error message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return String(value)
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? `a list of ${value.length}`
        : value === null || typeof value === 'boolean'
          ? String(value)
          : `a ${typeof value}`
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
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
