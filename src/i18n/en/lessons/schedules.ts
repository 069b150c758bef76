import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 7: schedules, and where time is wasted. */
export const schedules = {
  title: 'Schedules, and where time is wasted',
  summary: 'The same way into noise at different speeds: a good schedule spends its steps where something happens.',
  before: 'A thousand steps in one line (lesson 6): ᾱₜ is what is left of the picture’s variance.',
  after: 'say what a schedule decides and what it does not, and see where one wastes its steps.',
  misleads:
    'The steps in nearly pure noise look useless for one small digit. For large pictures fewer of them are useless: there, neighbouring pixels tell the same story, and a trace of the picture outlasts much more noise. A schedule that is good at 28 × 28 is too clean at 1024 × 1024. And for training, a schedule also decides how often the network practises each noise level.',
  steps: {
    drown: {
      title: 'One picture, many speeds',
      text: [
        'Each row is a schedule: the same digit, the same noise, t from 0 on the left to 1000 on the right. Only the speed differs.',
        'The first row is this network’s own schedule, the cosine. The second is the linear one of the first DDPM: there βₜ rises evenly. Compare these two. The small bars show how many steps are spent at each noise level.',
        'Under the cosine schedule there is as much noise as picture at t = 497, about halfway.',
      ],
      question: {
        ask: 'At which t is there as much noise as picture under the linear schedule?',
        tempting: {
          low: 'Its first βs are small: it does begin slowly. But the steps soon become larger.',
          high: '“Linear” sounds as if the middle were in the middle. It is β that rises evenly, not the noise: what is left is a product, and products fall fast.',
        },
      },
      reveal: ({ linear, cosine }: { linear: number; cosine: number }) =>
        `At t = ${integer(linear)}. Under the cosine schedule it is t = ${integer(cosine)}.`,
      notes:
        'Ask everybody to find, in the second row, the last picture in which they still see a 3. Then the same in the first row. The name “linear” misleads: write down ᾱ as a product of (1 − β).',
    },
    wasted: {
      title: 'The long end',
      text: [
        'This is the linear schedule at t = 900. Drag to the left until you can just see the digit.',
        'Let us say that the picture has drowned where less than a tenth of its contrast is left: √ᾱₜ below 0.1.',
      ],
      question: {
        ask: 'What share of the linear schedule’s steps is spent after that?',
        tempting: {
          low: 'It sounds wasteful to spend more than a few steps where there is nothing to see. It is wasteful.',
          high: 'Most of the steps do look noisy. But the eye gives up earlier than this.',
        },
      },
      reveal: ({ linear, cosine }: { linear: number; cosine: number }) =>
        `${perCent(linear)} % of the way, in which a step has next to nothing to do. Under the cosine schedule it is ${perCent(cosine)} %.`,
      notes:
        'The reverse walk has to take these steps too, each at the price of a network evaluation. Ask: “What would happen if we simply left them out?” – the next step.',
    },
    skip: {
      title: 'Leave out a fifth',
      text: [
        'A walk back in ten steps. We leave out the first two: the pure noise is simply taken for a state that is already a fifth of the way back.',
        'That is a lie to the network. It is done under the linear schedule and under the cosine schedule, with the same network and the same noise: each walk in full, and without its first two steps.',
      ],
      question: {
        ask: 'Under which schedule does the picture change more?',
        options: {
          linear: 'Under the linear one.',
          alike: 'About the same: it is a fifth of the steps each time.',
          cosine: 'Under the cosine one.',
        },
        tempting: {
          linear:
            'The linear one seems the worse schedule, so one expects it to suffer. But what it loses here are steps in which hardly anything happens.',
          alike: 'A fifth of the steps is not a fifth of the way: the steps are not equally large.',
          any: 'What counts is how much is decided in the steps that were left out.',
        },
      },
      reveal: ({ linear, cosine }: { linear: number; cosine: number }) =>
        `Without its first fifth the picture changes by ${fixed(linear, 2)} a pixel (root mean square) under the linear schedule, by ${fixed(cosine, 2)} under the cosine one (from black to white it is 2). So the linear schedule’s first steps back were nearly wasted, and the cosine schedule’s were not.`,
      notes:
        'This is figure 4 of Nichol & Dhariwal 2021, on one picture: they measured FID, and the linear schedule hardly suffered until a fifth of the steps was gone. Let the class say in their own words why “suffers less” is the worse sign here.',
    },
    cosine: {
      title: 'How the cosine is made',
      text: [
        'Nichol and Dhariwal turned the question round. They did not choose βₜ; they chose how ᾱₜ should fall: as a squared cosine, gently at both ends and evenly in between.',
        'The βs follow from it. The small s = 0.008 keeps the first step from being so small that it drowns among the 256 grey levels; and βₜ is never larger than 0.999, as it would reach 1 at the very end.',
        'Look at the curves on the right: ᾱₜ above, log SNR below. In log SNR the cosine falls almost evenly through the middle.',
      ],
      notes:
        'Choose the rows one after another and watch the lower curve: a steep piece means few steps at these noise levels, a flat one means many. Log SNR is the axis on which all processes can be compared.',
    },
    few: {
      title: 'Does it matter?',
      text: [
        'The network is asked by noise level, not by t. So it can walk back under any schedule that stays within the noise levels that it learned. A schedule then only decides at which levels the walk stops.',
        'We walk from the same noise under the linear and the cosine schedule: in 2 steps each, and in 40 steps each. Then we compare where the two end.',
      ],
      question: {
        ask: 'When do the two schedules lead to more different pictures?',
        options: {
          few: 'With 2 steps.',
          alike: 'It makes no difference how many.',
          many: 'With 40 steps: the differences add up.',
        },
        tempting: {
          alike:
            'The schedule is the same whatever the number of steps. But with many steps both walks come close to the same curve.',
          many: 'Each step makes an error – but short steps make much smaller ones. Without fresh noise all these walks follow the same curve, better and better.',
          any: 'The more steps, the closer both come to the same curve.',
        },
      },
      reveal: ({ few, many }: { few: number; many: number }) =>
        `With 2 steps the two pictures differ by ${fixed(few, 2)} a pixel (root mean square), with 40 by ${fixed(many, 2)}. So a schedule is a question of where to spend steps. With many steps and no fresh noise it hardly matters; with few it matters more.`,
      notes:
        'Kingma et al. 2021 prove the counterpart for training: in continuous time the bound depends on the schedule only through its two ends. Do not promise that the cosine wins with two steps: often the linear one ends nearer to the picture of many steps. Why is there a difference left with 40 steps? The linear schedule stops a little short of pure noise, and 40 steps are not infinitely many.',
    },
    draw: {
      title: 'Draw your own',
      text: [
        'Draw on one of the curves, from left to right: your schedule appears as a row of its own. Or go to a curve with Tab, choose a point with ← and →, move it with ↑ and ↓.',
        'Try to waste nothing at the right end, without a cliff: a large fall within few steps is hard to walk back.',
        'When you are content, judge your own work.',
      ],
      question: {
        ask: 'Which share of your schedule’s steps has less than a tenth of the contrast left?',
        tempting: {
          low: 'On the curve of ᾱₜ the end looks short, since ᾱₜ is a square: at a tenth of the contrast ᾱₜ is 0.01, which is hard to tell from zero.',
          high: 'Where the curve looks flat at the bottom, there may still be a tenth of the contrast: ᾱₜ is its square. The lower curve tells it better.',
        },
      },
      reveal: ({ share, cosine, drawn: isDrawn }: Record<'share' | 'cosine' | 'drawn', number>) =>
        `${perCent(share, 1)} %${isDrawn ? '' : ' – of the schedule that is chosen; you have not drawn one'}. The cosine schedule has ${perCent(cosine, 1)} %. To see how yours walks back, leave the lesson here and press play.`,
      notes:
        'Let two students compete at the projector. Then ask whether zero per cent would be the best: the walk back begins in pure noise, so the schedule has to get there. It is a matter of how fast, not whether.',
    },
  },
} as const satisfies LessonWords
