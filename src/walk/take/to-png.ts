import { withPngText } from '../../files/write/png-text'

/** A canvas as a PNG that carries the link that made it. */
export async function toPng(canvas: HTMLCanvasElement, link: string): Promise<Blob> {
  const blob = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((pngBlob) => {
      if (pngBlob) resolve(pngBlob)
      else reject(new Error('The browser made no PNG of the canvas.'))
    }, 'image/png')
  })
  return new Blob(withPngText(new Uint8Array(await blob.arrayBuffer()), 'Comment', link), { type: 'image/png' })
}
