import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 2: the network takes noise away. */
export const back = {
  title: 'And back',
  summary:
    'A network walks pure noise back to a digit, guess by guess. What can it guess where there is nothing but noise?',
  before: 'Lesson 1, or that a noisy picture is a sum of picture and noise.',
  after: 'say what happens in each direction, what the first guess x̂₀ looks like, and why.',
  misleads:
    'The walk looks as if a hidden three were uncovered. None was hidden in the noise: the network makes one up. (The noise does decide which one; that is the next lesson.) And the mean of all threes is what a perfect network would say; this one is small and comes near it.',
  steps: {
    turn: {
      title: 'Two directions',
      text: [
        'Into noise: a sum mixes the picture with noise. Nobody has to know anything for that.',
        'Back to data: now somebody has to know what pictures look like. A network that has seen many digits looks at the noise and guesses the picture behind it. The step goes a little towards the guess. Then the network looks again.',
        'Here is pure noise, and the network is asked for a three. Press Space, or ← step by step.',
      ],
      notes:
        'Play it once without a word. Ask: “Where was the three before?” They will say: hidden in the noise. Do not correct it yet; step 5 does.',
    },
    guess: {
      title: 'The first guess',
      text: [
        'Back at the start: nothing but noise. There is no picture behind it.',
        'Still the network has to guess one before the first step. The page shows the guess as x̂₀. Predict before you press ←.',
      ],
      question: {
        ask: 'What does the very first guess look like?',
        options: {
          sharp: 'A sharp three. The network knows what threes look like.',
          blurred: 'A blurred three.',
          noise: 'Noise, a little weaker.',
          grey: 'Nothing: the same grey everywhere.',
        },
        tempting: {
          sharp: 'It does know sharp threes, thousands of them. But which one should it show?',
          noise:
            'The step will leave a lot of noise. The guess is something else: it is the picture that the network believes in, without any noise.',
          grey: 'The noise tells nothing, that is right. But the network was told “three”, and that is something.',
          any: 'Look at the picture beside x̂₀ after the first step.',
        },
      },
      reveal: ({ grey, greyAtEnd, withNoise }: { grey: number; greyAtEnd: number; withNoise: number }) =>
        `${perCent(grey)} % of the guess’s pixels are neither black nor white; of the finished picture’s it is ${perCent(greyAtEnd)} %. Its correlation with the noise that the network was given is ${fixed(withNoise, 2)} (0: unrelated), so it is no picture of the noise.`,
      notes:
        'Have them commit: most say “noise, weaker”. Then press End and ← once, and point at x̂₀. Ask: “The network has only ever seen sharp threes. Why does it blur?” Collect reasons; the next step tests them.',
    },
    mean: {
      title: 'Why it is blurred',
      text: [
        'Under x̂₀ you see the first guess. The network learned from sharp digits only, and yet this is a blur.',
        'Three pictures: the three in which this walk ends; the same three out of focus; and the mean of nine sharp threes that nine other noises led to.',
      ],
      question: {
        ask: 'Which of them is the first guess most like?',
        tempting: {
          '0': 'The walk ends there – but at the start nothing points to this three rather than to another one.',
          '1': 'It does look out of focus. But then the network would know already which three it is, and merely draw it badly.',
          any: 'What is the best guess where every three is possible?',
        },
      },
      reveal: ({ end, focus, mean }: { end: number; focus: number; mean: number }) =>
        `The guess differs from the mean of the others by ${fixed(mean, 2)} a pixel (root mean square), from this three out of focus by ${fixed(focus, 2)}, from this three by ${fixed(end, 2)}. The network learned to make the square of its error as small as possible. If many pictures are possible, the best answer is the mean of them all. A mean of many sharp threes is a blur.`,
      notes:
        'The point of the lesson. An example without pictures: “Guess the height of the next person through that door; you pay the square of your error.” They say the mean – even though nobody may be exactly that tall. Then: “Guess again, I tell you it is a child.”',
    },
    sharper: {
      title: 'Then it gets sharp',
      text: [
        'Press ← again and again. Watch x̂₀, not the large picture.',
        'Every step settles a little. Fewer threes remain possible, and the mean of fewer is sharper. That mean is written E[x₀ | xₜ]: the mean of x₀, given xₜ.',
      ],
      question: {
        ask: 'At which t is half of the first guess’s error gone? (The error: how far x̂₀ is from the picture in which the walk ends.)',
        tempting: {
          low: 'The large picture is still full of noise there, so it seems that nothing is known yet. The network sees through more noise than we do.',
          high: 'The guess changes at once, and one sees it move. But it starts far away, and a blur that moves is still a blur.',
        },
      },
      reveal: ({ t, left }: { t: number; left: number }) =>
        `At t = ${integer(t)}. Half way, at t = 500, ${perCent(left)} % of the error is left. So the shape is settled early, in noise, and the rest of the walk is for the edges.`,
      notes:
        'Let them call out “now!” while you press ←. Ask why one does not jump to x̂₀ at once: the first x̂₀ is a mean, and a mean of threes is not a three. Small steps let it make up its mind.',
    },
    again: {
      title: 'There and back again',
      text: [
        'Not pure noise this time: somebody’s three, walked into noise up to t = 900. The upper film shows it, clean on the left.',
        'From here the network walks back. Predict before you press Space.',
      ],
      question: {
        ask: 'What comes back from t = 900?',
        options: {
          same: 'The same three as before.',
          other: 'Another three, as sharp.',
          noise: 'Something that is no clear digit.',
        },
        tempting: {
          same: 'Into noise and back sounds like rewinding a film. But a network rewinds nothing: it fills in what is likely, and at t = 900 much of this three is drowned.',
          noise:
            'Most of the picture is noise there, but the network began with even less when it began with pure noise.',
          any: 'Press Space, and compare with the left end of the upper film.',
        },
      },
      reveal: ({ far, near }: { far: number; near: number }) =>
        `From t = 900 it differs from the picture by ${fixed(far, 2)} a pixel (root mean square; black and white are 2 apart); from t = 300 it would be ${fixed(near, 2)}. What the noise has left is kept. What it has drowned is made up.`,
      notes:
        'This corrects “the three was hidden in the noise”. Choose “Into noise →”, drag to 300 or 600, press “← Walk back from here”, and have them describe what stays. Ask: “Is this a way to repair photographs?” Yes – and what it fills in was never in them.',
    },
    both: {
      title: 'Say it yourself',
      text: [
        'Say aloud, before you read on: what happens on the way into noise? What happens on the way back? Why is the first guess blurred?',
        'Then compare. Into noise: the picture is made weaker and noise is added, by a sum that anybody can do. Back: a network guesses the clean picture, a step goes a little towards the guess, and it guesses again with a little less noise.',
        'The guess is the mean of all pictures that are still possible. At first these are all threes, so it is blurred; at the end it is one.',
      ],
      notes:
        'Give them three minutes in pairs, then hear two of them. What must be there: no network into noise; a guess and a small step, many times, back; a mean of what is still possible.',
    },
  },
} as const satisfies LessonWords
