/**
 * The frame, with a fraction, at which particles are drawn, so that they glide from one recorded frame to the next.
 *
 * @param drawnFrame the frame at which they were drawn `ms` milliseconds ago.
 * @param frame the playhead's frame.
 * @param speed frames a second.
 * @param glides false if the visitor moves the playhead by hand, or wants less motion.
 */
export function chase(drawnFrame: number, frame: number, ms: number, speed: number, glides: boolean): number {
  if (!glides || frame < drawnFrame || frame - drawnFrame > 2) return frame
  return Math.min(frame, drawnFrame + (ms * speed) / 1000)
}
