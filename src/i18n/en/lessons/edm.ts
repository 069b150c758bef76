import { fixed, significant, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 15: EDM. */
export const edm = {
  title: 'Which steps matter',
  summary: 'The way back is straight for most of its length. Where it bends, steps are worth spending.',
  before: 'The probability flow (lesson “Two ways back”). What Euler’s method does.',
  after:
    'say where on the way a sampler errs; why ρ puts most steps at little noise; and when a method of second order is worth its price.',
  misleads:
    'Here are 30 points, in two dimensions, and the answer is exact. Below the distance of neighbouring points nothing is left to decide, so the path is straight again. Pictures have structure at many scales, from a face to a hair, and a network errs most where it matters. The principle stays; where the bend lies and which ρ is best is a matter of the data.',
  steps: {
    bend: {
      title: 'Time is noise',
      text: [
        'EDM leaves the data as they are (α = 1) and only adds noise. So the noise level σ itself can be the time: it runs from 80 down to 0.002. (The view is shrunk, so that you can see all of it.)',
        'Then ε̂ is the direction of the path. Where ε̂ does not change, the path is straight, and one large step is as good as a hundred.',
      ],
      question: {
        ask: 'Sketch how fast the direction changes, from little noise (left) to much noise (right).',
        axes: { x: 'log₁₀ σ', y: 'change of ε̂ per unit of ln σ, its most = 1' },
        tempting: {
          any: 'One thinks of much noise, where the particles travel far. But from far away all data are one spot, and the path runs straight at it. And next to the data only one point is near, which again is one direction. It bends in between, where it has to choose.',
        },
      },
      reveal: ({ from, to }: { from: number; to: number }) =>
        `It bends most between σ = ${significant(from, 1)} and σ = ${significant(to, 1)}. Far above, the noise is wider than all data together; far below, it is finer than the gaps between them.`,
      notes:
        'Let them draw first, without any hint. Most draw a slope to the right, or a flat line. The reason is worth saying twice: a path turns where it is still to be decided to which of several points it leads. Next: then why walk it in equal steps?',
    },
    levels: {
      title: 'Steps where it bends',
      text: [
        'EDM spaces its levels evenly in σ^(1/ρ). At ρ = 1 the steps are equal in σ; the larger ρ, the more of them lie at little noise. The paper takes ρ = 7.',
        'Left ρ = 7, right ρ = 1: twelve steps each, from the same starts. Press play.',
      ],
      question: {
        ask: 'The left walk visits twelve levels of noise between 80 and 0.002. How many of them lie below σ = 2?',
        unit: 'levels',
        tempting: {
          low: 'Two is a fortieth of 80, so in equal steps it would hardly be one. That is what the right walk does, and it jumps from far outside right onto the data, each particle onto the next best point.',
          high: 'Most of what is decided is decided there. But some steps are needed to get there at all.',
        },
      },
      reveal: ({ below, equal, levels }: { below: number; equal: number; levels: number }) =>
        `${integer(below)} of ${integer(levels)}. With equal steps in σ it is ${integer(equal)}: the last one.`,
      notes:
        'Do the arithmetic together: 80/11 is about 7.3, so the right walk goes 80, 72.7, …, 7.3, 0.002. All that the previous step showed falls into its last two steps. As ρ grows, the spacing becomes equal in log σ.',
    },
    leave: {
      title: 'Leave one out',
      text: [
        'Twelve steps again, with ρ = 7. Suppose that you may spend one level fewer.',
        'We measure how far each particle ends from where a walk of 80 steps takes it.',
      ],
      question: {
        ask: 'Leaving out which level does the most harm: the first after the start, one in the middle, or the last before the data?',
        options: { first: 'The first', middle: 'One in the middle', last: 'The last' },
        tempting: {
          first:
            'It is the largest step by far: it leads from 80 to about 48. But there the path is straight, and a straight path does not care how often one looks.',
          last: 'It puts the finishing touch. But below it hardly any noise is left, and the last jump to the best guess does the same.',
        },
      },
      reveal: (figures: {
        first: number
        middle: number
        last: number
        allLevels: number
        sigmaFirst: number
        sigmaMiddle: number
        sigmaLast: number
      }) =>
        `With all levels the error is ${fixed(figures.allLevels, 3)}. Without σ = ${significant(figures.sigmaFirst, 2)} it is ${fixed(figures.first, 3)}, without σ = ${significant(figures.sigmaMiddle, 2)} it is ${fixed(figures.middle, 3)}, without σ = ${significant(figures.sigmaLast, 1)} it is ${fixed(figures.last, 3)}.`,
      notes:
        'The levels below 1 are the ones that cost. Ask: “So put all steps there?” Try: a larger ρ takes steps away from the start, and then the first ones fail. The best is a balance. Next: better steps instead of better places.',
    },
    heun: {
      title: 'Better steps?',
      text: [
        'Euler’s step goes straight ahead. Heun’s looks a second time, at the end of the step, and takes the mean of both directions: two evaluations a step, and the second order.',
        'Left Euler with nine steps, right Heun with five: nine evaluations each (the last step to the data needs one).',
      ],
      question: {
        ask: 'Nine evaluations each. Which ends nearer to where it should?',
        options: { heun: 'Heun (right)', same: 'About the same', euler: 'Euler (left)' },
        tempting: {
          heun: 'Second order sounds better, and it is – where steps are small. Here they are so long that the second look lands in another region and misleads.',
          same: 'The evaluations are the same, but what is made of them is not.',
        },
      },
      reveal: (figures: { eulerFew: number; heunFew: number; eulerMany: number; heunMany: number }) =>
        `Error of Euler ${fixed(figures.eulerFew, 2)}, of Heun ${fixed(figures.heunFew, 2)}. With 35 evaluations each it is the other way round: Euler ${fixed(figures.eulerMany, 3)}, Heun ${fixed(figures.heunMany, 3)}.`,
      notes:
        'An order is a promise about small steps, nothing else. Most of the class will say Heun. Ask how the error falls when steps are halved: to a half for Euler, to a quarter for Heun, once they are small. Somewhere the two lines cross.',
    },
    recipe: {
      title: 'The recipe',
      text: [
        'Now 35 evaluations each: left Euler, right Heun with 18 steps and ρ = 7. The right one is what the paper takes for small pictures. Press play: it ends nearer to where the starts belong.',
        'So there are three separate choices: what is time, where the levels lie, and how a step is made. EDM’s idea is to choose each by itself. The network need not be trained anew for any of them.',
      ],
      notes:
        'Show with “Who answers: network” (learn one first) that the same recipe serves a network. The paper’s other half is about training: inputs and targets scaled to variance 1, and noise levels drawn where learning pays. Next lesson: make the paths straight instead of the steps clever.',
    },
  },
} as const satisfies LessonWords
