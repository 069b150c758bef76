import { fixed } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 16: flow matching. */
export const flow = {
  title: 'Straight lines, bent paths',
  summary:
    'Flow matching draws a straight line from every point to a noise. The paths that come of it are bent – until reflow.',
  before: 'The probability flow (lesson “Two ways back”).',
  after:
    'say what a flow network learns; why straight lines between pairs do not make straight paths; and what reflow changes, and what it costs.',
  misleads:
    'In the plane everything crosses everything. In spaces of many dimensions lines seldom meet, but what they do is the same: where a network cannot tell two pairs apart, it answers with their mean. And the detour is measured on x itself; on another process the same walk has another shape.',
  steps: {
    lines: {
      title: 'The simplest way into noise',
      text: [
        'Take a point of the data and some noise, at random, and go from one to the other in a straight line at constant speed. Drag the timeline and watch: nothing turns.',
        'The velocity along such a line is ε − x₀. A network is shown places on such lines, and learns to tell the velocity.',
      ],
      question: {
        ask: 'At both ends the cloud is as wide as a standard normal: 1. How wide is it half way, where half of each point is noise?',
        tempting: {
          low: 'Half of a point and half of a noise are each half as wide. But they are independent, so it is their squares that add up: ¼ + ¼.',
          high: 'Both ends are 1 wide, so one expects 1 all the way. That is so for DDPM, where the squares of both amounts add up to one; here the amounts themselves do.',
        },
      },
      reveal: ({ half, data, noise }: { half: number; data: number; noise: number }) =>
        `${fixed(half, 2)} (data ${fixed(data, 2)}, noise ${fixed(noise, 2)}): √(¼ + ¼). The cloud is narrower in the middle. That is no harm: only the ratio of picture and noise counts, and it runs from 0 to ∞ as always.`,
      notes:
        'Compare with lesson 1: there α² + σ² = 1, here α + σ = 1. Ask: “Is this another kind of model?” No: the same denoiser would serve. Another line into noise, another velocity, and the same family.',
    },
    bent: {
      title: 'Lines cross, flows do not',
      text: [
        'Now back. Many lines cross at each place, and each has its own velocity. A flow can have one only: their mean.',
        'Press play, and follow one trail from its start to its end.',
      ],
      question: {
        ask: 'All lines between the pairs are straight. How many times as long as the straight line is the path that a particle takes?',
        tempting: {
          low: 'The pairs lie on straight lines, so one expects straight paths: 1. But nobody walks along the line of a pair. Far out, all pairs are possible, and their mean leads to the middle of the data; only later is one of them chosen.',
          high: 'It bends much, but once: first to the middle, then out to a blob.',
        },
      },
      reveal: ({ detour }: { detour: number }) =>
        `${fixed(detour, 2)} times. It begins towards the middle of all data, because at pure noise nothing tells one pair from another. “Straight” is said of the pairs, not of the paths.`,
      notes:
        'This is the point that most texts blur: with independent pairs the marginal paths are not straight. Ask them to draw two crossing lines and the flow through the crossing. The mean of two velocities points between both. Next: so is it good for anything?',
    },
    few: {
      title: 'Does it save steps?',
      text: [
        'Four steps each, and the exact answer. Left Euler on the straight process. Right DDIM on the cosine schedule, where the way from a point to its noise is an arc. Press play.',
      ],
      question: {
        ask: 'Which ends nearer to the data?',
        options: { flow: 'The straight one (left)', same: 'Both about the same', ddim: 'The curved one (right)' },
        tempting: {
          flow: 'Straight sounds like fewer steps. But with independent pairs the path is bent as well. Both are the same flow, written in other units.',
          ddim: 'It is older and has been tuned for longer. But Euler on the straight process is DDIM: they differ in the levels that they visit, and little else.',
        },
      },
      reveal: (figures: { flow: number; ddim: number; one: number }) =>
        `Energy distance to the data: ${fixed(figures.flow, 3)} on the left, ${fixed(figures.ddim, 3)} on the right; after a single step it would be ${fixed(figures.one, 2)}. What saves steps is not the name of the process but how straight the paths of its flow are.`,
      notes:
        'In practice flow models do well with few steps, by their training (which noise levels are drawn, what is weighted) and by scale. The process alone is not the reason. Ask: “How could one make the paths themselves straight?” By choosing the pairs.',
    },
    reflow: {
      title: 'Reflow: choose the pairs',
      text: [
        'A network is to learn the flow here, from independent pairs. Then each noise is walked to its end by that network, and start and end become a new pair. From these pairs it learns on.',
        'The new lines hardly cross: each noise has its own end already. (Your machine needs a few seconds to train both times.)',
      ],
      question: {
        ask: 'With independent pairs the network’s paths are about half as long again as straight lines: 1.5. How many times as long are they after reflow?',
        tempting: {
          low: 'Quite straight they are not: where the new lines still cross, the network answers with a mean again.',
          high: 'The cloud is the same at the start and at the end, so one expects the same way. But who belongs to whom has changed, and with that the way.',
        },
      },
      reveal: ({ before, after, oneStep }: { before: number; after: number; oneStep: number }) =>
        `${fixed(after, 2)} times, where it was ${fixed(before, 2)}. A few seconds of learning do not yet make one single step enough: it still ends ${fixed(oneStep, 2)} away from where many steps end. And there is a price: all those walks had to be walked first, and what the network does wrong it now does for good.`,
      notes:
        'Reflow is distillation’s cousin: walks of the teacher become data. Where lines still cross, it can be done again. Optimal transport within a batch (in Learning, Pairing) goes the same way with less effort. Ask what the network no longer is: the score of the noised data.',
    },
  },
} as const satisfies LessonWords
