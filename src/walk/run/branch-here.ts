import { samplerInfo } from '../../diffusion'
import { play } from '../../runs/playback'
import { lastRecorded, stepsOf } from '../../runs/run'
import { samplerSpec } from '../../runs/sampler-settings'
import { nextSeed } from '../../runs/seed'
import { classCount } from '../model/classes'
import { modelOf } from '../model/models'
import { type Branch, choiceOf, type Settings } from '../model/settings'
import { asBranch, branchesOf } from './branches'
import { type Player, watchedRun } from './player'
import type { WalkRun } from './walk-run'

/** Whether a run can be left at a frame: the frame is there, and a step is left to be taken otherwise. */
export const canBranch = (run: WalkRun, frame: number): boolean => frame <= lastRecorded(run) && frame < stepsOf(run)

/** The past of a run that leaves the run of these settings at a frame. */
function pastAt(settings: Settings, at: number): Settings['past'] {
  const { past } = settings
  const before = past.filter(({ until }) => until < at)
  return [...before, { chosen: past[before.length]?.chosen ?? choiceOf(settings), until: at }]
}

/**
 * What a branch changes at first, so that it goes another way: the seed of the fresh noise, where a step draws any; else what the
 * network is asked for. Of a network that is asked for nothing, a deterministic sampler gives way to DDPM.
 */
function firstChange(settings: Settings, siblings: readonly Branch[]): Partial<Settings> {
  if (samplerInfo(samplerSpec(settings)).stochastic) {
    let seed = nextSeed(settings.seed)
    while (siblings.some(({ chosen: runSettings }) => runSettings.seed === seed)) seed = nextSeed(seed)
    return { seed }
  }
  const count = classCount(modelOf(settings).menus)
  if (count === 0) return settings.process === 'discrete' ? { sampler: 'ddpm' } : {}
  const free = Array.from({ length: count }, (_, i) => ((settings.label ?? -1) + 1 + i) % count)
  const label = free.find((each) => siblings.every(({ chosen: runSettings }) => runSettings.label !== each)) ?? free[0]
  return { label: label ?? null }
}

/** Leaves the run at the frame that is shown, for another one with the same past, and plays that. */
export function branchHere(player: Player): void {
  const { settings } = player.store.getState()
  const { frame } = settings
  if (settings.direction === 'forward' || !canBranch(watchedRun(player), frame)) return
  const knownBranches = settings.branches.length > 0 ? branchesOf(settings) : [asBranch(settings)]
  const branch = 1 + Math.max(...knownBranches.map(({ id }) => id))
  const past = pastAt(settings, frame)
  const siblings = knownBranches.filter(({ past: other }) => JSON.stringify(other) === JSON.stringify(past))
  const next: Settings = { ...settings, ...firstChange(settings, siblings), past, branch }
  player.store.setState({
    settings: { ...next, branches: [...knownBranches, asBranch(next)] },
  })
  play(player)
}
