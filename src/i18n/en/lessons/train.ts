import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 23: training, memory and novelty. */
export const train = {
  title: 'Train one in a minute',
  summary: 'A network learns before your eyes; then you find out whether it learned a shape or a list.',
  before: 'What the network is asked (ε, x₀), and how a walk back uses it.',
  after: 'say what is learned first, when a model repeats its training points, and what the perfect answer would draw.',
  misleads:
    'In two dimensions fifty points nearly fill a shape; a thousand photographs fill nothing of theirs. What is new here lies between known points. And the nearest training point says little of pictures: a shifted copy is far away, pixel by pixel.',
  steps: {
    first: {
      title: 'It knows nothing yet',
      text: [
        'A small network waits. It will see noised points of the two moons, guess the noise, be told, and change its weights a little: that is one step.',
        'When you have answered, your machine trains it, a hundred steps. The map will show how far its answer is from the exact one.',
      ],
      question: {
        ask: 'Where will it be right first?',
        options: {
          noisy: 'Where there is much noise.',
          clean: 'Where there is little noise.',
          alike: 'Everywhere alike: every level is trained as often.',
        },
        tempting: {
          noisy: 'So it is with the moons; with what you have set it came out otherwise.',
          clean:
            'There you see the points best. But to tell so little noise from the shape, the network would have to know where each point lies. That is the hard part.',
          alike:
            'Each level is drawn as often, and yet they are not equally hard. In much noise the whole answer is one smooth arrow to the middle.',
        },
      },
      reveal: ({ clean, noisy, steps }: { clean: number; noisy: number; steps: number }) =>
        `After ${integer(steps)} steps the error of its ε̂ is ${fixed(noisy, 2)} where the noise is four times the signal, and ${fixed(clean, 2)} where it is a tenth of it. Coarse first, fine later: drag the timeline and see the map.`,
      notes:
        'Ask what the best answer is in pure noise (the mean of all points: a single place). A network learns that in seconds. Near the data the answer has as many bends as there are points.',
    },
    few: {
      title: 'Six points',
      text: [
        'Now there are six points only. A new network learns them, 300 steps; then it walks 300 particles back from noise.',
        'How new are they? The page measures the mean distance of a particle to the nearest of the six, and compares it with that of fresh draws: points of the true moons that nobody has shown to the network. 0 % is a copy, 100 % is as new as a fresh draw.',
      ],
      question: {
        ask: 'How far from the six will the particles be, on average, in per cent of fresh draws?',
        tempting: {
          low: 'A perfect memory would give 0 %. But the network has a few seconds, and is smooth: it draws small clouds around the points, and threads between them.',
          high: 'It has “seen the moons” as little as you have: of six points nobody guesses two arcs. It learns what it is shown.',
        },
      },
      reveal: ({ novelty, points, steps }: { novelty: number; points: number; steps: number }) =>
        `${perCent(novelty)} %, after ${integer(steps)} steps on ${integer(points)} points. It recalls them, a little blurred. Let it learn on, and the number goes on falling.`,
      notes:
        'Show the particles: clots at six places. Ask: “Is it creative or bad at remembering?” Keep the question for the step after the next.',
    },
    many: {
      title: 'Fifty points',
      text: [
        'The same network, begun anew, and the same 300 steps. But it is shown fifty points of the moons instead of six.',
      ],
      question: {
        ask: 'What will its particles be?',
        options: {
          copies: 'Copies of the fifty: most lie on a point.',
          fresh: 'New points of the moons: about as far from the fifty as fresh draws.',
          beside: 'Points beside the moons, far from all that was shown.',
        },
        tempting: {
          copies:
            'It would copy them if it could. In this time, with these weights, it cannot bend its answer around each of fifty points – only around their arcs.',
          fresh: 'So it is here with fifty; you have set another number.',
          beside: 'It is blurred, and some do lie beside. But on the whole it has found the arcs.',
        },
      },
      reveal: ({ novelty, points }: { novelty: number; points: number }) =>
        `${perCent(novelty)} % of the distance of fresh draws, on ${integer(points)} points. Nobody told it of arcs. With the same effort it learned six points by heart, and of fifty it learned the shape.`,
      notes:
        'The number that decides is points per weight and per step of training, not points alone. Kadkhodaie et al. show the same change with photographs of faces, between about a thousand and a hundred thousand pictures.',
    },
    exact: {
      title: 'The perfect student',
      text: [
        'The exact answer stands in for the network: E[x₀ | xₜ] of the very same fifty points, at every level. It has the least loss that any network can have.',
        'It walks 300 particles back.',
      ],
      question: {
        ask: 'What will its particles be?',
        options: {
          copies: 'Copies of the fifty.',
          fresh: 'New points of the moons, better ones than the network’s.',
          beside: 'Points beside the moons.',
        },
        tempting: {
          copies: 'So it is with every finite set of points and enough steps; you have set something else.',
          fresh: 'Less loss sounds like better moons. But the loss knows the fifty points only, not the moons.',
          beside: 'There is no reason for that: it is exact at every step.',
        },
      },
      reveal: ({ novelty, points }: { novelty: number; points: number }) =>
        `${perCent(novelty, 1)} % of the distance of fresh draws: all end on one of the ${integer(points)}. The best answer for a finite set invents nothing. What is new in a diffusion model comes from what its network cannot, or does not yet, fit.`,
      notes:
        'The surprise of the lesson. Ask: “So where does a new digit come from?” From the network’s smoothness – its architecture and its limited training – not from the loss.',
    },
    growing: {
      title: 'The same noise, four moments',
      text: [
        'Back to digits: one network at four moments of one training run, after 100, 500, 2,000 and 4,000 steps. Each was asked for a five, from the same noise.',
        'Here are the four pictures, in no order.',
      ],
      question: {
        ask: 'Which is the one after 500 steps?',
        tempting: {
          '0': 'It is the first that has a shape – after 2,000 steps. At 500 this noise led nowhere yet.',
          '1': 'That is a five: 4,000 steps.',
          '3': 'It looks least like a digit. But it is the one of 100 steps: there the network cannot even take the noise away. It learns that next.',
        },
      },
      reveal: ({
        after100,
        after500,
        after2000,
        after4000,
      }: {
        after100: number
        after500: number
        after2000: number
        after4000: number
      }) =>
        `The classifier gives “five” ${perCent(after100)} % after 100 steps, ${perCent(after500)} % after 500, ${perCent(after2000)} % after 2,000 and ${perCent(after4000)} % after 4,000. First it learns to take noise away, then what to leave.`,
      notes:
        'Press N in the room for another noise: after 500 steps there is often a blurred digit. Ask why noise is left over after 100 steps: near the data its answer is worst. The study “How it learned” (Y) has all five moments with their losses.',
    },
    yours: {
      title: 'Yours',
      text: [
        'Below are the room’s own controls. Open the tab Learning and press Learn. “Watch its samples” shows its particles while it learns.',
        'Try another number of points, draw some of your own, or set the learning rate to 100 – and undo it.',
      ],
      notes:
        'Free play, five minutes. A good bet to close with: after how many steps can the class read a word typed as points?',
    },
  },
} as const satisfies LessonWords
