/** The large picture's name in the page. */
export const STAGE = 'stage'

/** Scrolls to the large picture, if it is not in sight, once the page is laid out anew. */
export function showStage(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.getElementById(STAGE)?.scrollIntoView({ block: 'nearest' })
    })
  })
}
