import { descentDirection, guessLosses, simpleLoss, squaredErrors } from '../../diffusion'
import { learnedText } from '../../i18n/learned'
import { Words } from '../../ui/words'
import { around, roundAround } from '../inspect/grey'
import { ValuePicture } from '../inspect/value-picture'
import { classTitle } from '../model/class-words'
import { valuesOf } from '../model/models'
import { useModel, usePlayer, useWalk } from '../run/context'
import { shownRange } from '../run/walk-run'
import { drawNoise, drawnExample, type Pictures } from './draws'
import styles from './learned.module.css'
import type { Lesson, LessonAnswer } from './lesson'

const stateGrey = around(shownRange.xt)
const noiseGrey = around(shownRange.epsHat)

/** What the lines that are done have made, as pictures; what is still to come is empty. */
export function TrainingPictures({
  line,
  answer,
  pictures,
  draws,
}: Pick<Lesson, 'line' | 'answer' | 'draws'> & { pictures: Pictures }) {
  const player = usePlayer()
  const model = useModel()
  const words = learnedText.training
  const current = line === 5 ? answer : undefined
  const example = current?.example ?? drawnExample(player, pictures, draws)
  const eps = line >= 4 ? example.eps : undefined
  const epsHat = current?.denoised.epsHat
  const errors = current && squaredErrors(current.example.eps, current.denoised.epsHat)
  const push = current && descentDirection(current.example.eps, current.denoised.epsHat)
  const epsHatNote = words.notes.epsHat[model.prediction]
  const rows = [
    { key: 'x0', values: example.x0, grey: stateGrey, tone: 'signal', note: undefined },
    { key: 'eps', values: eps, grey: noiseGrey, tone: 'noise', note: words.notes.eps },
    { key: 'xt', values: line >= 5 ? example.xt : undefined, grey: stateGrey, note: words.notes.xt(example.at.t) },
    { key: 'epsHat', values: epsHat, grey: noiseGrey, tone: 'noise', note: epsHatNote },
    {
      key: 'error',
      values: errors,
      grey: { low: 0, high: errors ? roundAround(errors).high : 1 },
      note: words.notes.error,
    },
    { key: 'push', values: push, grey: push ? roundAround(push) : around(1), note: words.notes.push },
  ] as const
  return (
    <div className={styles.pictures}>
      {rows.map(({ key, values, grey, note, ...rest }) => (
        <ValuePicture
          key={key}
          name={words.names[key]}
          note={note}
          label={words.names[key]}
          values={values}
          shape={model}
          grey={grey}
          tone={'tone' in rest ? rest.tone : undefined}
        />
      ))}
    </div>
  )
}

/** The squared error as a number, beside that of who knows nothing. */
export function Loss({ answer }: { answer: LessonAnswer }) {
  const model = useModel()
  const seed = useWalk(({ settings }) => settings.seed)
  const words = learnedText.training
  const { example, denoised } = answer
  const size = valuesOf(model)
  const [zeros, noise] = [
    guessLosses(example, new Float32Array(size)).epsilon,
    guessLosses(example, drawNoise(seed, 0, size, 2)).epsilon,
  ]
  const loss = simpleLoss(example.eps, denoised.epsHat)
  return (
    <>
      <p className={styles.figure} data-loss={loss}>
        <Words>{words.loss(loss)}</Words>
      </p>
      <p className={styles.note}>
        <Words>{words.against(zeros, noise)}</Words> <Words>{words.told(classTitle(model.menus, example.label))}</Words>
      </p>
      <p className={styles.note}>
        <Words>{words.push}</Words>
      </p>
    </>
  )
}
