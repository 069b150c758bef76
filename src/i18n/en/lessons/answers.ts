import { figure } from '../../format/figures'
import { count, fixed } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 8: ε, x₀, v and score are one answer. */
export const answers = {
  title: 'ε, x₀, v and score are one answer',
  summary:
    'A network may name the picture, the noise or something between; each can be computed from the others, but not equally well everywhere.',
  before: 'xₜ = √ᾱₜ·x₀ + √(1 − ᾱₜ)·ε (lesson 6). Below, α is short for √ᾱₜ and σ for √(1 − ᾱₜ).',
  after: 'turn any of the four answers into the others, and say at which end each of them fails.',
  misleads:
    'Algebra makes the answers equal; training does not. The same squared error of ε̂, of x̂₀ and of v weighs noise levels differently, so the three networks learn different things first. And all of this is about a mean: none of them says which picture it will be, only the mean of all that could be.',
  steps: {
    two: {
      title: 'Picture and noise',
      text: [
        'Halfway back. Look at the two small pictures: x̂₀, what the network takes for the digit, and ε̂, what it takes for the noise.',
        'These are not two opinions. Mixed in the right amounts they give xₜ exactly. So whoever knows xₜ and one of them knows the other.',
        'Press → and watch both.',
      ],
      notes:
        'Do the algebra on the board with one pixel: xₜ = 0.5, α = 0.6, σ = 0.8, ε̂ = 0.25 gives x̂₀ = 0.5. Ask: “Which of the two did the network output?” Neither: this one outputs v, which comes in step 5.',
    },
    guess: {
      title: 'How good is the guess?',
      text: [
        'Now we let the network guess behind more and more noise. We know the true picture, so we can measure its error: the root mean square over all pixels. From black to white is 2.',
        'The network has been told which digit it is, but not how it was written.',
      ],
      question: {
        ask: 'Sketch the error of x̂₀ over t.',
        axes: { x: 't', y: 'error of x̂₀, from 0 to 0.6' },
        tempting: {
          any: 'Two things are easily missed. At small t the guess is nearly perfect: what to guess is in plain sight. And at t = 1000 the error does not go beyond all bounds: a network that sees nothing says the mean of all such digits, which is not so far from any of them.',
        },
      },
      reveal: ({ early, middle, late }: Record<'early' | 'middle' | 'late', number>) =>
        `The error is ${fixed(early, 2)} at t = 100, ${fixed(middle, 2)} at t = 500 and ${fixed(late, 2)} at t = 1000: the more noise, the less is known of the picture.`,
      notes:
        'The curve is the mean over three noises, so it wobbles. Ask what the error would be at t = 1000 for a network that was not told the digit: larger, since it would have to say the mean of all digits.',
    },
    noise: {
      title: 'And the noise?',
      text: [
        'The more noise, the worse the guess of the picture. What about the other answer: how well is ε̂ known at t = 900, against t = 100?',
      ],
      question: {
        ask: 'From t = 100 to t = 900, the error of ε̂ becomes …',
        options: { worse: 'larger', alike: 'about the same', better: 'smaller' },
        tempting: {
          worse:
            'If the picture is guessed worse, then so is the noise, one thinks. But at t = 900 nearly all that one sees is noise: one can read it off.',
          alike: 'The noise is always equally random. But how much of it one sees is not always the same.',
          any: 'At t = 900 nearly all that one sees is noise.',
        },
      },
      reveal: ({ early, late }: { early: number; late: number }) =>
        `The error of ε̂ is ${fixed(early, 2)} at t = 100 and ${fixed(late, 2)} at t = 900. So each of the two answers is easy at one end: ε̂ in noise, x̂₀ near the picture. The line above says by how much: the one error is the other, times α/σ.`,
      notes:
        'Follow with: “So at t = 900 the network that answers ε hardly needs to learn anything: it repeats what it sees. Is that good?” Keep the answer for the next step: what is small here becomes large when it is divided by α.',
    },
    edge: {
      title: 'Divided by almost nothing',
      text: [
        'One step before pure noise, t = 999. To get x̂₀ from ε̂ one has to divide by α, of which there is hardly anything left.',
        'Two networks look at this noisy picture. Both have the same layers and learned from the same digits, but one answers ε and the other v. From each answer x̂₀ is computed. One of the three pictures is the true digit.',
      ],
      question: {
        ask: 'Which is the guess of the network that answers ε?',
        tempting: {
          '0': 'One expects a network to say a blurred digit here: the mean of all that it could be. The network that answers v does. From ε̂ it cannot be read off any more.',
          '2': 'That is the digit itself. In noise like this no network can know it so sharply.',
          any: 'Its small errors are divided by α.',
        },
      },
      reveal: ({ v, eps, times }: Record<'v' | 'eps' | 'times', number>) =>
        `An error of ε̂ is multiplied by σ/α = ${count(times)} on its way to x̂₀. So x̂₀ is wrong by ${fixed(eps, 1)} a pixel (root mean square), where the network that answers v is wrong by ${fixed(v, 2)}. Clipping x̂₀ to black and white, as samplers for pictures do, hides this.`,
      notes:
        'Ask: “How precise would ε̂ have to be?” To a thousandth or better. No training gets there, and near 1 the numbers of half precision themselves lie about a thousandth apart. With α = 0 (“zero terminal SNR”) ε is no answer at all: hence v in Lin et al. 2024.',
    },
    v: {
      title: 'v: a bit of both',
      text: [
        'v mixes the two, so that near the picture it is mostly noise, and in noise mostly (minus) the picture. So the network is always asked for what it cannot simply read off.',
        'Look at the lines below: the answer is multiplied by σ or by α, never by more than 1. An error of v̂ cannot grow. There is no division at all.',
        'This walk’s network answers v. Its first guess, here, is a clean blurred digit. Press ← to walk on.',
      ],
      notes:
        'Draw the quarter circle: x₀ to the right, ε upwards; xₜ at the angle whose cosine is α; v is xₜ turned by a right angle. It is the velocity along the circle (Salimans & Ho 2022, appendix D). EDM’s preconditioning does the same for any scale of the data. The two networks of the step before were not trained for equally long (the one that answers ε saw fewer pictures); the factor σ/α would undo any training.',
    },
    score: {
      title: 'The score',
      text: [
        'The score says in which direction pictures become more likely, and how steeply. It is the guess of the noise, but for a factor: s = −ε̂/σ.',
        'So a network that knows ε̂ knows the score. A network that answered the score directly would have to output numbers of very different size.',
      ],
      question: {
        ask: 'Where is the score largest?',
        options: {
          data: 'Near the clean picture, t = 1.',
          alike: 'Equally large everywhere.',
          noise: 'Near pure noise, t = 1000.',
        },
        tempting: {
          alike: 'ε̂ is about equally large everywhere, with a standard deviation near 1. But it is divided by σ.',
          noise:
            'That is where most noise has to be taken away, so one expects the strongest pull. But far away the hill is broad and flat; it is steep near the pictures.',
          any: 'It is divided by σ, which is small near the picture.',
        },
      },
      reveal: ({ data, noise }: { data: number; noise: number }) =>
        `At t = 1 it is ${figure(data)} a pixel, at t = 1000 it is ${figure(noise)}. So each answer has an end at which it fails. ε̂ fails in noise, where x̂₀ needs it divided by α; x̂₀ fails near the picture, where ε̂ needs it divided by σ; and near the picture the score is huge. v has no such end.`,
      notes:
        'Make a table with the class: rows ε, x₀, v, score; columns “near data”, “near noise”; write where each is divided by something small. ε: x̂₀ = …/α fails in noise. x₀: ε̂ = …/σ fails near data. Score: large near data, and like ε in noise. v: never.',
    },
  },
} as const satisfies LessonWords
