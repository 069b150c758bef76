import { figure, measurement } from '../format/figures'
import { count, perCent, integer } from '../format/numbers'

const lanesOf = (places: readonly number[]) =>
  `${places.length === 1 ? 'Lane' : 'Lanes'} ${places.map((place) => integer(place + 1)).join(', ')}`

/** How often the pictures of a race's lanes are the digits that were asked for. */
export const quality = {
  title: 'How often it draws what was asked for',
  intro:
    'One picture says little of a sampler; many can be counted. Each lane draws sixteen digits at a time, asked for 0 to 9 in turn, and a classifier of digits names what came out.',
  pictures: 'Pictures of each',
  at: 'Evaluations',
  ats: { curve: 'a curve: 5, 10, 20, 40', race: 'as in the race' },
  atsExplain: {
    curve: 'Each lane walks within 5, 10, 20 and 40 evaluations, whatever the race allows.',
    race: 'Each lane walks once as the race allows it.',
  },
  draw: (evaluations: number) =>
    evaluations === 0 ? 'Draw and count' : `Draw and count (${count(evaluations)} evaluations)`,
  drawExplain: 'Walks many pictures in each lane, beside the walk, until all are there or you stop it.',
  stop: 'Stop',
  stopExplain: 'What was counted stays.',
  save: 'Save as CSV',
  saveExplain: 'A table with all that is needed to draw the same pictures again: settings, seeds and links.',
  progress: {
    name: 'Pictures drawn',
    loads: 'Loading …',
    draws: 'Drawing and counting …',
    done: 'All pictures are counted.',
    stopped: 'Stopped; what was counted stays.',
    lost: 'The device was lost; its last pictures were drawn again.',
  },
  leftOut: {
    unread: (places: readonly number[]) =>
      `${lanesOf(places)}: not counted, because the page has no classifier of what this network draws.`,
    led: (places: readonly number[]) =>
      `${lanesOf(places)}: not counted, because the classifier that would name the pictures leads the walk.`,
    refused: (places: readonly number[]) =>
      `${lanesOf(places)}: not counted, because the sampler chooses itself how often it asks.`,
  },
  noClassifier: 'The classifier of digits did not come, so nothing was counted here.',
  curve: 'Curve',
  curves: {
    share: {
      name: 'named as asked',
      explain: 'What share of the pictures the classifier names as they were asked for.',
      chart:
        'Share of pictures that are named as asked, over the evaluations of a walk, with 95 % intervals: a line for each lane.',
      y: '% named as asked',
    },
    kernel: {
      name: 'kernel distance',
      explain:
        'KID: how far the classifier’s features of the pictures are from those of 4,000 real digits. Of as good as real ones it is 0 in the mean, whatever their number.',
      chart:
        'Kernel distance of the pictures to real digits, over the evaluations of a walk, with 95 % intervals: a line for each lane.',
      y: 'kernel distance',
    },
    frechet: {
      name: 'Fréchet distance',
      explain:
        'FID of the same features. It falls as pictures are added, so that it is measured when all lanes have equally many, and compared with its floor.',
      chart:
        'Fréchet distance of the pictures to real digits, over the evaluations of a walk, with the floor of so many pictures: a line for each lane.',
      y: 'Fréchet distance',
    },
  },
  x: 'evaluations',
  chance: 'chance',
  floor: 'floor',
  floorOf: (n: number, floor: number, error: number) =>
    `Fréchet distance of the first ${count(n)} pictures of each. Its floor is ${measurement(floor, error)}: so far are ${count(n)} real digits from the others.`,
  measured: measurement,
  distanceOf: figure,
  table: 'Pictures named as asked',
  n: 'pictures',
  share: 'named as asked',
  interval: '95 % interval',
  of: (evaluations: number | null) => (evaluations === null ? '–' : count(evaluations)),
  count,
  shareOf: (share: number) => `${perCent(share, 1)} %`,
  intervalOf: (low: number, high: number) => `${perCent(low, 1)}–${perCent(high, 1)} %`,
  none: '–',
  sameNoise:
    'All lanes draw the same digits from the same noise. Each interval (Wilson’s) is of its lane alone: with 95 % confidence the share of very many pictures lies in it.',
  meaning:
    'It counts what can be read, not what is beautiful or varied: a lane that drew the same perfect 3 each time that it is asked for one would do well. The classifier errs, too, on about one real digit in a hundred.',
  distance:
    'The distances are of 64 features of this classifier, not of Inception’s, so their size means nothing beside figures of papers. They are to 4,000 digits of MNIST’s test set, 400 of each class.',
  noReference: 'Distances to real digits (KID, FID) are not shown, because the features of real digits did not come.',
}
