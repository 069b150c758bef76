import { figure } from '../../format/figures'
import { count, fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 9: the bound, and what the simple loss forgets. */
export const bound = {
  title: 'The bound, and what the simple loss forgets',
  summary: 'What does a picture cost in bits? Where on the way are they spent, and why does training look elsewhere?',
  before: 'Lessons 6 and 8; what a bit is. The Kullback–Leibler divergence helps.',
  after: 'say what the variational bound adds up, how the simple loss differs from it, and why both are used.',
  misleads:
    'The numbers here are of one picture and a few hundred noises; papers report the mean over a whole test set. They are an upper bound: the picture may be cheaper. And bits say little of beauty: a network can be better in bits and worse to look at.',
  steps: {
    bits: {
      title: 'A picture by post',
      text: [
        'You want to send this digit to somebody who has the same network. You begin with pure noise, and at each step you send just enough to correct the network’s guess of the next, slightly cleaner picture.',
        'How many bits is that? At each t one compares two Gaussians: where somebody who knows the digit would step, and where the network would step. The sum over all t is a bound: the picture cannot cost more than that.',
        'The chart will show the cost of each step. It is still empty: you are to predict first.',
      ],
      notes:
        'If the class knows KL: each term is KL(q(xₜ₋₁|xₜ,x₀) ‖ p(xₜ₋₁|xₜ)), in bits, divided by the number of pixels; the last, L₀, is the cost of the exact grey levels. Ask: “What would it cost without any network?” 8 bits a pixel.',
    },
    first: {
      title: 'Where are the bits?',
      text: [
        'The way back ends with t = 10, 9, … 1. These are ten steps of a thousand.',
        'Your machine will ask the network about 72 noisy versions of this digit, three from each of 24 ranges of t, and fill the chart.',
      ],
      question: {
        ask: 'Which share of all bits do the last ten steps cost, t = 10 to 1?',
        tempting: {
          low: 'Ten of a thousand is one per cent, and in these steps the picture hardly changes any more. But a bit does not care how large a change is; it counts how hard the change is to guess. The last grey levels are chance, and chance cannot be guessed.',
          high: 'The rest of the way does cost something: there it is decided what is to be seen.',
        },
      },
      reveal: ({ share, total, greys }: Record<'share' | 'total' | 'greys', number>) =>
        `${perCent(share)} % of ${fixed(total, 2)} bits a pixel (with the fixed variance β̃). At t = 10 the noise is ${integer(greys)} of 255 grey levels strong. So most of the price is paid for what the eye hardly sees.`,
      notes:
        'Both axes of the chart are logarithmic: let the class read off the first and the last term. Ho et al. 2020, section 4.3, found the same and called it “imperceptible distortions”.',
    },
    unseen: {
      title: 'What that looks like',
      text: [
        'This is the digit at t = 10. All that is to come after this is to take that noise away.',
        'Press ← ten times, to t = 0, and → back. Can you see any difference?',
        'Most bits of this digit are in that difference.',
      ],
      notes:
        'Let somebody come to the front and look closely at the black ground. On a good screen one sees a faint grain. Ask: “Should a network spend its strength on this?”',
    },
    weights: {
      title: 'The simple loss',
      text: [
        'Each step’s cost is the squared error of ε̂ times a weight that the schedule sets. Ho et al. left the weights out: the simple loss counts the error of ε̂ alike at every t.',
        'So, compared with the bound, the simple loss shifts the network’s attention.',
      ],
      question: {
        ask: 'The same squared error of ε̂ at t = 2 and at t = 500: how much more does the bound count the one at t = 2?',
        options: {
          less: 'Less: at t = 2 there is hardly any noise.',
          same: 'About the same.',
          some: 'A few times as much, up to thirty.',
          much: 'More than thirty times as much.',
        },
        tempting: {
          less: 'There is little noise, so an error moves the picture little. But the step itself is tiny there too: what is measured is the error against the step’s own spread.',
          same: 'That is the simple loss. The bound is stricter.',
          some: 'The direction is right. But the ratio is larger: the whole noise at t = 2 is two steps old, so an error in it is as large as a step.',
          any: 'What counts is the error against the step’s own spread.',
        },
      },
      reveal: ({ early, end }: { early: number; end: number }) =>
        `${count(early)} times as much (with variance β̃). So the simple loss cares far less for the finest detail than the bound does, and more for what a digit looks like. At the very last t, next to pure noise, the weight is large again, ${figure(end)} times that of the middle; but there ε̂ is almost exact, and the term is small.`,
      notes:
        'Press “Weights over t” after the answer: the flat line is the simple loss. In the paper’s words, the simple objective down-weights small t, so that the network can focus on more difficult denoising tasks (Ho et al. 2020, section 3.4). The page’s first network answers v; the plain squared error of v̂ is that of ε̂ divided by α², so it too counts small t little.',
    },
    simple: {
      title: 'What it forgets',
      text: [
        'Press “Weights over t”. The flat line is the simple loss; the others are the bound.',
        'In DDPM’s paper the simple loss gave clearly better pictures, and slightly longer codes. That is the trade: it forgets grey levels, and remembers shapes.',
        'It forgets one thing altogether: the variance of the step. ε̂ alone is in it, so nothing teaches the network how far to spread. The next lesson is about that. Networks like this one add a thousandth part of the bound to the simple loss, for the variance alone.',
      ],
      notes:
        'That mixture is L_hybrid = L_simple + 0.001·L_vlb (Nichol & Dhariwal 2021, section 3.1), with the gradient of L_vlb stopped at the mean. This page’s networks were trained so.',
    },
    importance: {
      title: 'If you do want bits',
      text: [
        'Suppose that you train by the bound itself. At each step of training you draw one t and get one term of the sum. The terms differ by orders of magnitude: mostly you draw a small one, and now and then a huge one. So the estimate is noisy.',
        'The remedy: draw large terms more often and count each of them less. The mean stays right.',
      ],
      question: {
        ask: 'How much less does such an estimate scatter, compared with drawing all t equally often?',
        options: {
          none: 'Hardly less: the terms stay as different as they are.',
          some: 'Some: two to twenty times less.',
          much: 'Much: more than twenty times less.',
        },
        tempting: {
          none: 'The terms stay different. But what is estimated is term divided by probability, and if both rise and fall together their quotient hardly varies.',
          some: 'A fair guess for most sums. Here the terms span several powers of ten, so there is more to be won.',
          any: 'What counts is term divided by probability.',
        },
      },
      reveal: ({ uniform, drawn: importanceDeviation, times }: Record<'uniform' | 'drawn' | 'times', number>) =>
        `From a single t, drawn uniformly, the estimate of this picture’s bound is off by ${fixed(uniform, 1)} bits a pixel (one standard deviation); drawn by importance by ${fixed(importanceDeviation, 2)}. That is ${integer(times)} times less.`,
      notes:
        'Below the weights, under “Weights over t”, the page draws these probabilities. Ask: “Why not always do so?” Because the simple loss has no such large terms: there it would win little (Nichol & Dhariwal 2021, section 3.3).',
    },
  },
} as const satisfies LessonWords
