/**
 * What starts in the place of the picture room's engine. Modules that use the engine are shared by the test files that replace it,
 * so all of these files replace it by this one, and each says anew what starts.
 */
export const startedEngine: { start: () => object } = {
  start: () => {
    throw new Error('this test has not said what starts')
  },
}
