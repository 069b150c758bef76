import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 10: β, β̃, or learned. */
export const variance = {
  title: 'The variance: β, β̃, or learned',
  summary: 'How much fresh noise a step back should add: it hardly matters at most steps, and then it matters a lot.',
  before: 'Lessons 6 and 9; that the DDPM sampler adds fresh noise at each step.',
  after: 'say what β and β̃ are right for, where they differ, and why short walks are sensitive to the choice.',
  misleads:
    'Bits and beauty part ways here too. A better variance saves bits at the last few steps, where nobody sees it; by eye one can hardly tell which variance a walk of hundreds of steps was taken with. And DDIM adds no fresh noise at all: this whole choice is one of DDPM’s kind of walk.',
  steps: {
    left: {
      title: 'What is left to choose',
      text: [
        'Halfway back with DDPM. A step has two parts: it moves to a mean, which follows from the guess x̂₀; and it adds fresh noise. Look at “Fresh noise” among the small pictures.',
        'How much? If x̂₀ were the true picture, the right variance would be β̃. If nothing but pure noise were ever to be drawn, it would be β, the same as on the way there. Real pictures lie between the two.',
        'DDPM’s authors tried both, and found the pictures alike.',
      ],
      notes:
        'β̃ is right for data that are a single point, β for data that are themselves N(0, I): Ho et al. 2020, section 3.2. Ask: “Which of them is larger?” β, always: who does not know the picture has more to leave to chance.',
    },
    equal: {
      title: 'Where do they differ?',
      text: [
        'With a thousand steps, each tiny: take the two standard deviations, √β̃ and √β. At t = 2 the one is 0.69 times the other. Go up to larger t and they come together.',
      ],
      question: {
        ask: 'From which t on do they differ by less than one per cent?',
        tempting: {
          low: 'They do come together quickly: at t = 10 it is 7 per cent. But one per cent takes a while longer.',
          high: 'The two are right for quite different data, so one expects them to differ for long. But when there is much noise already, one small step more looks the same whether one knows the picture or not.',
        },
      },
      reveal: ({ t, second, middle }: Record<'t' | 'second' | 'middle', number>) =>
        `From t = ${integer(t)} on. At t = 2 the ratio is ${fixed(second, 2)}, at t = 500 it is ${fixed(middle, 3)}. So at nine steps out of ten the choice makes next to no difference.`,
      notes:
        'β̃ₜ/βₜ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ): the share of the noise that was there before the last step. At t = 2 that is about a half; later nearly all. Figure 1 of Nichol & Dhariwal 2021; “Two variances, two schedules” of the study shows it.',
    },
    bits: {
      title: 'Does it matter, then?',
      text: [
        'This network has a second output, its variance head: for each pixel and each step it says where between β̃ and β the variance should be.',
        'The bound of this digit is measured three times from the same answers: with β, with β̃, with the learned variance. Only the variance differs.',
      ],
      question: {
        ask: 'What share of the bits does the learned variance save, compared with β?',
        tempting: {
          low: 'At nine steps out of ten there is nothing to save. But the bits are in the other ones: the first few t.',
          high: 'The variance is not everything: most bits pay for grey levels that are chance, whatever the variance.',
        },
      },
      reveal: ({ beta, tilde, best, saved }: Record<'beta' | 'tilde' | 'best' | 'saved', number>) =>
        `${perCent(saved)} %: ${fixed(beta, 2)} bits a pixel with β, ${fixed(tilde, 2)} with β̃, ${fixed(best, 2)} learned. The steps at which the choice matters are the very ones at which bits are spent.`,
      notes:
        'If lesson 9 was taken, the class can put the two facts together before you reveal: bits are at small t; the variances differ at small t. Let them say it.',
    },
    few: {
      title: 'Few steps',
      text: [
        'Now walk back in five steps instead of a thousand. Each step is large, and β̃ and β differ at every one of them.',
        'From the same noise: one walk with β̃, one with β, one with the learned variance. The last step adds no noise in any of them.',
      ],
      question: {
        ask: 'Which of the three was walked with β?',
        tempting: {
          any: 'More noise is added with β, so look for the picture in which some of it is left – not for the one whose shape you like least.',
        },
      },
      reveal: ({ beta, tilde, learned }: Record<'beta' | 'tilde' | 'learned', number>) =>
        `The speckled one. Before the last step its state held ${fixed(beta, 2)} times the noise that the network was told it would hold; with β̃ it was ${fixed(tilde, 2)} times, learned ${fixed(learned, 2)} times. The network took away what it was told to, and the rest stayed.`,
      notes:
        'That is why short walks need a good variance: with T = 1000 the wrong one is wrong at the last few steps only, with five steps it is wrong at all of them. Nichol & Dhariwal 2021, section 4, get good pictures in 50 to 100 steps with the learned variance, where β or β̃ need many more. Switch the variance yourself: leave the lesson here and choose it under “Settings of this walk”.',
    },
    place: {
      title: 'Not alike for all pixels',
      text: [
        'β and β̃ are one number for the whole picture. The learned variance is one number for each pixel. Here is the digit at t = 10.',
        'Near β̃ means: “I know this pixel.” Near β: “I would rather leave some to chance.”',
      ],
      question: {
        ask: 'Where does the network choose the larger variance?',
        options: {
          ink: 'In and around the strokes.',
          alike: 'Alike everywhere: the noise is alike everywhere.',
          ground: 'On the black ground, where there is nothing to go by.',
        },
        tempting: {
          alike: 'The noise that was added is. But what the network knows of the pixel below is not.',
          ground:
            'The ground is the easiest of all: black, always, and the network knows it. There β̃, the variance for a known picture, is right.',
          any: 'What counts is how well the network knows the pixel.',
        },
      },
      reveal: ({ ink, ground }: { ink: number; ground: number }) =>
        `On a scale from 0 (β̃) to 1 (β) it chooses ${fixed(ink, 2)} in the strokes and ${fixed(ground, 2)} on the black ground. It is a logarithmic scale: the head mixes log β̃ and log β.`,
      notes:
        'Values a little below 0 or above 1 do occur: nothing in the formula forbids them. If one number for all pixels must do, there is a best one, between β̃ and β, and it can be computed from the network’s mean error: Bao et al. 2022; the page offers it as “analytic”.',
    },
  },
} as const satisfies LessonWords
