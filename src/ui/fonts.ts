import { pageFile } from './page-file'

/** The text face, for canvases; tokens.css has the same stack for elements. */
export const textFamily =
  "'Noisewalk Sans', 'Noisewalk Math', system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

interface Face {
  readonly family: string
  /** In public/fonts; setup/fonts.py made it. */
  readonly file: string
  readonly weight?: string
  readonly unicodeRange?: string
}

const CYRILLIC = 'U+400-52F'
const REST = 'U+0-3FF, U+530-10FFFF'

/** What the first picture needs. index.html preloads these. */
export const firstFaces: readonly Face[] = [
  { family: 'Noisewalk Sans', file: 'sans', weight: '400 600', unicodeRange: REST },
  { family: 'Noisewalk Serif', file: 'serif', weight: '600', unicodeRange: REST },
  { family: 'Noisewalk Math', file: 'math' },
]
/** What the browser fetches when a letter of it is shown. */
export const laterFaces: readonly Face[] = [
  { family: 'Noisewalk Sans', file: 'sans-cyrillic', weight: '400 600', unicodeRange: CYRILLIC },
  { family: 'Noisewalk Serif', file: 'serif-cyrillic', weight: '600', unicodeRange: CYRILLIC },
  { family: 'Noisewalk Code', file: 'code' },
]

const faceOf = ({ family, file, ...descriptors }: Face) =>
  new FontFace(family, `url(${pageFile(`fonts/${file}.woff2`)})`, { ...descriptors, display: 'swap' })

/**
 * Brings the page's fonts. Settles when all of the first picture are there or cannot be had, or after
 * `patience` ms. One that is later is not used in this visit: text that is on the page never moves.
 */
export async function bringFonts(patience = 1000): Promise<void> {
  for (const face of laterFaces) document.fonts.add(faceOf(face))
  let late = false
  const brought = firstFaces.map(async (each) => {
    const face = await faceOf(each).load()
    if (!late) document.fonts.add(face)
  })
  await Promise.race([
    Promise.allSettled(brought),
    new Promise((resolve) => {
      setTimeout(resolve, patience)
    }),
  ])
  late = true
}
