import { pageFile } from './page-file'

/** The text face, for canvases; tokens.css has the same stack for elements. */
export const textFamily =
  "'Noisewalk Sans', 'Noisewalk Math', system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

interface Face {
  readonly family: string
  /** Name of a file in public/fonts, which setup/fonts.py made. */
  readonly file: string
  readonly weight?: string
  readonly unicodeRange?: string
}

const CYRILLIC = 'U+400-52F'
const NOT_CYRILLIC = 'U+0-3FF, U+530-10FFFF'

/** The faces that the first picture needs. index.html preloads them. */
export const firstFaces: readonly Face[] = [
  { family: 'Noisewalk Sans', file: 'sans', weight: '400 600', unicodeRange: NOT_CYRILLIC },
  { family: 'Noisewalk Serif', file: 'serif', weight: '600', unicodeRange: NOT_CYRILLIC },
  { family: 'Noisewalk Math', file: 'math' },
]
/** The faces that the browser fetches when the page shows one of their letters. */
export const laterFaces: readonly Face[] = [
  { family: 'Noisewalk Sans', file: 'sans-cyrillic', weight: '400 600', unicodeRange: CYRILLIC },
  { family: 'Noisewalk Serif', file: 'serif-cyrillic', weight: '600', unicodeRange: CYRILLIC },
  { family: 'Noisewalk Code', file: 'code' },
]

const faceOf = ({ family, file, ...descriptors }: Face) =>
  new FontFace(family, `url(${pageFile(`fonts/${file}.woff2`)})`, { ...descriptors, display: 'swap' })

/**
 * Loads the page's fonts. Settles when each font of the first picture has arrived or failed, or after `patience` ms. A font that
 * arrives later is not used in this visit, so that text on the page never moves.
 */
export async function loadFonts(patience = 1000): Promise<void> {
  for (const face of laterFaces) document.fonts.add(faceOf(face))
  let isLate = false
  const loads = firstFaces.map(async (each) => {
    const face = await faceOf(each).load()
    if (!isLate) document.fonts.add(face)
  })
  await Promise.race([
    Promise.allSettled(loads),
    new Promise((resolve) => {
      setTimeout(resolve, patience)
    }),
  ])
  isLate = true
}
