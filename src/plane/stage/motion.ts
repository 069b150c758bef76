/**
 * Where particles are drawn between two recorded frames, so that a slow run glides: as a frame's number with a fraction.
 *
 * @param drawn where they were drawn last, `ms` ago.
 * @param frame the playhead's.
 * @param speed frames a second.
 * @param glides not where the playhead is moved by hand, nor where less motion is wanted.
 */
export function chase(drawn: number, frame: number, ms: number, speed: number, glides: boolean): number {
  if (!glides || frame < drawn || frame - drawn > 2) return frame
  return Math.min(frame, drawn + (ms * speed) / 1000)
}
