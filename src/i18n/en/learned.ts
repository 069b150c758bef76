import { figure } from '../format/figures'
import { count, significant, integer } from '../format/numbers'
import { moments } from './learned-moments'
import { withError } from './with-error'

/** The study of how a network learned. */
export const learned = {
  intro:
    'A network learned by a small game, played very many times: hide a picture behind noise, and guess the noise. Sampling asks it the same question, again and again, from pure noise down. Both run here, on the network that is open.',
  source: 'Ho et al. 2020 (DDPM), algorithms 1 and 2',
  /** What is read out of a line of an algorithm. */
  algorithm: (number: number, title: string) => `Algorithm ${number}: ${title}`,
  marked: 'this line',
  waiting: {
    network: 'This begins when the network is there.',
    pictures: 'This begins when the starter pictures are there.',
  },
  training: {
    title: 'Training',
    lines: {
      repeat: 'repeat',
      step: 'Take a gradient descent step on',
      until: 'until converged',
    },
    explain: {
      2: 'A picture is drawn from the data; here, from the pictures that the page has.',
      3: 'A time is drawn: how deep in noise the picture is hidden.',
      4: 'Noise is drawn, as large as the picture.',
      5: 'Picture and noise are mixed, the network guesses the noise, and is told how wrong it was.',
    },
    next: 'Next line',
    nextExplain: 'Does one line of the algorithm.',
    round: 'A whole round',
    roundExplain: 'Draws a picture, a time and noise anew, and asks the network.',
    picture: 'Picture',
    pictureOf: (place: number, all: number) => `${integer(place)} of ${integer(all)}`,
    t: 't, how deep',
    noise: 'Noise, its number',
    again: (what: string) => `Draw again: ${what}`,
    names: {
      x0: 'x₀, the picture',
      eps: 'ε, the noise',
      xt: 'xₜ, what the network sees',
      epsHat: 'ε̂, its guess of the noise',
      error: '(ε − ε̂)², the squared error',
      push: '−∂L/∂ε̂, the push',
    },
    notes: {
      eps: 'the truth that only the teacher knows',
      xt: (t: number) => `at t\u00a0=\u00a0${integer(t)}`,
      epsHat: {
        epsilon: undefined,
        v_prediction: 'computed from its v: ε̂ = σ·xₜ + α·v̂',
        sample: 'computed from its x̂₀: ε̂ = (xₜ − α·x̂₀)/σ',
      },
      error: 'black where the guess was right',
      push: 'where it should have said more (white) or less (black)',
    },
    loss: (loss: number) => `L = ‖ε − ε̂‖²/d = ${significant(loss, 3)}, the mean of the squared error over the picture.`,
    against: (zeros: number, noise: number) =>
      `Whoever says “no noise”, ε̂ = 0, has ${significant(zeros, 3)} here; whoever guesses other noise, ${significant(noise, 3)}.`,
    push: 'The push is downhill along the gradient. In training it is led back through the network, to every weight by the chain rule, and each weight moves a little. Nothing moves here: the weights of this network stay as they are.',
    told: (what: string) => `It is told that this is: ${what}.`,
  },
  sampling: {
    title: 'Sampling',
    lines: { for: 'for', do: 'do', if: 'if', else: 'else', endFor: 'end for', return: 'return' },
    explain: {
      1: 'It begins with nothing but noise.',
      2: (t: number) => `The next round, t\u00a0=\u00a0${integer(t)}.`,
      3: 'Fresh noise is drawn, but in the last round.',
      4: 'The network guesses the noise; some of that is taken away, and a little fresh noise is put in.',
      6: 'No noise is left: this is the picture.',
    },
    next: 'Next line',
    nextExplain: 'Does one line of the algorithm.',
    play: 'All rounds',
    playExplain: 'Goes through the loop to its end.',
    stop: 'Stop',
    stopExplain: 'Stops after this round.',
    begin: 'New noise',
    beginExplain: 'Draws other noise, and begins again.',
    strides: 'Rounds',
    stridesExplain: (strides: number, all: number) =>
      strides === all
        ? 'As in the paper: a round for every t.'
        : 'Fewer than the paper’s 1,000: from one t to the next that is visited, αₜ is ᾱₜ/ᾱₛ (Nichol & Dhariwal 2021, section 4).',
    progress: (doneCount: number, all: number) => `${count(doneCount)} of ${count(all)} rounds`,
    asked: (what: string) => `Asked for: ${what}.`,
    names: {
      xt: 'xₜ, where the round begins',
      epsHat: 'ε̂, its guess of the noise',
      x0Hat: 'x̂₀, what that leaves',
      z: 'z, fresh noise',
      next: 'xₜ₋₁, where it leads',
      x0: 'x₀, the end',
    },
    notes: {
      x0Hat: 'kept within black and white',
      z: (sigma: number) => `comes in times σₜ\u00a0=\u00a0${figure(sigma)}`,
      noZ: '0 in the last round',
    },
    same: 'The marked term is the same in both: one network, one question. In training the answer is compared, in sampling it is believed.',
  },
  thousand: {
    title: 'A thousand presses at once',
    intro:
      'One press says little: the loss depends on the picture, on the noise, and most of all on t. A thousand say how hard the game is at each t.',
    start: 'Press a thousand times',
    again: 'Press them again',
    startExplain: 'A thousand rounds of algorithm 1, without its last step: no weight moves.',
    stop: 'Stop',
    stopExplain: 'Keeps what has been measured.',
    progress: (doneCount: number, all: number) => `${count(doneCount)} of ${count(all)}`,
    stopped: (doneCount: number) => `Stopped after ${count(doneCount)}.`,
    target: 'Loss of',
    targets: { epsilon: 'ε', sample: 'x₀', v_prediction: 'v' },
    targetExplain: {
      epsilon: 'L = ‖ε − ε̂‖²/d: near t = 0 noise is hard to see, and guessing it is hard.',
      sample:
        '‖x₀ − x̂₀‖²/d, of the same answers: the picture is hard to guess where all is noise. It is ε’s loss times σ²/α².',
      v_prediction: '‖v − v̂‖²/d with v = α·ε − σ·x₀, of the same answers: ε’s loss divided by α².',
    },
    own: (target: string) => `This network learned to say ${target}.`,
    label: (target: string, mean: number, error: number) =>
      `Loss of ${target} over t, with error bars; its mean is ${withError(mean, error)}.`,
    t: 't',
    loss: 'loss',
    answerers: { network: 'the network', zeros: 'who says 0', noise: 'who says noise' },
    mean: (of: string, mean: number, error: number) => `${of}: ${withError(mean, error)}`,
    means: 'Mean over t, ± standard error',
    note: (presses: number, parts: number, pictures: number) =>
      `${count(presses)} presses, t spread evenly over ${integer(parts)} parts; the bars reach two standard errors to either side. The pictures are the page’s ${integer(pictures)}, not the whole training set.`,
    none: 'No press yet.',
  },
  moments,
}
