/** Why something could not be had, by its code: what, where, and what to do. Faults of one part alone come with its strings. */
export const fault = {
  'drop-unreadable': () =>
    'The page cannot read what you dropped: it may have been moved, or belong to somebody else. Drop it again, or open it with its button.',
  'taker-unreachable': () =>
    'The part of the page that opens files did not load: there is no connection, or the server has a newer version of the page. Try again; if that does not help, reload the page.',
  gallery: () => 'The starter pictures did not load. Try again, or open a picture of your own.',
  worker: (d: Details) =>
    `The part of the page that computes did not start (${plain(d.message)}). Load the page again.`,
  'worker-unreachable': () =>
    'The part of the page that computes did not load: there is no connection, or the server has a newer version of the page. Try again; if that does not help, reload the page.',
  'engine-unreachable': () =>
    'A file that the computation needs did not load, so nothing can compute here. Check the connection and try again.',
  late: (d: Details) =>
    `The page asked for a step, and the part that computes has not answered for ${d.seconds} seconds. Every frame is kept: try again, and the walk continues from the last one.`,
  network: (d: Details) => `The network stopped: ${plain(d.message)}. Load the page again.`,
  'no-backend': () =>
    'None of WebGPU, WebGL and WebAssembly both starts and computes the right numbers here. Try another browser.',
  'self-test': (d: Details) =>
    `${d.backend} computes wrong numbers on this machine (off by ${d.worst}), so it is not used.`,
  backend: (d: Details) => `${d.backend} broke while it was being prepared (${plain(d.message)}), so it is not used.`,
  unreachable: (d: Details) => `${d.file} could not be fetched. Check the connection and try again.`,
  'not-in-file': () =>
    'This network is not in the portable file, and a page that is opened from a file can fetch nothing beside it. Choose another, open this one’s folder under “Networks”, or open the page from a server.',
  'no-room': (d: Details) =>
    `${d.file} came, and the browser did not keep it: there is no room left for this page, or the window is a private one.`,
  'not-kept': (d: Details) =>
    `${d.file} is not stored on this machine, and the page may not fetch it unasked. Choose the network, and the page fetches it.`,
  http: (d: Details) =>
    `${d.file} could not be fetched: the server answered with status ${d.found}. Check that the model’s files are in their place.`,
  'web-page': (d: Details) =>
    `${d.file} is missing: the server answered with a web page instead. Check that the model’s files are in their place.`,
  truncated: (d: Details) =>
    `${d.file} is incomplete: ${d.found} bytes instead of ${d.expected}. Try again, or put the file in its place anew.`,
  checksum: (d: Details) =>
    `${d.file} is not the file that card.json describes: its SHA-256 differs. Put the model’s files in their place anew.`,
  'not-json': (d: Details) => `${d.file} is not valid JSON. Put the model’s files in their place anew.`,
  'no-webgpu': () => 'This browser offers no WebGPU on this page (it needs a recent browser and a secure address).',
  'no-adapter': () => 'WebGPU found no GPU that it may use.',
  'software-adapter': () => 'WebGPU runs only on an emulated GPU here.',
  'no-device': () => 'The GPU refused to be opened for WebGPU.',
  'no-webgl': () => 'This browser offers no WebGL 2 on a GPU.',
  'software-webgl': () => 'WebGL runs only on an emulated GPU here.',
  'not-fetched': () => 'One of its files did not load.',
  'no-wasm': () => 'WebAssembly could not be started.',
} as Readonly<Record<string, (details: Details) => string>>

type Details = Readonly<Record<string, string | number | undefined>>

/** A message in the middle of a sentence: without the full stop of its own. */
const plain = (message: string | number | undefined) => String(message).replace(/\.$/, '')
