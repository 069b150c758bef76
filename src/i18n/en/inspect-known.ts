import { figure } from '../format/figures'
import { integer } from '../format/numbers'
import { plural } from '../format/plural'

/** Everything that a step knew. */
export const knowledge = {
  intro: 'All that this step knew. The network answers once, and its answer can be written in four ways.',
  forward:
    'On the way into noise there is nothing to guess: picture and noise are known. Walk back from here to see what a network makes of it.',
  groups: {
    answer: 'What the network said',
    guidance: 'Guidance: two answers',
    posterior: 'Where the step leads on average',
    variance: 'How sure the network is',
    noise: 'Fresh noise',
    truth: 'And what was true',
  },
  names: {
    x0Hat: 'x̂₀, the guess',
    epsHat: 'ε̂, its noise',
    score: 'the score',
    velocity: 'v',
    wantedX0: 'x̂₀ as asked',
    otherX0: 'x̂₀ otherwise',
    difference: 'the difference',
    rawX0: 'x̂₀ before limits',
    mean: 'mean of q',
    learnedV: 'v of the variance',
    sigma: 'σ, its width',
    z: 'z, as drawn',
    added: 'as added',
    corrected: 'xₜ, corrected',
    x0Error: 'x̂₀ − x₀',
    epsError: 'ε̂ − ε',
  },
  explain: {
    x0Hat: () => 'what it takes for the picture',
    epsHat: () => 'what it takes for noise',
    score: (sigma: number) => `−ε̂/σ, the way to where pictures are likelier; σ/α here is ${figure(sigma)}`,
    velocity: () => 'α·ε̂ − σ·x̂₀, the direction in which xₜ turns from picture to noise',
    wantedX0: () => 'the network’s answer when it is told the class',
    otherX0: () => 'its answer without it, or with what is to be avoided',
    difference: () => 'of its two raw outputs: guidance goes further along it',
    rawX0: () => 'what it was before it was kept within black and white',
    mean: () => 'of q(xₛ | xₜ, x̂₀), as if the guess were true',
    learnedV: () => 'the network’s second output; −1 is the least variance, β̃, and +1 the most, β',
    sigma: () => 'of the noise in each pixel, from v',
    z: (draws: number) =>
      `standard normal, from the seed${draws > 1 ? `; the first of ${integer(draws)} ${plural(draws, { one: 'draw', other: 'draws' })}` : ''}`,
    added: () => 'times its width: what the step put in',
    corrected: () => 'the state, which the sampler corrected once it had the network’s answer',
    x0Error: () => 'where the guess is too bright and too dark',
    epsError: () => 'where it took picture for noise, and noise for picture',
  },
  variances: (betaTilde: number, beta: number) =>
    `Its variance is β̃ = ${figure(betaTilde)} in every pixel; the step into noise has β = ${figure(beta)}.`,
  atTurn: (x0: number, eps: number) =>
    `Here the walk turned back, so the truth is known: x̂₀ is wrong by ${figure(x0)} and ε̂ by ${figure(eps)} (root mean square; black to white is 2).`,
  afterTurn: (distance: number) =>
    `Distance from the picture that we began with: ${figure(distance)} (root mean square; black to white is 2). It is no error: a walk that draws fresh noise forgets that picture, and may end at another that is as good.`,
}
