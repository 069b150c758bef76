import { encode } from 'uqr'

/** Bytes of text that the largest code holds, at the least error correction (ISO/IEC 18004, version 40-L). */
const MOST_BYTES = 2953
/** Empty modules around a code, which readers need to find it. */
const BORDER = 4

/** Whether a QR code can hold a text. */
export const fitsQrCode = (text: string): boolean => new TextEncoder().encode(text).length <= MOST_BYTES

/** The dark modules of a code as a path, a unit each. */
export function modulesPath(text: string): { readonly side: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'L', border: BORDER })
  const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return { side: size, path }
}

/** A text as a QR code, dark on white whatever theme is on. @param text that `fitsQrCode` */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { side, path } = modulesPath(text)
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
