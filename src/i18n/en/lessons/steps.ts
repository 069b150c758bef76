import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 4: what more steps buy. */
export const steps = {
  title: 'How many steps?',
  summary: 'The same noise in 1, 2, 10 and 100 steps: where more steps stop paying.',
  before: 'Lesson 2: that x̂₀ is a guess, blurred at first.',
  after: 'say what a step costs and buys, and why chance needs more steps than certainty.',
  misleads:
    'These are small pictures of digits: ten steps are enough here. Photographs, other samplers and other networks need other numbers. And a classifier that reads a digit does not say that it is well written.',
  steps: {
    one: {
      title: 'In one step?',
      text: [
        'Every step asks the network once, and that is what a walk costs. So why not take a single step, from pure noise straight to the picture?',
        'The page is set to one step. Predict before you press ←.',
      ],
      question: {
        ask: 'What comes of one single step?',
        options: {
          sharp: 'A three, as sharp as ever.',
          blurred: 'A blurred three.',
          noise: 'A three in much noise.',
        },
        tempting: {
          sharp:
            'The network is the same, and it knows sharp threes. But it is asked only once, while every three is still possible.',
          noise:
            'It sounds like stopping half way. But the last step of any walk takes all noise away and leaves the guess.',
          any: 'Which guess is left after one step?',
        },
      },
      reveal: ({ grey, greyOfMany, withNoise }: { grey: number; greyOfMany: number; withNoise: number }) =>
        `${perCent(grey)} % of its pixels are neither black nor white; after twenty steps it would be ${perCent(greyOfMany)} %. With the noise it correlates by ${fixed(withNoise, 2)}. One step leaves the first guess as it is: the mean of all threes.`,
      notes:
        'Whoever has taken lesson 2 can know it. Ask: “Could another network do it in one step?” Yes, if it is trained for that (consistency models, distillation); a network that answers with means cannot.',
    },
    read: {
      title: 'In two?',
      text: [
        'Nine noises, two steps each: one to the middle, where the network looks again, and one to the end.',
        'A second network, a classifier, reads the nine pictures.',
      ],
      question: {
        ask: 'How many of the nine does it read as a three?',
        unit: 'of 9',
        tempting: {
          low: 'Two steps sound hopeless after what one step did. But the second look already sees which three it will be.',
          high: 'Two steps are few; not every noise has settled by then.',
          any: 'Press Space, and look at them.',
        },
      },
      reveal: ({
        few,
        more,
        of,
        greyOfFew,
        greyOfMore,
      }: {
        few: number
        more: number
        of: number
        greyOfFew: number
        greyOfMore: number
      }) =>
        `${integer(few)} of ${integer(of)}; of ten steps ${integer(more)}. What they still lack is sharpness: ${perCent(greyOfFew)} % of their pixels are neither black nor white, after ten steps ${perCent(greyOfMore)} %.`,
      notes:
        'They expect rubbish and get pale threes. So being readable comes first and being sharp later. Change to 3, 4, 5 steps and let them say when they would sign it.',
    },
    distance: {
      title: 'Nearer and nearer',
      text: [
        'A way to make the steps is called a sampler. This one, DDIM, adds no chance. From one noise, walks of very many steps all end in one picture. A walk of few steps ends beside it.',
        'The page takes a walk of 100 steps for the true one. It also walks with 1, 5, 9, 13 and 17 steps, and measures how far from it each ends.',
      ],
      question: {
        ask: 'Sketch how the distance falls with the number of steps.',
        axes: { x: 'steps', y: 'distance (black to white: 2)' },
        tempting: {
          any: 'A straight line says that every further step buys as much as the one before. The first ones buy most.',
        },
      },
      reveal: ({ first, middle, last }: { first: number; middle: number; last: number }) =>
        `It falls from ${fixed(first, 2)} with one step to ${fixed(middle, 2)} with 9, and then, with nearly twice as many, to ${fixed(last, 2)}. In theory, once there are many steps, twice the steps mean half the error – and twice the cost.`,
      notes:
        'The word for it is a solver of order one: the error goes as 1/N. Ask what one has to pay for a tenth of the error. Solvers of higher order pay less; the page has them (“All samplers”).',
    },
    other: {
      title: 'Ten steps or forty',
      text: ['Press Space: a three of 40 steps.', 'With ten steps the page follows the same way less exactly.'],
      question: {
        ask: 'What does the same noise become in ten steps?',
        options: {
          same: 'The same three: one sees no difference.',
          other: 'A three that one can tell from it, as sharp.',
          worse: 'The same three, but less sharp.',
        },
        tempting: {
          same: 'The distance falls quickly, that is so. But here it has not fallen enough at ten steps to be invisible.',
          worse:
            'Fewer steps sound like less quality. But to stray from the way is not to blur: the last guess is as sharp as ever, only of another three.',
          any: 'Is a walk that strays a bad picture?',
        },
      },
      reveal: ({ apart, grey, greyOfMany }: { apart: number; grey: number; greyOfMany: number }) =>
        `The two differ by ${fixed(apart, 2)} a pixel (root mean square). Neither black nor white are ${perCent(grey)} % of the pixels after ten steps, ${perCent(greyOfMany)} % after 40. So there are two questions: how exactly do you follow the way? And how good is the picture? For the second, fewer steps do.`,
      notes:
        'Set 10 steps in the settings of the walk and show it. Ask which of the two they would hang on the wall; opinions are divided. From the network’s card: of 10,000 digits of 10 steps 98.5 % are read as asked, of 50 steps 98.5 % too (DDIM).',
    },
    chance: {
      title: 'Few steps with chance',
      text: [
        'DDPM is another sampler: it adds fresh noise at every step but the last. Its authors give two amounts: a larger one, β, and a smaller one, β̃. With a thousand steps there is hardly a difference.',
        'Now five steps. Which sampler leaves specks where there should be black?',
      ],
      question: {
        ask: 'Which one leaves most specks at the edges of the picture?',
        options: {
          ddim: 'DDIM: nothing ever washes its mistakes out.',
          small: 'DDPM with the small variance β̃.',
          large: 'DDPM with the large variance β.',
        },
        tempting: {
          ddim: 'Fresh noise can wash out mistakes, that is true – if enough steps are left to take it away again. In five steps DDIM has the least to clean up.',
          small: 'It adds noise at every step too. But just as much as the next level is meant to have.',
          any: 'Who puts in more noise than five steps can take out?',
        },
      },
      reveal: ({ ddim, small, large }: { ddim: number; small: number; large: number }) =>
        `Towards white the edges are off by ${perCent(large, 1)} % with β, by ${perCent(small, 1)} % with β̃ and by ${perCent(ddim, 1)} % with DDIM. When steps are long, β is more noise than the next level should have; the network takes that for strokes and keeps some of it.`,
      notes:
        'Press Space and look at the specks; set 10, 20, 50 steps and see them go. The paper on DDIM has this as a table (table 1, σ̂ is β): with 10 steps on CIFAR-10 the large variance gives an FID of hundreds. Why ever use β? It is the right one for data that is itself noise; and with a thousand steps it has the best FID in that table.',
    },
    enough: {
      title: 'When is it enough?',
      text: [
        'One step: a blur. Two: pale, but readable. Ten: sharp. With more, the walk follows the way more exactly, but the pictures hardly get better.',
        'Choose a number below the timeline, and press N for other noises. Which one would you take, if each step cost you a second?',
      ],
      notes:
        'A good end for a vote. Then multiply: if a step of a large network takes a tenth of a second, a thousand steps take 100 seconds, and ten take one.',
    },
  },
} as const satisfies LessonWords
