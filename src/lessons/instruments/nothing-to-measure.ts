/** The page shows nothing that could be measured: the visitor has wandered off, or no picture has arrived. */
export class NothingToMeasure extends Error {
  constructor() {
    super('There is nothing on the screen that could be measured.')
    this.name = 'NothingToMeasure'
  }
}
