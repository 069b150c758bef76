import { fixed, perCent } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 25: consistency and distillation. */
export const onestep = {
  title: 'One step',
  summary: 'Why can a denoiser not take the whole way in one step? A student can be taught to do so.',
  before: 'That a walk without fresh noise is a map from noise to data; what the network’s x̂₀ means.',
  after: 'say why one step fails, what a consistency model is taught, and what its further steps do.',
  misleads:
    'In the plane a student of a few thousand weights is nearly as good as its teacher. Of pictures, one step has long been visibly worse than many. And the energy distance used here hardly notices the threads of particles between the rings; look at the picture too.',
  steps: {
    mean: {
      title: 'Why not at once?',
      text: [
        'The exact answer for two rings of points is at hand, and 300 particles of pure noise. The walk has one step: from noise to data at once.',
        'Nothing is learned here, so nothing is learned badly.',
      ],
      question: {
        ask: 'Where will the particles land?',
        options: {
          rings: 'On the rings.',
          between: 'On one ring between the two.',
          middle: 'In the middle, where no point is.',
        },
        tempting: {
          rings:
            'Each begins somewhere, and some ring is near. But in pure noise where it began tells nothing of where it came from; so the exact answer cannot choose.',
          between: 'A compromise of two rings is a ring – if the direction were known. It is not.',
          middle: 'From pure noise it would be so; you have set more steps.',
        },
      },
      reveal: ({ radius, data }: { radius: number; data: number }) =>
        `Their mean distance from the middle is ${fixed(radius, 2)}; that of the points is ${fixed(data, 2)}. E[x₀ | xₜ] at pure noise is the mean of all points: the best guess, and a bad sample.`,
      notes:
        'This is the blurred x̂₀ of the first lessons, seen from the other side. Ask: “Is the answer wrong?” No: it is the mean, and was asked for the mean. The question is wrong.',
    },
    student: {
      title: 'Ask another question',
      text: [
        'A denoiser says the mean of all that xₜ may come from. But a walk without fresh noise leads each noise to one end. A second network, the student, is taught to say that end.',
        'It is taught by neighbours: a step of the first network leads from xₜ to a less noisy point on the same way. At both the student shall say the same. At the end of the way it says what it sees.',
        'When you answer, your machine trains both, 300 steps each.',
      ],
      question: {
        ask: 'To what will the student’s one step come close?',
        options: {
          one: 'To one step of its teacher: what is learned from it cannot do more in one step.',
          between: 'To something halfway.',
          many: 'To many steps of its teacher.',
        },
        tempting: {
          one: 'It does learn from single short steps. But agreement is passed on from level to level, from the data up to pure noise: in the end the last level says what the first one saw.',
          between: 'After fewer steps of teaching it is so: agreement has to travel up all the levels.',
          many: 'That is what it is taught for; here it has not come so far.',
        },
      },
      reveal: ({ one, many, student }: { one: number; many: number; student: number }) =>
        `Energy distance to the points (0 is the same crowd): teacher in one step ${fixed(one, 3)}, teacher in thirty ${fixed(many, 3)}, student in one ${fixed(student, 3)}. One evaluation instead of thirty.`,
      notes:
        'Draw one curved path and three dots on it: the student must say the same at all three. What stops it from always saying “0”? The end of the path, where it must say what it sees.',
    },
    same: {
      title: 'The same end?',
      text: [
        'Left the student in one step, right its teacher in thirty, from the same noises. The colours say where each particle began.',
      ],
      question: {
        ask: 'How far apart do the two ends of the same noise lie, as a share of the distance of two ends of different noises (medians)?',
        tempting: {
          low: 'It is taught to say where the teacher’s way ends, so why not exactly? It is smooth, and the map from noise to two rings all but tears between them: there it cannot follow.',
          high: 'If only the crowds were alike, it would be 100 %. But it is taught way by way, not crowd by crowd: that is what sets it apart from a GAN.',
        },
      },
      reveal: ({ apart, chance, share }: { apart: number; chance: number; share: number }) =>
        `${perCent(share)} %: ${fixed(apart, 2)} against ${fixed(chance, 2)}. It is nearly the same map. Where the teacher’s flow all but tears between the rings, the student draws threads.`,
      notes:
        'Point at the threads between the rings. A continuous map of one round cloud onto two rings must cross the gap somewhere. The teacher’s walk crosses it so steeply that hardly any noise lands there; the student is too smooth for that. Ask which noises land there.',
    },
    more: {
      title: 'More steps of the student',
      text: [
        'The student says an end. One can put fresh noise on it, less than before, and ask again: that is consistency sampling.',
        'Left it does so thirty times, right it answers once.',
      ],
      question: {
        ask: 'The left crowd, against the right one, will be …',
        options: {
          better: '… nearer to the rings.',
          same: '… as near.',
          worse: '… farther from the rings.',
        },
        tempting: {
          better:
            'Of a denoiser more steps are better: each is short and makes a small error. The student’s steps are never short. Each forgets all but its last answer and jumps the whole way again, and the errors of the jumps add up.',
          same: 'If the student were perfect, it would be so. It is not, and each step starts from the last one’s error.',
          worse: 'With a student that has been taught enough it is so; this one gains by a second look.',
        },
      },
      reveal: ({ one, two, four, many }: { one: number; two: number; four: number; many: number }) =>
        `Energy distance: one step ${fixed(one, 3)}, two ${fixed(two, 3)}, four ${fixed(four, 3)}, thirty ${fixed(many, 3)}. ${two < one ? 'A second look mends the first jump.' : 'Here a second look mends nothing.'} Many do not make it better and better, as those of an ODE solver do.`,
      notes:
        'They will say “better”: so far more steps always were. The difference: an ODE solver’s error falls with the step; a consistency step’s does not.',
    },
    yours: {
      title: 'Yours',
      text: [
        'Spirals are harder. In the tab Learning press Learn, wait for about a thousand steps, open “A student in one step” and distil.',
        'Left stands the student, right its teacher. Where is the student still wrong?',
      ],
      notes:
        'Compare after 100, 300 and 1,000 steps of distillation. A network in thirty steps costs thirty evaluations; ask when one evaluation is worth the loss.',
    },
  },
} as const satisfies LessonWords
