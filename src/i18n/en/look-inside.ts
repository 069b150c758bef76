/** The button that opens the inspector of a step. */
export const lookInside = {
  open: 'Look inside',
  explain:
    'Shows every term of this equation as a picture, and all that the step knew. So does a press on the equation.',
}
