type Words = Readonly<Record<string, string>>

/** What a file is, by what is in it. */
const nouns: Words = {
  empty: 'empty',
  text: 'a text',
  npy: 'an array of numpy’s',
  npz: 'a file of numpy’s arrays',
  gzip: 'packed by gzip',
  picture: 'a picture',
  safetensors: 'a network’s weights',
  learner: 'a network that was saved in the plane',
  'network-config': 'a network’s description',
  'lfs-pointer': 'a Git LFS pointer: three lines that stand for a file that was not fetched',
  pytorch: 'a file of PyTorch’s, which is a program and not only numbers',
  pickle: 'a pickle, which is a program and not only numbers',
  spreadsheet: 'a spreadsheet',
  'old-spreadsheet': 'a document of an office program',
  zip: 'a zip archive',
  'web-page': 'a web page',
  pdf: 'a PDF document',
  parquet: 'a Parquet table',
  arrow: 'an Arrow table',
  hdf5: 'an HDF5 file',
  matlab: 'a file of MATLAB’s',
  media: 'a sound or a film',
  binary: 'of a kind that this page does not know',
}

const asPoints = 'Points are opened in the other room, “The plane”: drop it there.'
const toDo: Words = {
  empty: 'Choose another.',
  'lfs-pointer': 'Run “git lfs pull” in its folder, or download the file itself.',
  spreadsheet: 'Copy its cells and paste them, or save it as CSV.',
  'old-spreadsheet': 'Copy its cells and paste them, or save it as CSV.',
  zip: 'Unpack it, and open what is in it.',
  'web-page': 'Download the file itself, not the page that shows it.',
  pdf: 'Copy the numbers, or the picture, out of it.',
  parquet: 'Save it as CSV, with to_csv.',
  arrow: 'Save it as CSV, with to_csv.',
  hdf5: 'Save its numbers as CSV or .npy.',
  matlab: 'Save its numbers as CSV, with writematrix.',
  pickle: 'Save its numbers as CSV or .npy.',
  pytorch: 'Save weights as safetensors, and points as CSV or .npy.',
  media: 'Points or pictures are needed.',
  binary: 'Points or pictures are needed.',
  gzip: 'Unpack it first.',
}
const inPlane: Words = {
  picture: 'Pictures are opened in the other room, “Pictures”: drop it there.',
  safetensors: 'Networks that draw pictures are opened in the other room, “Pictures”: drop the whole folder there.',
  'network-config':
    'Networks that draw pictures are opened in the other room, “Pictures”: drop the whole folder there.',
  text: 'A network that was saved in this room is needed; points are dropped on the page.',
  npy: 'A network that was saved in this room is needed; points are dropped on the page.',
  npz: 'A network that was saved in this room is needed; points are dropped on the page.',
}
const inWalk: Words = {
  text: asPoints,
  npy: 'Drop it alone, not in a folder, to compare it with this walk.',
  npz: 'Drop it alone, not in a folder, to compare it with this walk.',
  gzip: asPoints,
  spreadsheet: 'It belongs in the other room, “The plane”: copy its cells and paste them there, or save it as CSV.',
  learner: 'It is opened in the other room, “The plane”: drop it there.',
  safetensors: 'Open it as a network: drop the whole folder, as diffusers saved it.',
  'network-config': 'Open it as a network: drop the whole folder, as diffusers saved it.',
  picture: 'Drop it on the page, or choose it under “Start from”.',
}

const sentences =
  (here: Words) =>
  (name: string, kind: string): string =>
    `“${name}” is ${nouns[kind] ?? nouns.binary}. ${here[kind] ?? toDo[kind] ?? ''}`.trim()

/** A file that cannot be opened in the room where it was dropped: what it is, and where or how it can be. */
export const misplaced = { plane: sentences(inPlane), walk: sentences(inWalk) }
