import { count, fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 13: score and Langevin. */
export const score = {
  title: 'The score: uphill in the noise',
  summary: 'Arrows that point to where data are denser, and particles that follow them, stumbling.',
  before: 'What noise does to data (lesson 1). What a gradient is.',
  after:
    'say what the score is and what it has to do with the best guess; why Langevin needs its noise; and why it begins in much noise.',
  misleads:
    'Here the score is exact everywhere. A network learns it from examples, and where there are none it guesses: far from the data its arrows are worst. That is another reason to begin in much noise, where noised data are everywhere. And in the plane two blobs are all there is to find; among pictures there are countless.',
  steps: {
    arrows: {
      title: 'Arrows uphill',
      text: [
        'This is a cloud of points with some noise added. The colour says how dense it is. Each arrow is the score: the gradient of the logarithm of that density.',
        'Every arrow points to where it is denser. Drag the timeline and watch the arrows.',
      ],
      question: {
        ask: 'Where is the score longest: in the middle of the cloud, on its slope (one width from the middle), or far out (three widths)?',
        options: { middle: 'In the middle', slope: 'On the slope', far: 'Far out' },
        tempting: {
          middle:
            'It is densest there. But the score is a slope, not a height: on the peak it is level, and the arrow is next to nothing.',
          slope:
            'The density itself is steepest there. But the score is the gradient of its logarithm: it asks by what share the density grows, not by how much.',
        },
      },
      reveal: ({ middle, slope, far }: { middle: number; slope: number; far: number }) =>
        `Its mean length is ${fixed(middle, 2)} in the middle, ${fixed(slope, 2)} on the slope and ${fixed(far, 2)} far out. There is hardly any density there, but its logarithm falls faster and faster. So whoever is lost is called back most strongly.`,
      notes:
        'Draw a bell curve and its logarithm, a parabola, on the board: the slope of a parabola grows with the distance. Ask what the score of a standard normal is: −x. They will say “on the slope”, because they think of the density. Next: point at the picture and read the score there.',
    },
    guess: {
      title: 'The score is a guess in disguise',
      text: [
        'Point at the picture, or tap it. The lines lead to the points from which xₜ may have come; their mean is the best guess, x̂₀.',
        'The score points from xₜ to that guess (scaled by α), divided by the noise’s variance. So whoever can denoise knows the score, and nobody has to know the density.',
      ],
      notes:
        'This is Tweedie’s formula, and the reason why a network that is trained to remove noise can be used as a score. Ask: “Which of the two could you train for?” The guess: for that, there are examples. Next: move the pointer outside the heart, where the arrow is long because the guess is far away.',
    },
    climb: {
      title: 'Climb, and stumble',
      text: [
        'Press play. Each step takes a particle a little up the arrow, and then pushes it at random. That is Langevin dynamics, at one level of noise; it stays there.',
        'After a while the particles are spread as the noised data are: many on the peaks, some beside them.',
      ],
      question: {
        ask: 'We leave out the random push, and only climb. Where are the particles at the end?',
        options: {
          same: 'Spread as before, only calmer',
          peaks: 'Piled up on a few spots',
          away: 'Scattered: nothing holds them together',
        },
        tempting: {
          same: 'The arrows are the same, so one expects the same cloud. But an arrow says where up is; nothing but the push keeps a particle off the top.',
          away: 'It is the push that scatters. Without it every particle ends where there is no more uphill.',
        },
      },
      reveal: (figures: { particles: number; with: number; without: number }) =>
        `${count(figures.particles)} particles stand at ${count(figures.with)} different places with the push, at ${count(figures.without)} without it. Climbing finds peaks of the density. To draw from the distribution, one needs the noise as well.`,
      notes:
        'The difference between “the likeliest” and “a typical one” is worth a minute. Ask: “Would you want the likeliest picture of a three, or some three?” The size of push and climb belong together: √δ beside δ/2. Next: what if the peaks are far apart?',
    },
    stuck: {
      title: 'Two blobs',
      text: [
        'Two blobs, far apart, and little noise. A third of the data are in the smaller blob. The particles begin spread over both.',
        'Langevin is to bring them to the distribution, if it runs for long enough. Here it has 100 steps.',
      ],
      question: {
        ask: 'What share of the particles ends on the side on which it began?',
        tempting: {
          low: 'Every step has a push in it, so one expects that many cross. But between the blobs there is a valley so empty that a push hardly ever gets across: most arrows lead back.',
          high: 'Nearly, but a few stand close to the watershed at first, and a push takes them across.',
        },
      },
      reveal: ({ share, steps }: { share: number; steps: number }) =>
        `${perCent(share)} % after ${count(steps)} steps. In theory Langevin forgets its start; across an empty valley that takes longer than anybody will wait. How many end in which blob is then decided by where they began, not by the data.`,
      notes:
        'They will say a half. Let them watch the colours: a particle keeps the colour of its start. Ask what would help: bigger pushes blur the result. The idea of the next step: bigger pushes first, smaller ones later.',
    },
    annealed: {
      title: 'Melt first, then freeze',
      text: [
        'Now the walk begins in much noise. There both blobs have melted into one hill, and nothing keeps a particle on its side. Then the noise is made smaller, level by level.',
        'That is annealed Langevin. Press play, and watch the colours mix, and then part.',
      ],
      question: {
        ask: 'From which t on do nine of ten particles stand on the side on which they will end?',
        tempting: {
          low: 'The picture is still moving there. But only within each blob: which one it is has been settled before.',
          high: 'There the noise still covers both blobs, and each particle crosses again and again.',
        },
      },
      reveal: ({ t, start, sigma }: { t: number; start: number; sigma: number }) =>
        `From t = ${integer(t)}, where σ/α = ${fixed(sigma, 2)}: when the noise has become smaller than the distance of the blobs, a valley opens between them, and nobody crosses any more. At the start only ${perCent(start)} % stood on their later side, little more than chance.`,
      notes:
        'Compare with metal or glass: heat, then cool slowly. The levels of noise are what became the timesteps of diffusion models. Ask: “Why not begin at less noise, to save steps?” Show: t = 150, the step before. Next lesson: the same levels, made infinitely fine – an equation.',
    },
  },
} as const satisfies LessonWords
