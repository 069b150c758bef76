import { useMemo, useSyncExternalStore } from 'react'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import type { Slot } from '../../engine/protocol/plane'
import { usePlane } from '../context'
import type { Player } from '../player'
import styles from './learn-panel.module.css'
import { freshDraws, meanNearest, MOST } from './recalled'

const number = (distance: number) => fixed(distance, 3)

/** The particles of a stage when they have reached the data; undefined before. */
function useAtData(player: Player, slot: Slot): Float32Array | undefined {
  return useSyncExternalStore(player.subscribe.bind(player), () => {
    const frame = player.plane.store.getState().settings.direction === 'reverse' ? player.stageFrame(slot) : undefined
    return frame?.at.noise === 0 ? frame.xt : undefined
  })
}

/** Shows how near the particles of a stage lie to the data, and whose answer they followed. */
function Nearest({ player, slot }: { player: Player; slot: Slot }) {
  const words = planeText.planeLearning.recall
  const particles = useAtData(player, slot)
  const points = usePlane((state) => state.points)
  const distance = useMemo(() => particles && meanNearest(particles, points.xy), [particles, points])
  const who = usePlane(({ settings }) => (slot === 0 ? settings : settings.beside)?.answerer)
  if (!who) return null
  return (
    <p className={styles.pair}>
      {words.particles[who]} <output>{distance === undefined ? words.unknown : number(distance)}</output>
    </p>
  )
}

/** Shows whether particles repeat the points or are new ones: their distance to the nearest point, beside that of fresh draws. */
export function Recall({ player }: { player: Player }) {
  const words = planeText.planeLearning.recall
  const { points: ref, seed, guidance } = usePlane((state) => state.settings)
  const points = usePlane((state) => state.points)
  const fresh = useMemo(() => {
    const draws = freshDraws({ points: ref, seed }, guidance, MOST)
    return draws && meanNearest(draws, points.xy)
  }, [ref, seed, guidance, points])
  return (
    <div className={styles.error}>
      <p className={styles.name}>{words.name}</p>
      <Nearest player={player} slot={0} />
      <Nearest player={player} slot={1} />
      {fresh !== undefined && (
        <p className={styles.pair}>
          {words.fresh} <output>{number(fresh)}</output>
        </p>
      )}
      <p className={styles.note}>
        {words.explain} {fresh === undefined ? words.noFresh : words.read}
      </p>
    </div>
  )
}
