import { fixed, perCent, significant } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 14: SDE and ODE. */
export const sde = {
  title: 'Two ways back: by chance, and by a map',
  summary:
    'An SDE and an ODE lead the same noise to the same cloud of data; one throws dice at every step, the other never.',
  before: 'The score (lesson “The score”). What a differential equation is.',
  after:
    'write down both equations; say what they share and what each can do that the other cannot; and explain how a flow yields a density.',
  misleads:
    'Here the score is exact, and steps are many. With a network’s errors and few steps the two clouds do differ. And in the plane one can count where particles end; of pictures nobody can see the cloud, only a few of its points.',
  steps: {
    pair: {
      title: 'With dice, without dice',
      text: [
        'Left an ODE, the probability flow: each step follows an arrow. Right an SDE: each step follows a longer arrow, and then noise is added.',
        'Both begin at the same places. The colour says where a particle began. Press play, and compare the colours at the end.',
      ],
      question: {
        ask: 'The right walk is walked again: same starts, other random numbers. What share of its particles ends somewhere else?',
        tempting: {
          low: 'The start is where all the noise is, so it seems to decide everything. But on its way the SDE replaces that noise by new noise, bit by bit; next to nothing of the start is left.',
          high: 'It is forgotten, yes. But there are eight places only, and by chance one in eight is hit again.',
        },
      },
      reveal: ({ ode, sde, apart }: { ode: number; sde: number; apart: number }) =>
        `Of the SDE’s particles ${perCent(sde)} % end more than half a unit away from where they ended before; of the ODE’s ${perCent(ode)} %. And yet both clouds are the same as a whole: their energy distance is ${fixed(apart, 3)}.`,
      notes:
        'They will guess 50 %. With eight blobs and no memory it is 7 in 8. Ask: “Which of the two would you use to edit a picture?” (The map.) “Which one to draw many different ones?” (Either: new noise.) Next: why the ODE needs only half of the arrow.',
    },
    half: {
      title: 'The half',
      text: [
        'Both equations have the same score s in them. The SDE has g²·s and noise; the ODE has half of that and no noise.',
        'At every moment both clouds have the same density. That is no coincidence: the half is what makes it so.',
      ],
      question: {
        ask: 'Take the SDE’s equation and leave out its noise, but keep all of g²·s. How wide is the cloud at the end?',
        options: {
          same: 'As wide as the data',
          wider: 'Wider: the arrows are too long',
          collapse: 'It collapses to almost a point',
        },
        tempting: {
          same: 'Noise has mean 0, so leaving it out seems to change single paths only. But it also spreads, and half of the arrow is there to make up for that.',
          wider:
            'The arrows are longer, but they point inwards, to where it is dense. Too much of them draws the cloud together.',
        },
      },
      reveal: ({ ode, sde, without }: { ode: number; sde: number; without: number }) =>
        `Its width is ${fixed(without, 2)}; with noise ${fixed(sde, 2)}, by the ODE ${fixed(ode, 2)}. Noise spreads a cloud just as much as ½·g²·s draws it together. So one can take both, or neither.`,
      notes:
        'The argument is the Fokker–Planck equation: the spreading term ½g²·∇²q is the same as a drift of −½g²·∇log q. Write it on the board: ∇²q = ∇·(q·∇log q). Everything between (some noise, more arrow) works as well: that is η of DDIM and churn of EDM.',
    },
    map: {
      title: 'A map',
      text: [
        'The ODE alone, with its trails. Each start has one path and one end. Two paths never meet at the same moment: from there they would have to be the same.',
        'So the whole walk is a map: every piece of the noise belongs to a piece of the moons, and most neighbours stay neighbours. One can walk it upwards, too.',
      ],
      notes:
        'On the picture trails seem to cross; they do so at different times. Ask: “Where in the noise does the upper moon come from?” Read it off the colours. This is what inversion and interpolation use (lesson “DDIM”).',
    },
    wrong: {
      title: 'Who forgives',
      text: [
        'Now we make a mistake: all particles begin one unit too far to the right. (You see the right ones here; the wrong ones are walked beside, for the answer.)',
      ],
      question: {
        ask: 'Which of the two clouds is spoilt by the wrong start?',
        options: {
          both: 'Both',
          ode: 'The ODE’s alone (left)',
          sde: 'The SDE’s alone (right)',
        },
        tempting: {
          both: 'Both begin at the same wrong places. But only one of them remembers them.',
          sde: 'Chance seems to make everything worse. But it is chance that wipes out the mistake: the old noise goes, and new noise comes that is right.',
        },
      },
      reveal: (figures: { odeWrong: number; sdeWrong: number; ode: number; sde: number }) =>
        `Distance to the data (energy distance): the ODE ends at ${fixed(figures.odeWrong, 3)} (from the right start ${fixed(figures.ode, 3)}), the SDE at ${fixed(figures.sdeWrong, 3)} (${fixed(figures.sde, 3)}). A map keeps an error; chance forgets it. That is why a little fresh noise can help a network that errs.`,
      notes:
        'Karras et al. 2022, section 4, argue in this way for their churn: fresh noise corrects errors of earlier steps. Ask: “So why not always the SDE?” Because a map can be walked upwards, gives the same picture for the same noise, and is what solvers of high order are made for.',
    },
    density: {
      title: 'The flow knows the density',
      text: [
        'How likely is a point? Follow the flow from there up into noise, where the density is a bell curve. On the way, count how the flow squeezes or stretches the area around the point.',
        'The colours here are counted in that way. No formula for the density was asked, only the arrows.',
      ],
      question: {
        ask: 'How near does this come to the true log density?',
        options: {
          rough: 'Roughly: it is right where it is dense',
          constant: 'Up to a constant that nobody knows',
          exact: 'Exactly, but for the size of the steps',
        },
        tempting: {
          rough:
            'It is a sum of many small things, so one expects errors to add up. But each is exact as the steps get small.',
          constant:
            'So it is with many models that give an energy: they do not know their total. A flow carries mass from place to place and loses none; the bell curve at the end is normalised, so all is.',
        },
      },
      reveal: ({ most, range }: { most: number; offset: number; spread: number; range: number }) =>
        `At 24 points it differs from the formula by at most ${significant(most, 2)} nats, while the log density itself varies by ${fixed(range, 1)}. 16 steps sufficed.`,
      notes:
        'This is how diffusion models get their likelihood in bits (section 4.3 of the paper). For pictures the squeeze is not computed exactly but estimated with random probes. Point at the picture: exact and by the flow are both written there. Next lesson: where along the way the steps matter.',
    },
  },
} as const satisfies LessonWords
