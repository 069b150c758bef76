import { useEffect, useState } from 'react'
import { text } from '../../i18n'
import { integer } from '../../i18n/format/numbers'
import { takeText } from '../../i18n/take'
import { Choice } from '../../ui/choice'
import { NumberInput } from '../../ui/number-input'
import { usePlayer, useWalk } from '../run/context'
import { CaptionChecks } from './caption-checks'
import { ExportBar } from './export-bar'
import { FILM_KINDS, type FilmKind, possibleKinds } from './film-kinds'
import { hasLittleMemory, mostPixels } from './limits'
import { MissingFrames } from './missing-frames'
import styles from './take-dialog.module.css'
import { useExport } from './use-export'
import { type Fact, walkFrames } from './walk-cells'
import {
  FILM_RATES,
  FILM_SIDES,
  type FilmChoice,
  type FilmRate,
  type FilmSide,
  makeFilmFile,
  planFilm,
} from './walk-film'

/** What this browser can write in a size; a GIF until that is known. */
function usePossibleKinds(width: number, height: number): readonly FilmKind[] | undefined {
  const [kinds, setKinds] = useState<readonly FilmKind[]>()
  useEffect(() => {
    let isLate = false
    void possibleKinds({ width, height }).then((foundKinds) => {
      if (!isLate) setKinds(foundKinds)
    })
    return () => {
      isLate = true
    }
  }, [width, height])
  return kinds
}

/** Says what this browser cannot write, and what it can. */
function KindNote({ kinds }: { kinds: readonly FilmKind[] | undefined }) {
  const words = takeText.film
  const missing = FILM_KINDS.filter((kind) => kinds && !kinds.includes(kind))
  const [only] = missing
  if (!only) return null
  const other = kinds?.find((kind) => kind !== 'gif')
  return (
    <p className={styles.explain} role="note">
      {other ? words.only(words.kinds[other], words.kinds[only]) : words.noVideo}
    </p>
  )
}

/** Frames that a film has at first, at most. */
const USUAL_FRAMES = 101

function FilmFields({ choice, onChange }: { choice: FilmChoice; onChange: (patch: Partial<FilmChoice>) => void }) {
  const words = takeText.film
  const { last } = walkFrames(usePlayer())
  return (
    <>
      <NumberInput
        name={words.frames}
        less={text.less}
        more={text.more}
        value={choice.frames}
        min={1}
        max={last + 1}
        onChange={(frames) => {
          onChange({ frames: Math.round(frames) })
        }}
      />
      <Choice
        name={words.size}
        value={String(choice.side)}
        options={FILM_SIDES.map((value) => ({ value: String(value), label: words.sizes[value] }))}
        onChange={(side) => {
          onChange({ side: Number(side) as FilmSide })
        }}
      />
      <Choice
        name={words.rate}
        value={String(choice.rate)}
        options={FILM_RATES.map((value) => ({ value: String(value), label: integer(value) }))}
        onChange={(rate) => {
          onChange({ rate: Number(rate) as FilmRate })
        }}
      />
      <CaptionChecks
        facts={choice.facts}
        onChange={(facts: Fact[]) => {
          onChange({ facts })
        }}
      />
    </>
  )
}

/** Saves the walk as a film. */
export function FilmForm() {
  const words = takeText.film
  const player = usePlayer()
  useWalk(({ run }) => run.recorded) // the number of frames follows it
  useWalk(({ settings }) => settings.direction)
  const [wantedFilm, setWanted] = useState<FilmChoice>({ frames: USUAL_FRAMES, side: 512, rate: 10, facts: ['t'] })
  const [kindWanted, setKind] = useState<FilmKind>('gif')
  const { job, start } = useExport()
  const choice = { ...wantedFilm, frames: Math.min(wantedFilm.frames, walkFrames(player).last + 1) }
  const plan = planFilm(player, choice, mostPixels(hasLittleMemory()))
  const kinds = usePossibleKinds(plan?.width ?? 2, plan?.height ?? 2)
  const kind = kinds?.includes(kindWanted) ? kindWanted : 'gif'
  return (
    <>
      <p className={styles.explain}>{words.explain}</p>
      <MissingFrames />
      <div className={styles.fields}>
        <Choice
          name={words.kind}
          value={kind}
          options={FILM_KINDS.map((value) => ({
            value,
            label: words.kinds[value],
            disabled: !(kinds ?? ['gif']).includes(value),
          }))}
          onChange={setKind}
        />
        <FilmFields
          choice={choice}
          onChange={(patch) => {
            setWanted((before) => ({ ...before, ...patch }))
          }}
        />
      </div>
      <KindNote kinds={kinds} />
      <p className={styles.summary}>
        {plan ? words.summary(plan.film.frames, plan.width, plan.height, plan.seconds) : words.tooLarge}{' '}
        {plan?.smaller && words.smaller}
      </p>
      <ExportBar
        save={words.save(words.kinds[kind])}
        disabled={!plan}
        job={job}
        onStart={() => {
          if (plan) start(makeFilmFile(plan, kind))
        }}
      />
    </>
  )
}
