import { fixed } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 11: DDIM. */
export const ddim = {
  title: 'DDIM: one network, many walks',
  summary:
    'One trained network serves a whole family of walks. The one without chance is a map between noise and pictures, which can be walked both ways.',
  before: 'Why fewer steps work (lesson 4), and what η does (lesson 5).',
  after:
    'say what all DDIM walks share; why few and many steps make nearly the same picture; what inversion is good for, and what its noise is like.',
  misleads:
    'Correlation compares pixel by pixel; the eye compares strokes. In the plane the answer is exact, and the clouds are the same but for the size of the steps; with a network the walks of different η also differ by its errors. And that a middle noise makes a picture does not mean that it makes a picture “between” the two: often it makes a third.',
  steps: {
    marginals: {
      title: 'A particle and its cloud',
      text: [
        'Left η = 0: no fresh noise. Right η = 1: as much as DDPM takes. Both begin at the same starts; the colour says where.',
        'Press play, pause half way, and compare.',
      ],
      question: {
        ask: 'Half way, what do left and right have in common?',
        options: {
          both: 'All: each particle stands at the same place',
          cloud: 'The cloud as a whole, but not where each particle is',
          neither: 'Neither: noise makes the right cloud wider',
        },
        tempting: {
          both: 'Same starts, same network: but on the right each particle has been pushed about at every step.',
          neither:
            'Fresh noise does widen. But with it, the step removes just as much more of the old noise. That is how the family is made.',
        },
      },
      reveal: ({ cloud, particles }: { cloud: number; particles: number }) =>
        `The energy distance of both clouds is ${fixed(cloud, 3)} (0 if they are the same); the same particle left and right is ${fixed(particles, 2)} apart on average. The training looks at clouds only, q(xₜ | x₀) at each t. So any walk with these clouds can use the same network.`,
      notes:
        'The heart of the paper: the loss never asks how one gets from one t to another. Ask: “Did we have to train again for η = 0?” Nobody did. Next: without chance, the number of steps hardly changes what comes out.',
    },
    same: {
      title: 'Few steps, many steps',
      text: [
        'On the stage: η = 0, eight steps from this noise. Press play to see what comes out.',
        'Below are three pictures of 25 steps. One of them began with the same noise.',
      ],
      question: {
        ask: 'Which one?',
        tempting: {
          any: 'It is a four as well. But look at slant and strokes: without chance the noise decides them, whatever the number of steps.',
        },
      },
      reveal: ({ same, other }: { same: number; other: number }) =>
        `Its correlation with the picture of eight steps is ${fixed(same, 2)}; the best of the others has ${fixed(other, 2)}. ${
          same > other
            ? 'All these walks follow the same curve, in shorter or longer steps.'
            : 'So for this noise a picture from another noise happens to be more alike: eight steps left the curve that they should follow.'
        }`,
      notes:
        'Play first, then let them point. This is the paper’s “consistency” (section 5.2): the noise is a code for the picture. Try η = 1: then 8 and 25 steps have nothing in common but the class. Next: if the noise is a code, whose code is a given picture?',
    },
    trace: {
      title: 'Upwards: inversion',
      text: [
        'A walk without chance can be walked the other way. Here a real picture will be walked up into noise, in 20 steps. No noise is drawn at all: what stands at the top is made from the picture.',
        'Answer first; then press play, and pause at the top.',
      ],
      question: {
        ask: 'What will stand at the top, where there should be nothing but noise?',
        options: {
          noise: 'Noise like any other',
          trace: 'Something in which one can still tell the picture',
        },
        tempting: {
          noise:
            'In theory the exact map takes all pictures together to pure noise. But this picture has no noise in it, and the network is not exact: what it calls noise at the first steps is little and follows the strokes, and each later step builds on that.',
          trace: 'With other settings it can come close enough to true noise.',
        },
      },
      reveal: ({ correlation, chance, deviation }: { correlation: number; chance: number; deviation: number }) =>
        `Its correlation with the picture is ${fixed(correlation, 2)} (true noise: 0 ± ${fixed(chance, 2)}), its standard deviation ${fixed(deviation, 2)} (true noise: 1). It is a code for this picture; it is not a draw from the normal distribution.`,
      notes:
        'Here one sees it with the naked eye: the black paper has no grain, so its code is flat. In larger models the trace is fainter, but people who edit with inverted noise meet it too, and nudge the noise back to normal (Parmar et al. 2023). Ask: “Would a walk that begins with true noise ever pass here?”',
    },
    back: {
      title: 'And down again',
      text: [
        'The playhead stands at the top of the same walk. From here the sampler walks down in 20 steps, as always. Press play after you have answered.',
      ],
      question: {
        ask: 'How much will what comes back resemble the picture? (Correlation: 1 is the same, 0 is unrelated.)',
        tempting: {
          low: 'It began from something that is no true noise, so one expects trouble. But the way down retraces the way up, except for what the steps are too long for.',
          high: 'It would be 1 if steps were infinitely short. A step up looks from its lower end, the step down from its upper end, and the two do not quite cancel.',
        },
      },
      reveal: ({ correlation }: { correlation: number }) =>
        `${fixed(correlation, 3)}. So the picture was in its code, whatever the code looks like.`,
      notes:
        'What it is good for: change the class at the top and walk down – an edit that keeps what it can of the handwriting. And what the trace costs: the code is bound to its picture, so other classes come out less freely than from true noise. Try more steps: up and down cancel better.',
    },
    between: {
      title: 'Between two noises',
      text: [
        'If noises are codes, one can mix two of them, and see what lies between. But the mixture has to be a noise that the network knows: with standard deviation 1.',
      ],
      question: {
        ask: 'Half of each: how should two noises a and b be mixed?',
        options: {
          mean: 'Their mean: (a + b)/2',
          arc: 'Half way along the arc: about (a + b)/√2',
          sum: 'Their sum: a + b',
        },
        tempting: {
          mean: 'That is what half way means on a line. But two noises are almost at a right angle, so the middle of the line lies nearer to 0: it is too quiet, and no noise that the network ever saw.',
          sum: 'Nothing is lost in a sum, but it is too loud: squares add up.',
        },
      },
      reveal: ({ mean, arc, sum }: { mean: number; arc: number; sum: number }) =>
        `Standard deviations: mean ${fixed(mean, 2)}, arc ${fixed(arc, 2)}, sum ${fixed(sum, 2)}. Noises of many pixels all have about the same length: they lie close to a sphere, and one walks between them along its surface (“slerp”).`,
      notes:
        'Let them compute it: the variance of (a + b)/2 is ½. The point about spheres is worth a drawing. It is wrong in two dimensions, where the lengths of noises differ much. Press N for other noises. Next lesson: the score, and where these walks come from.',
    },
  },
} as const satisfies LessonWords
