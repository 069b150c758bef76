import { fixed, perCent } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 19: classifier-free guidance. */
export const guidance = {
  title: 'Guidance, and too much of it',
  summary:
    'One knob makes pictures clearer. What does it cost to turn it further, and when on the way does it cost most?',
  before: 'The walk back; what ε̂ and x̂₀ are.',
  after: 'say what w does in one line, what it costs, and in which part of the walk it costs most.',
  misleads:
    'Digits are easy: w = 1 draws nearly all of them right, so here one sees what guidance costs and little of what it buys. With words and large networks, pictures of w = 1 are often too vague to use. And “variety” is measured here pixel by pixel, which counts contrast too.',
  steps: {
    two: {
      title: 'Asked twice',
      text: [
        'At each step the network answers two questions about the same noisy picture: what is the noise, if this is a seven? And what is it, if nothing is known?',
        'Guidance goes from the second answer towards the first – and further. w says how far: 0 stays with “nothing known”, 1 is “a seven”, 2 goes twice as far.',
        'Press Space. Then set w, guidance, to 0, to 1 and to 5, with the same noise each time.',
      ],
      notes:
        'Draw two points and a line on the board: ε̂ᵤ, ε̂_c, and where w = 2 lies. No classifier is needed: the difference of both answers stands for its gradient (the lesson before).',
    },
    varied: {
      title: 'The same four noises',
      text: [
        'Four sevens are asked for, at w = 6. Nothing limits the pictures to black and white.',
        'The same four noises, at w = 1, are walked beside them.',
      ],
      question: {
        ask: 'How different from one another are the four at w = 6, against those at w = 1?',
        options: {
          less: 'More alike.',
          same: 'As different: the noise decides that, and it is the same.',
          more: 'More different: w exaggerates what each of them has of its own.',
        },
        tempting: {
          less: 'Most of the time it is so. Not with what is set on your screen.',
          same: 'The noise is where the difference comes from. But guidance pulls all four the same way: away from what is not typical of a seven.',
          more: 'It does exaggerate – not what is their own, but what tells a seven from other digits. That is the same for all.',
        },
      },
      reveal: ({ plain, guided }: { plain: number; guided: number }) =>
        `Two of them differ by ${fixed(guided, 2)} on average (root mean square over the pixels), and by ${fixed(plain, 2)} at w = 1. Guidance trades variety for clearness.`,
      notes:
        'Let them describe the sevens: slant, bar, width. Which of these are needed to be a seven? Guidance keeps what is needed. Next: set w = 1 and compare by eye.',
    },
    bright: {
      title: 'Louder than a screen',
      text: [
        'Emoji, in colour, at w = 10. A picture’s values lie between −1 and 1: what is beyond cannot be shown and is cut off on the screen.',
        'Do not play it yet.',
      ],
      question: {
        ask: 'What share of the values of the finished picture lies beyond?',
        tempting: {
          low: 'The network has never seen a picture with values beyond ±1, and at w = 1 it hardly ever draws one. But this is not the network’s answer: it is a point far beyond it on the line through two answers, and nothing holds it within the range.',
          high: 'It is a lot, but not everything: where both answers agree, going further along their difference changes nothing.',
        },
      },
      reveal: ({ guided, plain }: { guided: number; plain: number }) =>
        `${perCent(guided)} %, against ${perCent(plain, 1)} % at w = 1. On the screen these are flat patches and glaring colours. That is why large w goes with clipping x̂₀ at every step, or with Imagen’s dynamic thresholding.`,
      notes:
        'Play it after the reveal, then turn on clipping (x̂₀, within black and white) and w = 3. Ask what a clipped pixel has lost.',
    },
    crowd: {
      title: 'Where the truth is known',
      text: [
        'Two moons, one of each class. Every point belongs to its moon for certain. The exact answers guide, at w = 6, so no network is to blame.',
        'It is often said that guidance samples p(x)·p(y|x)ʷ. On the points of a moon p(y|x) is one, and one to any power is one.',
      ],
      question: {
        ask: 'Where will the particles end?',
        options: {
          fill: 'All over the moon, as with w = 1.',
          middle: 'In the middle of the moon.',
          away: 'Crowded in the part of the moon that is far from the other one.',
        },
        tempting: {
          fill: 'That follows from the formula – if guidance sampled it. But the formula is used on the noisy points, at each level by itself, and these steered levels are not the noisy versions of any one distribution.',
          middle:
            '“More typical” sounds like the middle. But guidance knows nothing of the middle: it leads away from where the other class is likelier.',
          away: 'With these two moons it would be so; you have other points or another w.',
        },
      },
      reveal: ({
        spread,
        spreadPlain,
        shift,
        away,
      }: {
        spread: number
        spreadPlain: number
        shift: number
        away: number
      }) =>
        `Their spread is ${fixed(spread, 2)} of the moon’s own (at w = 1: ${fixed(spreadPlain, 2)}), their mean has moved by ${fixed(shift, 2)}, and they are ${fixed(away, 2)} times as far from the other moon as at w = 1.`,
      notes:
        'This step is for those who know the formula: let them defend “nothing changes”. Then show w = 1, 2, 4, 6. The point: scores that are right level by level for p(x)·p(y|x)ʷ would need noised versions of that product, and these are not the products of the noised ones.',
    },
    sketch: {
      title: 'The price, drawn',
      text: [
        'The spread of the particles, as a part of the spread of the moon itself, at w = 1, 3, 5, 7 and 9. A spread of 1 is right.',
      ],
      question: {
        ask: 'Sketch the spread over w.',
        axes: { x: 'w', y: 'spread against the true class' },
        tempting: {
          any: 'Nearly everybody begins right, at 1 for w = 1. A straight fall is tempting, and so is one that waits; but the first steps beyond 1 cost the most, and later there is little left to lose.',
        },
      },
      reveal: ({ at1, at3, at9 }: { at1: number; at3: number; at9: number }) =>
        `${fixed(at1, 2)} at w = 1, ${fixed(at3, 2)} at w = 3, ${fixed(at9, 2)} at w = 9.`,
      notes:
        'Have two or three sketches on the board before the reveal. Ask why it is not below one at w = 1: there it is the class itself, with exact answers.',
    },
    interval: {
      title: 'When guidance costs',
      text: [
        'Four sevens again, w = 6 – but only in one part of the walk. Early: t above 700. Middle: from 700 to 300. Late: below 300. Elsewhere w is 1.',
      ],
      question: {
        ask: 'In which part does guidance cost the most variety?',
        options: { early: 'Early.', middle: 'In the middle.', late: 'Late.' },
        tempting: {
          early: 'Mostly it is so; on your screen something else is set.',
          middle:
            'There the digit takes its shape before one’s eyes. But which shape, in the rough, was decided before one could see it.',
          late: 'Late steps draw the details, and details make the difference to the eye. But by then each picture is its own, and little can be changed.',
        },
      },
      reveal: ({ early, middle, late }: { early: number; middle: number; late: number }) =>
        `Guided early, the variety is ${perCent(early)} % of that at w = 1; in the middle ${perCent(middle)} %; late ${perCent(late)} %. So leave the beginning alone. Kynkäänniemi and others found the same of large networks, and that guidance helps in the middle.`,
      notes:
        'Under “Limits of guidance” the interval can be set by hand, in σ̂ = σ/α: 2 is t = 700, 0.5 is t = 300. Ask where they would guide, and try it.',
    },
  },
} as const satisfies LessonWords
