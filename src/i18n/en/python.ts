/** The walk as a Python program. */
export const python = {
  open: 'As Python …',
  openExplain: 'Shows a short Python program that makes this frame; at the start of a walk, its last one.',
  exact: 'The same network, the same noise, the same frame, outside of the browser.',
  title: 'This walk in Python',
  intro:
    'The program takes the network that this page uses, draws the page’s own noise from the seed, and takes the steps one by one. For DDIM and DDPM on the network’s own schedule they are written as in the papers; for everything else they are sums with the coefficients of this page’s sampler. Its frame agrees with the page’s to about three decimals, or to two where a network that predicts ε begins at pure noise and takes few steps, because its first guess divides by almost nothing.',
  copy: 'Copy',
  copyExplain: 'Copies the program.',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying: select the text, or save it.',
  save: 'Save as walk.py',
  saveExplain: 'Saves the program as a file.',
  lacking: {
    sampler: 'No program for Runge–Kutta 4(5): it chooses its steps while it runs.',
    variance:
      'No program for this variance: the analytic one needs the network’s measured error, and the learned one is written out only for networks of the shelf on their own schedule.',
    classifier: 'There are programs for classifier-free guidance, not yet for a classifier’s.',
    network:
      'No program for this network: it takes its timestep or its class in a way of its own, or predicts ε down to a signal of 0, where diffusers divides by it.',
    start: 'There are programs from noise and from xₜ, not yet from an inverted picture.',
  },
}
