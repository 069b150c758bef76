/** The buttons that open the inspector of a step, and a study of the network. */
export const lookInside = {
  open: 'Look inside',
  explain:
    'Shows every term of this equation as a picture, and all that the step knew. So does a press on the equation.',
  study: 'How it learned',
  studyExplain: 'Training beside sampling, live on this network, below the settings.',
}
