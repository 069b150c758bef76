import { seek } from '../../runs/playback'
import { lessonsText } from '../../i18n/lessons'
import { modelOf, valuesOf } from '../../walk/model/models'
import { toValues } from '../../walk/model/pixels'
import type { WalkRun } from '../../walk/run/walk-run'
import type { Instruments } from '../instruments/instruments'
import { endOf, greyShare, meanEnd, outOfFocus, toShownPicture } from '../instruments/pictures'
import { remembered } from '../instruments/remembered'
import { correlationOf, rmsDifference } from '../../diffusion'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.back.steps

/** x̂₀ of the step from frame `frame` on, of the first picture on the screen, [C·H·W], as exactly as it is shown. */
function guessAt({ frames, settings }: WalkRun, frame: number): Float32Array {
  const bytes = frames[frame + 1]?.x0Hat
  if (!bytes) throw new NothingToMeasure()
  return toValues(bytes.subarray(0, valuesOf(modelOf(settings))))
}

/** Walks beside the screen, from nine other noises. */
const OTHERS = { samples: 9, steps: 8 } as const

/** What the first guess looks like: like its noise, like the finished picture, or as sharp as neither. */
export async function measureGuess({ walk }: Instruments) {
  const run = await walk.finish()
  const guess = guessAt(run, 0)
  const [noise, end] = [run.frames[0]?.xt.subarray(0, guess.length) ?? guess, endOf(run)]
  const figures = {
    grey: greyShare(guess),
    greyAtEnd: greyShare(end),
    withNoise: correlationOf(guess, noise),
    withEnd: correlationOf(guess, end),
  }
  seek(walk.player, 1) // the screen shows the guess of which the answer speaks
  const likeness = figures.withEnd < 0.3 ? 'grey' : figures.grey > 2 * figures.greyAtEnd ? 'blurred' : 'sharp'
  return {
    truth: figures.withNoise > 0.5 ? 'noise' : likeness,
    figures,
    reveal: () => words().guess.reveal(figures),
  }
}

/** The first guess; and the finished picture, the same out of focus, and the mean of nine that other noises lead to. */
const candidates = remembered(async ({ walk }) => {
  const { settings } = walk
  const { size, channels } = modelOf(settings)
  // The walk on the screen once more, so that the screen stays at the first guess.
  const [same, others] = await walk.walks([{}, { ...OTHERS, seed: settings.seed + 1 }])
  const guess = same?.frames[1]?.x0Hat?.subarray(0, valuesOf(modelOf(settings)))
  if (!same || !guess || !others || channels !== 1) throw new NothingToMeasure()
  const end = endOf(same)
  return { guess, settings, pictures: [end, outOfFocus(end, size), meanEnd(others)] as const }
})

export async function averagedPictures(instruments: Instruments) {
  const { settings, pictures } = await candidates(instruments)
  return pictures.map((picture) => toShownPicture(picture, settings))
}

export async function measureAveraged(instruments: Instruments) {
  const { guess, pictures } = await candidates(instruments)
  const [end, focus, mean] = pictures.map((picture) => rmsDifference(guess, picture)) as [number, number, number]
  const figures = { end, focus, mean }
  return {
    truth: [end, focus, mean].indexOf(Math.min(end, focus, mean)),
    figures,
    reveal: () => words().mean.reveal(figures),
  }
}

/** The t at which half of the first guess's distance from the finished picture is gone, and what is left of it half way. */
export async function measureHalf({ walk }: Instruments) {
  const run = await walk.finish()
  const end = endOf(run)
  const distances = run.frames.slice(1).map((_, frame) => rmsDifference(guessAt(run, frame), end))
  const first = distances[0] ?? NaN
  const half = distances.findIndex((distance) => distance <= first / 2)
  const middle = run.times.findIndex((t) => t <= 500)
  const figures = { t: Math.round(run.times[half] ?? NaN), left: (distances[middle] ?? NaN) / first }
  return { truth: figures.t, figures, reveal: () => words().sharper.reveal(figures) }
}

/** From these t the same digit walks back: much noise, and little. */
const [FAR, NEAR] = [900, 300]

/** How far from the picture that was dissolved is what comes back. */
export async function measureAgain({ walk }: Instruments) {
  const { x0 } = await walk.forward(0)
  const both = await walk.walks([
    { from: FAR, steps: 20 },
    { from: NEAR, steps: 20 },
  ])
  await walk.finish() // the screen shows what has come back
  const [far, near] = both.map((each) => endOf(each))
  if (!far || !near) throw new NothingToMeasure()
  const figures = {
    far: rmsDifference(far, x0),
    near: rmsDifference(near, x0),
    grey: greyShare(far),
    greyOfPicture: greyShare(x0),
  }
  const other = figures.grey > 2 * figures.greyOfPicture ? 'noise' : 'other'
  return {
    truth: figures.far < 0.15 ? 'same' : other,
    figures,
    reveal: () => words().again.reveal(figures),
  }
}
