import { fixed, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 3: the same noise, another digit. */
export const digit = {
  title: 'The same noise, another digit',
  summary: 'The noise stays and the digit that is asked for changes: what do the pictures have in common?',
  before: 'Lesson 2: that a network walks noise back, guess by guess.',
  after:
    'say what the noise decides, what the digit that is asked for decides, and how late one may still change one’s mind.',
  misleads:
    'It looks as if the noise held a handwriting. It holds only numbers: the network makes a handwriting of them, and another network may make another. That a walk without fresh noise is decided by its start is a choice, too; lesson 5 adds chance.',
  steps: {
    pair: {
      title: 'Which eight?',
      text: [
        'Press Space: the network walks this noise back to a three.',
        'Now the very same noise, but the network is asked for an eight. One of these eights comes out. The other two are of other noises.',
      ],
      question: {
        ask: 'Which eight is of the same noise as the three?',
        tempting: {
          any: 'Each of them is an eight as asked. Compare the strokes with the three’s: how thick are they, and how far do they lean?',
        },
      },
      reveal: ({ sameNoise, next }: { sameNoise: number; next: number }) =>
        `The eight of the same noise correlates with the three by ${fixed(sameNoise, 2)}, the better of the others by ${fixed(next, 2)} (1: equal, 0: unrelated). All three eights come from the same network; only the noise is different.`,
      notes:
        'Hands up for each picture before you reveal it. Most are right if they look at the strokes; let one who was right say what they looked at. Then ask whether it is always so – that is the next step.',
    },
    stays: {
      title: 'Is it always so?',
      text: [
        'Nine noises, nine threes. The same nine noises make nine eights.',
        'We compare each three with the eight of its own noise, and with the eight of the next noise. Correlation decides which is more alike.',
      ],
      question: {
        ask: 'In how many of the nine is its own eight more alike?',
        unit: 'of 9',
        tempting: {
          low: 'By chance it would be half of them. But both digits are made of the same numbers by the same network.',
          high: 'Noise decides much, but not the shape of an eight. By chance the neighbour’s may fit better.',
        },
      },
      reveal: ({
        pairs,
        ones,
        of,
        strokes,
        slant,
      }: {
        pairs: number
        ones: number
        of: number
        strokes: number
        slant: number
      }) =>
        `In ${integer(pairs)} of ${integer(of)}. How much ink a digit has correlates by ${fixed(strokes, 2)} between threes and eights, how far it leans by ${fixed(slant, 2)} (1: always alike; 0: no relation). Do not make a law of it: for ones of the same noises it is ${integer(ones)} of ${integer(of)}.`,
      notes:
        'Do not promise that slant and ink stay: measure it. Press N for nine others and answer again. Threes and eights are built alike; ones have little ink to compare.',
    },
    ten: {
      title: 'Ten digits from one noise',
      text: [
        'The same noise as in the first step. Below you can ask for any digit. Go through all ten, and press Space each time.',
        'The digit that is asked for is called the class. The network is given it together with the picture and the time, so it changes every guess, from the first one on. The noise never changes.',
      ],
      notes:
        'Let them name what stays from digit to digit and what does not. Then N: another noise, and again. A good question for later: what would happen half way between two noises?',
    },
    nothing: {
      title: 'Asking for nothing',
      text: [
        'Now no digit is asked for: “any”. The network knows this request: in its training, one example in ten did not say which digit it was.',
        'The page asks it eleven times at pure noise: for each digit, and for nothing in particular. Here are three pictures: the guess for one digit; the mean of the guesses for all ten; and plain grey.',
      ],
      question: {
        ask: 'Which one is most like the first guess for “any”?',
        tempting: {
          '0': 'One might think that it picks a digit. It will have to, on the way. But at the start nothing speaks for one of them.',
          '2': 'It has been told nothing and has seen nothing. But it knows that it will be a digit: in the middle, and not at the edges.',
          any: 'Think of lesson 2: the guess is the mean of what is possible.',
        },
      },
      reveal: ({ one, mean, grey }: { one: number; mean: number; grey: number }) =>
        `It differs from the mean of all ten by ${fixed(mean, 2)} a pixel (root mean square), from the nearest single digit’s guess by ${fixed(one, 2)}, from grey by ${fixed(grey, 2)}. A mean of means: every digit is possible, so it guesses them all at once. Now press Space. Is each of its pictures a digit? Press N for another one.`,
      notes:
        'Press N some times and let them judge each picture: a digit, or only strokes? Ask why it is harder than with a class: it has to settle between ten digits by the noise alone, and has practised that on a tenth of its examples. This answer is what guidance needs; see “Classifier-free guidance”.',
    },
    late: {
      title: 'How late may one change one’s mind?',
      text: [
        'This is a three that somebody wrote, behind noise. The network is asked for an eight, and walks back from here.',
        'Predict first. Then drag the timeline, and press “← Walk back from here” below at a few places.',
      ],
      question: {
        ask: 'From which t on does an eight come back?',
        tempting: {
          low: 'The network obeys the class, so one expects that it always does. But where the three is still plain to see, it repairs the three.',
          high: 'One still sees the three there. But a few strokes of it fit an eight as well, and the rest is noise that the network may redraw.',
        },
      },
      reveal: ({ t }: { t: number }) =>
        `From t = ${integer(t)} on, a second network, which reads digits, reads what was asked for. With less noise than that the picture wins, with more the class.`,
      notes:
        'Vote by standing along a wall from t = 0 to t = 1000. Then try 300, 500, 700, 900 together. This is how pictures are edited with diffusion models: enough noise to change what should change, little enough to keep the rest.',
    },
  },
} as const satisfies LessonWords
