import { asChosen, exactly, fixed } from '../format/numbers'

/** Classifier-free guidance, and how x̂₀ is kept within black and white. */
export const guidance = {
  group: 'Guidance',
  scale: 'w, guidance',
  scaleExplain:
    '1: the network alone, asked for its class. Above 1: further towards it, clearer and less varied. 0: not asked for it. Below 0: away from it.',
  twice:
    'Guidance asks the network twice a step, for what is wanted and for what it leads away from, and goes on along the difference.',
  nothing:
    'Nothing in particular is asked for, so there is nothing to lead towards: choose a class above, or one to lead away from.',
  same: 'The same class is asked for and led away from, so nothing is left of guidance.',
  negative: 'Lead away from',
  negativeNone: 'nothing in particular',
  negativeExplain: 'From what the network would draw unasked, or from a class of your choice; w = 0 draws just that.',
  limits: 'Limits of guidance',
  /** `high`: Infinity where there is no end. */
  limitsSummary: (low: number, high: number, output: number, x0: number) =>
    `σ̂ ${exactly(low)} to ${exactly(high)} · φ = ${fixed(output, 2)}, of x̂₀ ${fixed(x0, 2)}`,
  guideMin: 'Above σ̂ =',
  guideMax: 'Below σ̂ =',
  interval: (most: number) =>
    `Guides only between these (σ̂ = σ/α, noise against signal); elsewhere w is 1. ${exactly(most)} or more: no end.`,
  rescaleOutput: 'φ, rescaling',
  rescaleOutputExplain:
    'Strong guidance exaggerates contrast. 1 brings that of the network’s output back to what it is without guidance, 0 leaves it (Lin et al. 2024).',
  rescaleX0: 'φ of x̂₀',
  rescaleX0Explain:
    'The same of the guess x̂₀ instead of the output. Near pure noise, where the output hardly has a contrast of its own, it tames more.',
}

/** `share` of the pixels, of 1; `most`: Infinity where there is no end. */
type Limits = Readonly<{ range: number; share: number; most: number }>

export const clip = {
  titles: { off: 'no', on: 'clipped', dynamic: 'dynamic' },
  explain: {
    off: () => 'The network’s guess is taken as it is, also beyond black and white.',
    on: ({ range }: Limits) =>
      `Limits the network’s guess to [−${exactly(range)}, ${exactly(range)}] at each step.${range === 1 ? '' : ' So its own scheduler says; black is −1 and white 1.'}`,
    dynamic: ({ share, most }: Limits) =>
      `A guess that leaves [−1, 1] with more than ${asChosen(100 * share)} % of its pixels is scaled down as a whole, so that only the ${asChosen(100 * share)} % are clipped (Imagen’s dynamic thresholding)${most < Infinity ? `, by ${exactly(most)} at most, as its own scheduler says` : ''}. Black may turn grey.`,
  },
}
