/** The button behind which pictures, films and numbers are saved. */
export const takeAway = {
  open: 'Take it away …',
  openExplain: 'Saves a picture, a contact sheet, a film, or all numbers of this walk.',
  about: 'A picture, a sheet, a film, or the numbers, each with the link that made it.',
}

/** What can be done with any plot. */
export const plot = {
  save: 'SVG',
  saveExplain: 'Saves this plot as an SVG file, in light colours, with the link in it.',
  /** Read out: which plot. */
  saveNamed: (plot: string) => `Save as SVG: ${plot}`,
}
