import { lessonsText } from '../../i18n/lessons'
import { surest } from '../../walk/classifier/readings'
import { classCount } from '../../walk/model/classes'
import { modelOf } from '../../walk/model/models'
import { startOfRun } from '../../walk/model/path'
import { scheduleOf } from '../../walk/model/schedules'
import type { Settings } from '../../walk/model/settings'
import { level, correlationOf, meanOf, meanPicture, rmsDifference } from '../../diffusion'
import { T } from '../../runs/timeline'
import type { Instruments } from '../instruments/instruments'
import { endOf, endsOf, inkOf, toShownPicture } from '../instruments/pictures'
import { remembered } from '../instruments/remembered'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.digit.steps

/** The digit that is asked for in the place of the one on the screen: an eight, or of an eight a three. */
const otherLabel = ({ label }: Settings): number => (label === 8 ? 3 : 8)

/** Of four noises, those whose pictures are offered; the first is the one on the screen. */
const OFFERED = [0, 1, 3] as const

/** The digit on the screen; and three pictures of the other digit, one from the same noise, in an order that the seed decides. */
const pairs = remembered(async ({ walk }) => {
  const { settings } = walk
  const [same, others] = await walk.walks([{ samples: 1 }, { label: otherLabel(settings), samples: 4 }])
  if (!same || !others) throw new NothingToMeasure()
  const ownPlace = (settings.seed + 1) % 3
  const order = OFFERED.map((_, place) => OFFERED[(place - ownPlace + 3) % 3] ?? 0)
  return { settings, here: endOf(same), own: ownPlace, pictures: order.map((sample) => endOf(others, sample)) }
})

export async function otherPictures(instruments: Instruments) {
  const { settings, pictures } = await pairs(instruments)
  return pictures.map((picture) => toShownPicture(picture, settings))
}

/** Which picture of the other digit is from the noise on the screen, and how like each is to the digit there. */
export async function measurePair(instruments: Instruments) {
  const { here, own: ownPlace, pictures } = await pairs(instruments)
  const likeness = pictures.map((picture) => correlationOf(picture, here))
  const figures = {
    sameNoise: likeness[ownPlace] ?? NaN,
    next: Math.max(...likeness.filter((_, place) => place !== ownPlace)),
  }
  return { truth: ownPlace, figures, reveal: () => words().pair.reveal(figures) }
}

/** In how many pairs a digit is more like the other digit of its own noise than like that of the next noise. */
const closerPairs = (here: readonly Float32Array[], there: readonly Float32Array[]): number =>
  here.filter((digit, i) => {
    const [ownPicture, next] = [there[i] ?? digit, there[(i + 1) % there.length] ?? digit]
    return correlationOf(digit, ownPicture) > correlationOf(digit, next)
  }).length

/** Of the noises on the screen: what their digits have in common with another digit of the same noises, and with ones. */
export async function measureStays({ walk }: Instruments) {
  const run = await walk.finish()
  const { size } = modelOf(run.settings)
  const [others, ones] = await walk.walks([{ label: otherLabel(run.settings) }, { label: 1 }])
  if (!others || !ones || run.settings.samples < 4) throw new NothingToMeasure()
  const [here, there] = [endsOf(run), endsOf(others)]
  const [ink, inkThere] = [here, there].map((pictures) => pictures.map((picture) => inkOf(picture, size)))
  const inkCorrelation = (of: 'share' | 'slant') =>
    correlationOf(ink?.map((each) => each[of]) ?? [], inkThere?.map((each) => each[of]) ?? [])
  const figures = {
    pairs: closerPairs(here, there),
    ones: closerPairs(here, endsOf(ones)),
    of: here.length,
    strokes: inkCorrelation('share'),
    slant: inkCorrelation('slant'),
  }
  return { truth: figures.pairs, figures, reveal: () => words().stays.reveal(figures) }
}

/** The first guess for nothing in particular; and one digit's, the mean of all digits', and plain grey as bright as that. */
const guesses = remembered(async ({ walk }) => {
  const { settings } = walk
  const { menus, hasNullClass } = modelOf(settings)
  if (!hasNullClass || settings.process !== 'discrete') throw new NothingToMeasure()
  const at = level(scheduleOf(settings).schedule, T)
  const xt = startOfRun({ ...settings, samples: 1 }, at, undefined)
  const labels = [...Array.from({ length: classCount(menus) }, (_, label) => label), null]
  const all = (await walk.ask(labels.map((label) => ({ xt, at, label })))).map(({ x0Hat }) => x0Hat)
  const [none, ofClasses] = [all.at(-1) ?? xt, all.slice(0, -1)]
  const mean = meanPicture(ofClasses)
  const distances = ofClasses.map((guess) => rmsDifference(guess, none))
  const nearest = ofClasses[distances.indexOf(Math.min(...distances))] ?? xt
  return { none, settings, pictures: [nearest, mean, mean.map(() => meanOf(mean))] as const }
})

export async function guessPictures(instruments: Instruments) {
  const { settings, pictures } = await guesses(instruments)
  return pictures.map((picture) => toShownPicture(picture, settings))
}

export async function measureNothing(instruments: Instruments) {
  const { none, pictures } = await guesses(instruments)
  const [one, mean, grey] = pictures.map((picture) => rmsDifference(none, picture)) as [number, number, number]
  const figures = { one, mean, grey }
  return {
    truth: [one, mean, grey].indexOf(Math.min(one, mean, grey)),
    figures,
    reveal: () => words().nothing.reveal(figures),
  }
}

/** From these t the noisy picture walks back. */
const LATE = Array.from({ length: 13 }, (_, i) => 300 + 50 * i)

/** From which t on the noisy picture becomes the digit that is asked for, as the classifier reads it. */
export async function measureLate({ walk }: Instruments) {
  const { label } = walk.settings
  if (label === null) throw new NothingToMeasure()
  const walks = await walk.walks(
    LATE.map((from) => ({ from, samples: 1 as const, steps: 20 })),
    { reading: true },
  )
  const matches = walks.map(({ reading }) => {
    if (!reading) throw new NothingToMeasure()
    return surest(reading, 0, reading.length).label === label
  })
  const since = matches.lastIndexOf(false) + 1
  const figures = { t: LATE[since] ?? T, first: Number(matches[0]) }
  return { truth: figures.t, figures, reveal: () => words().late.reveal(figures) }
}
