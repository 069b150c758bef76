/** The large picture's name in the page. */
export const STAGE = 'stage'
/** The name of what says that picture in words. */
export const PICTURE_WORDS = 'picture-words'

/** Scrolls to the large picture, if it is not in sight, after the next layout of the page. */
export function showStage(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.getElementById(STAGE)?.scrollIntoView({ block: 'nearest' })
    })
  })
}
