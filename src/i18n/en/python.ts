/** The walk as a Python program. */
export const python = {
  open: 'As Python …',
  openExplain: 'Shows a short Python program that makes this very frame; at the start of a walk, its last one.',
  exact: 'The same network, the same noise, the same frame, outside of the browser.',
  title: 'This walk in Python',
  intro: 'The program fetches the network that this page uses, draws the page’s own noise from the seed, and takes the steps one by one. Its frame is the page’s to about three decimals.',
  copy: 'Copy',
  copyExplain: 'Copies the program.',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying: select the text, or save it.',
  save: 'Save as walk.py',
  saveExplain: 'Saves the program as a file.',
  lacking: {
    network: 'There are programs for the networks of the shelf, not yet for one of your own.',
    sampler: 'There are programs for DDIM and for DDPM with β, β̃ or the learned variance, not yet for this sampler.',
    process: 'There are programs on the network’s own schedule, not yet on this process.',
    grid: 'There are programs for grids of whole steps, not yet for this one.',
    clip: 'There are programs with and without clipping, not yet with dynamic thresholding.',
    classifier: 'There are programs for classifier-free guidance, not yet for a classifier’s.',
    guidance: 'There are programs for guidance, not yet for its limits.',
    start: 'There are programs from noise and from xₜ, not yet from an inverted picture.',
  },
}
