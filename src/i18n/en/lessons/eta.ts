import { fixed, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 5: chance and certainty. */
export const eta = {
  title: 'Chance and certainty',
  summary: 'One number, η, decides whether the walk back is decided by its start or throws dice at every step.',
  before: 'Lessons 2 and 4: a step of the walk back; DDIM and DDPM by name.',
  after: 'say what η = 0 and η = 1 mean, what a seed is, and when chance no longer matters.',
  misleads:
    'Chance on a computer is made by a formula from a seed, so that it can be repeated. And one walk shows one throw of the dice: that all these walks draw from (nearly) the same distribution of pictures is nothing that one of them can show.',
  steps: {
    certain: {
      title: 'Where chance could enter',
      text: [
        'A step from t to s puts the next picture together: so much of the guess x̂₀, so much of what the network takes for noise, ε̂ – and, if you like, some fresh noise z.',
        'η says how much of the noise is fresh. At η = 0 it is none: everything follows from the first picture. Press Space and look at “Fresh noise”: this step adds none.',
      ],
      notes:
        'Point at the root: what is given to fresh noise is taken from the old, σ² from 1 − ᾱₛ. So the amount of noise at s is the same for every η. Ask: “What is decided by chance at η = 0?” Only the start.',
    },
    twice: {
      title: 'Walk it again',
      text: [
        'Now η = 1: every step but the last adds fresh noise. Press Space, and look at it.',
        'The page can walk once more with the same seed.',
      ],
      question: {
        ask: 'With fresh noise at every step: does the second walk end in the same picture?',
        options: {
          same: 'The same, to the eye and to the byte.',
          similar: 'A slightly different one.',
          other: 'Another three.',
        },
        tempting: {
          similar: 'Chance at every step, so it cannot be quite the same – unless somebody keeps the dice.',
          other:
            'Fresh noise sounds as if it were new whenever one looks. But a computer’s chance is a long list of numbers, and the seed says which list.',
          any: 'What does the seed decide?',
        },
      },
      reveal: ({ again, other }: { again: number; other: number }) =>
        `The largest difference of any pixel is ${fixed(again, 3)}. With the next seed it is another picture: ${fixed(other, 2)} a pixel (root mean square). The seed names all of the noise, that of the start and that of each step. So a link can carry a walk full of chance.`,
      notes:
        'Whoever has programmed knows seeds; others say “random cannot be repeated”. Press N and walk again: another seed, other dice. Ask what science would do without seeds.',
    },
    dial: {
      title: 'The dial',
      text: [
        'Two walks begin at the very same noise. Their fresh noise differs from the first step on.',
        'At η = 0 there is no fresh noise, so they stay together. Then η is turned up, and they end apart.',
      ],
      question: {
        ask: 'Sketch how far apart they end, over η.',
        axes: { x: 'η', y: 'apart (black to white: 2)' },
        tempting: {
          any: 'A straight line sounds fair: twice the chance, twice the difference. But two threes can only be so different, and half of the chance is enough for that.',
        },
      },
      reveal: ({ half, full }: { half: number; full: number }) =>
        `At η = 0.5 they end ${fixed(half, 2)} apart, at η = 1 ${fixed(full, 2)}. Half of the dial is nearly all of the way: the start is soon forgotten.`,
      notes:
        'Draw the class’s curves on the board first. The start is forgotten since the noise of a picture is replaced bit by bit; with η = 1 and a pure start the first step already replaces it all.',
    },
    papers: {
      title: 'Two papers, one walk?',
      text: [
        'DDPM (2020) gives two variances for its step back. One is β̃: the variance that the step would have if x₀ were known. DDIM (2021) comes from another idea, and has the dial η.',
        'The same seed, 20 steps: once DDIM with η = 1, once DDPM with β̃.',
      ],
      question: {
        ask: 'How alike are the two pictures in which they end?',
        options: {
          same: 'The same picture.',
          similar: 'Nearly the same.',
          other: 'Two different threes.',
        },
        tempting: {
          similar: 'Two formulas that are written so differently should differ at least a little. Multiply them out.',
          other:
            'Different papers, different samplers, and chance at every step. But the dice are the same here, so only the formulas could differ.',
          any: 'Put σ² = β̃ into the step of the first page.',
        },
      },
      reveal: ({ small, large }: { small: number; large: number }) =>
        `The largest difference of any pixel is ${fixed(small, 4)}: rounding. With η = 1 the step of DDIM is the step of DDPM, put differently. With DDPM’s larger variance β it is not: ${fixed(large, 2)} a pixel (root mean square).`,
      notes:
        'A good exercise: replace ε̂ by (xₜ − √ᾱₜ·x̂₀)/√(1 − ᾱₜ) in DDIM’s step and collect x̂₀ and xₜ. Out come the coefficients of DDPM’s mean (its eq. 7).',
    },
    branch: {
      title: 'When the dice are cast',
      text: [
        'η = 1 again. Walk down to some t with these dice, and take other dice from there on. Early, that changes everything; late, nothing that one sees.',
        'Try it: press End, go some steps with ←, and press B: the branch shares the past, and its fresh noise is another.',
      ],
      question: {
        ask: 'At which t do other dice change the picture half as much as a wholly other noise does?',
        tempting: {
          low: 'So much noise is still put in there that the picture seems open. But what is put in gets less and less, and the network already holds on to its shape.',
          high: 'At the start everything is open indeed, and it stays so for longer than the guess of DDIM lets one think: each throw can still turn it.',
        },
      },
      reveal: ({ t, otherNoise: all, late }: { t: number; otherNoise: number; late: number }) =>
        `About at t = ${integer(t)}. A wholly other noise changes the picture by ${fixed(all, 2)} a pixel (root mean square); other dice from t = 300 on by ${fixed(late, 2)}.`,
      notes:
        'The page has a study of this: “When is it decided?” (Y) continues one moment sixteen times. With a graphics card it takes seconds.',
    },
    which: {
      title: 'Which one is better?',
      text: [
        'Certainty (η = 0): few steps, the same picture for the same start; a path that can be walked back into noise, and you can blend two starts.',
        'Chance (η = 1): needs more steps. In return, old mistakes are replaced together with the old noise.',
        'Turn η in the settings below the timeline, press N, and compare four pictures each.',
      ],
      notes:
        'There is no winner. The papers: DDIM’s table 1 has η = 0 ahead at every number of steps up to a hundred; Karras et al. (section 4) find that a measured dose of fresh noise helps on hard data and that too much loses detail.',
    },
  },
} as const satisfies LessonWords
