import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 1: what noise does. */
export const noise = {
  title: 'What noise does',
  summary: 'A picture dissolves, and one line of arithmetic says exactly how.',
  before: 'Nothing.',
  after: 'say what a noisy picture is made of, and where on the way the picture drowns.',
  misleads:
    'The eye sees a picture in noise even where no single pixel tells anything: it adds up neighbours. And the noise here is drawn once and kept, so that you can walk back and forth; a network learns with fresh noise every time.',
  steps: {
    look: {
      title: 'A picture is a list of numbers',
      text: [
        'This digit is 28 × 28 numbers: −1 is black, +1 is white.',
        'Drag the timeline to the right, slowly. Or press → a few times. Watch one white stroke.',
        'Nothing is moved or blurred. Each number is made a little smaller, and a random number is added to it.',
      ],
      notes:
        'Ask: “What happens to a white pixel?” Most say it moves or is blurred. Let them watch one pixel. Then drag to the end and ask whether anything is left.',
    },
    mix: {
      title: 'Two numbers say how much',
      text: [
        'A noisy picture is a sum: a part of the picture plus a part of the noise. How much of each it has depends on t alone.',
        'The squares of the two amounts add up to one. So the picture gets fainter while the noise gets stronger.',
      ],
      question: {
        ask: 'At which t is there exactly as much noise as picture?',
        tempting: {
          low: 'One sees noise long before it is half of the picture: the eye is good at noticing a disturbance.',
          high: 'One still sees the digit there, so it feels as if most of the picture were left. The eye adds up neighbouring pixels; each alone is half noise.',
        },
      },
      reveal: ({ t, alpha }: { t: number; alpha: number }) =>
        `Here it is t = ${integer(t)}: there both amounts are ${fixed(alpha, 2)} – not a half, because it is their squares that add up to one.`,
      notes:
        'Let everybody commit to a number before you reveal it; collect them on the board. The point: “half noise” (log SNR = 0) still looks like a digit. Next: drag to this t and cover all but one pixel with your hands.',
    },
    back: {
      title: 'The way there and back',
      text: ['Drag to the right, and back again. Then press N: new noise.'],
      question: {
        ask: 'You drag from 600 to 100 and back to 600. Is it the same noisy picture?',
        options: {
          same: 'The same, in every pixel.',
          similar: 'A similar one: the noise is random.',
          worse: 'A noisier one: noise was added twice.',
        },
        tempting: {
          similar:
            'Noise is random – but here it is drawn once, and kept. Only its amount changes with t. Press N and you get another one.',
          worse:
            'That would be so if each move added to the picture that is there. But every noisy picture is made from the clean one, in one step.',
        },
      },
      reveal: ({ difference, other }: { difference: number; other: number }) =>
        `The largest difference of any pixel is ${fixed(difference, 2)}. With other noise the same picture at the same t differs by about ${fixed(other, 2)} a pixel (root mean square; black and white are 2 apart).`,
      notes:
        'This is the step that explains why training is cheap: any t can be had in one step. Ask: “How many steps did the page take to get to t = 600?” One.',
    },
    average: {
      title: 'Four hundred noises',
      text: [
        'Here are three pictures. One is a single noisy picture at t = 700. One is the mean of 400 such pictures: the same digit, 400 different noises. One is plain grey.',
      ],
      question: {
        ask: 'Which is the mean of 400?',
        tempting: {
          '0': 'It looks like what one sees at t = 700 – but that is one draw. Noises of both signs cancel.',
          '2': 'The noise does cancel, but the picture in it is the same every time and does not.',
          any: 'Noises cancel; what is the same in all of them stays.',
        },
      },
      reveal: ({ noisy, mean }: { noisy: number; mean: number }) =>
        `Its correlation with the clean digit is ${fixed(mean, 2)}; that of the single one is ${fixed(noisy, 2)} (1: equal, 0: unrelated). The page made the mean as strong as the digit, since a mean at t = 700 is faint. So each noisy picture still holds a little of the digit. A network gets only one of them; but it has seen many digits, and that helps it to dig.`,
      notes:
        'They will say “the noise wins”. Show that averaging 400 brings the digit back. Ask: “Could we do that in reality?” No: there is only one noisy picture. What else could help? Knowing what digits look like.',
    },
    left: {
      title: 'How much is left at the end?',
      text: [
        'This is t = 1000, the end of the way. Is there still something of the digit in it? The variance says how much the pixels scatter: a part of it comes from the digit, the rest from the noise.',
      ],
      question: {
        ask: 'What part of the noisy picture’s variance comes from the digit at t = 1000?',
        tempting: {
          high: 'A digit seems too much to vanish altogether. But the schedule was made so that it does: the reverse walk has to be able to begin from pure noise.',
          any: 'The schedule is made so that next to nothing is left.',
        },
      },
      reveal: ({ share, pixels }: { share: number; pixels: number }) =>
        `${share < 1e-6 ? 'Less than one part in a million' : `${perCent(share, 4)} %`}. In ${integer(pixels)} pixels nobody can find that. So one may as well begin with pure noise – that is the next lesson.`,
      notes:
        'This is the sentence that makes generation possible: the end of the forward walk is (nearly) a distribution we can draw from. For a linear schedule of 1000 steps a little is left; see lesson “Schedules”.',
    },
  },
} as const satisfies LessonWords
