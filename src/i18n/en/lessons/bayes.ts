import { fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 18: Bayes' rule and a classifier's guidance. */
export const bayes = {
  title: 'Bayes, and a classifier that leads',
  summary: 'A model that knows all digits can be led to sevens by a second one that only tells digits apart.',
  before: 'What a score is; Bayes’ rule; what a gradient is.',
  after: 'say why a classifier’s gradient can be added to the score, and why the classifier has to have seen noise.',
  misleads:
    'In the plane the classifier is Bayes’ rule itself. A learned one is only nearly that, and its gradient is less right than its answer. And in the last step the classifier that leads is the one that judges: what persuades it need not be a good seven.',
  steps: {
    whose: {
      title: 'Whose is it?',
      text: [
        'Points of two classes stand on a board. They are noised, each by its own noise.',
        'The colours of the plane say, for every place, from which class a noisy point seen there probably came. That is Bayes’ rule: no network, only the points. It is the best classifier that there is.',
        'Drag the timeline, and watch the colours run together.',
      ],
      question: {
        ask: 'What share of the noisy points does the best classifier name right, over t?',
        axes: { x: 't', y: 'share named right' },
        tempting: {
          any: 'One expects a slow, even fall, or none before the middle. But the squares of this board are small: a little noise carries many points across an edge, and then even the best classifier names the wrong side. At the end it can only guess.',
        },
      },
      reveal: ({ at200, at400, at1000 }: { at200: number; at400: number; at1000: number }) =>
        `${perCent(at200)} % at t = 200, ${perCent(at400)} % at t = 400, ${perCent(at1000)} % at t = 1000, where a guess is as good. So there are as many best classifiers as there are noise levels: y has to be read from xₜ, not from x₀.`,
      notes:
        'Ask what the best possible classifier can say of pure noise: the prior, nothing else. They will sketch a straight line. Show t = 100, 300 and 800 with “colour by class” on.',
    },
    pull: {
      title: 'One arrow more',
      text: [
        'The score of one class is the score of all points plus the gradient of the classifier’s log-probability. It is Bayes’ rule, in logarithms; p(y) does not depend on x and drops out.',
        'The arrows on the picture are that sum, for the outer ring. Drag the timeline, and watch them.',
      ],
      question: {
        ask: 'Take noisy points of the outer ring. At which t does the classifier pull hardest, in units of the noise: σ·‖∇ log p(y|xₜ)‖?',
        tempting: {
          low: 'Near the data the classifier is surest. But where it is sure of the right class, log p(y|xₜ) is 0 all around: there is no slope to climb.',
          high: 'In much noise help seems to be needed most. But there a classifier cannot tell one class from another, so its answer is the same everywhere, and has no slope either.',
        },
      },
      reveal: ({ t, most, first, last }: { t: number; most: number; first: number; last: number }) =>
        `At t = ${integer(t)}: ${fixed(most, 2)} on average, against ${fixed(first, 2)} at t = 50 and ${fixed(last, 2)} at t = 950. A classifier leads where its answer changes from place to place: where it is neither sure nor blind.`,
      notes:
        'The key sentence: a classifier leads by the slope of its answer, not by its answer. Ask where on the picture the slope is zero: deep in one colour, and where all is grey.',
    },
    led: {
      title: 'Led from noise',
      text: [
        'Now particles walk back from pure noise. They follow the score of all points, both rings, plus the classifier’s gradient for the outer ring, once: w = 1.',
        'Do not play it yet. At the start the classifier has nothing to say.',
      ],
      question: {
        ask: 'How many of the particles will end on the outer ring?',
        options: {
          all: 'All of them.',
          most: 'Most: some have gone the other way before the classifier could tell.',
          few: 'Little more than without it: a gradient only nudges.',
        },
        tempting: {
          all: 'With the exact classifier it would be so. Is it that of these points, at w = 1?',
          most: 'It seems that it must come too late for some. But the sum is right at every level of noise, also where the classifier’s part of it is small: there the rings cannot be told apart, and no particle has gone to either.',
          few: 'At each single step it is a nudge. But the sum is not “a bit more”: it is exactly the score of the outer ring alone, so each step is the step of a model that never saw the inner one.',
        },
      },
      reveal: ({ share, ofData }: { share: number; ofData: number }) =>
        `${perCent(share, 1)} %; of the points ${perCent(ofData)} % belong to it. At w = 1, with an exact classifier, this samples from p(x|y) itself; only the steps are not infinitely short.`,
      notes:
        'Let them vote. Play it afterwards with the map of classes on. Then set w to 0 and to 3 in the settings, if there is time: at 0 both rings are filled.',
    },
    reader: {
      title: 'It has to have seen noise',
      text: [
        'Pictures have no exact classifier, so one is learned. A usual one has seen clean digits only. Of noise it may say anything, and it may sound sure.',
        'This page has a small one that was trained on noisy digits of every t, and is told t. Drag to the right: how long do you read the digit yourself?',
      ],
      question: {
        ask: 'From which t on does the classifier give the right digit a probability below one half, on average over eight noises?',
        tempting: {
          low: 'It is a small network, and the picture looks hopeless. But it has seen tens of thousands of noisy digits: it adds up many faint pixels.',
          high: 'You still seem to see something. But you know which digit to look for; the classifier does not.',
        },
      },
      reveal: ({ t, clean, at600, end }: { t: number; clean: number; at600: number; end: number }) =>
        `At t = ${integer(t)}. It gives the clean picture ${perCent(clean)} %, at t = 600 ${perCent(at600)} %, at t = 950 ${perCent(end)} %. In more noise than that it hardly leads: what the first steps of the way back decide is not its doing.`,
      notes:
        'Ask: “What would a classifier of clean digits say of pure noise?” It would name a digit, often with confidence. That is why Dhariwal and Nichol train theirs on noisy pictures.',
    },
    digits: {
      title: 'Bayes with learned parts',
      text: [
        'The network of digits is asked for no digit in particular. The classifier’s gradient is added, for sevens. By Bayes’ rule w = 1 is right.',
        'Nine pictures are made at once, and the classifier reads each of them when they are done.',
      ],
      question: {
        ask: 'How many of the nine will be read as a seven?',
        unit: 'of 9',
        tempting: {
          high: 'In the plane w = 1 led all of them. But there score and classifier were exact. Here the gradient of a learned classifier is weaker and rougher than the true one.',
          low: 'Without guidance about one in ten would be a seven. The gradient does lead, if not all of them.',
        },
      },
      reveal: ({ right, strong, samples }: { right: number; strong: number; samples: number }) =>
        `${integer(right)} of ${integer(samples)}. With the gradient taken ten times, w = 10, it is ${integer(strong)} – which Bayes’ rule does not justify. Dhariwal and Nichol met the same, and made the scale a knob. What turning it costs is the next lesson.`,
      notes:
        'They will say nine, having just seen the plane. Let them look at the pictures: some are sevens for the classifier only. Then w = 10. Ask what p(x)·p(y|x)¹⁰ would be.',
    },
  },
} as const satisfies LessonWords
