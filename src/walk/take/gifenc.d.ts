/** What we use of gifenc 1.0.3, which comes without types (its README describes them). */
declare module 'gifenc' {
  export type Palette = readonly (readonly [red: number, green: number, blue: number])[]

  interface FrameOptions {
    /** The first frame's holds for all that bring none of their own. */
    readonly palette?: Palette
    /** Milliseconds, of which a GIF keeps hundredths of a second. */
    readonly delay?: number
    /** How often the film repeats: −1 not at all, 0 for ever. */
    readonly repeat?: number
    /** Of an encoder that is not `auto`: the film's screen comes with this frame. */
    readonly first?: boolean
  }

  interface Encoder {
    writeHeader(): void
    /** @param index the palette's place of each pixel */
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void
    /** What was written since `reset`, a copy. */
    bytes(): Uint8Array<ArrayBuffer>
    reset(): void
  }

  export function GIFEncoder(options: { readonly auto: boolean }): Encoder
  /** The colours that stand best for those of a picture, [width·height·4] bytes. */
  export function quantize(rgba: Uint8ClampedArray, most: number): Palette
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array
}
