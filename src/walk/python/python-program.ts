import { isPureNoise, levelAt } from '../../diffusion'
import { modelOf } from '../model/models'
import { stretchesOf } from '../model/past'
import type { Settings } from '../model/settings'
import { network, noise, opening, type ProgramSource, type ProgramStretch, seed, start } from './python-parts'
import { isPlain, plainDefinitions, plainLoop, plainStart } from './python-plain'
import { sumsDefinitions, sumsLoop, sumsStart } from './python-sums'

/** The part of a walk that our Python programs cannot express. */
export type NoProgram = 'sampler' | 'variance' | 'classifier' | 'start' | 'network'

/**
 * Whether diffusers gives the network the same input as the page does. It does not if the network takes times or classes in a way of
 * its own; and on pure noise, x̂₀ from ε would be a division by 0.
 */
function isAskedAlike(settings: Settings): boolean {
  const { takesPlainInputs, prediction, training } = modelOf(settings)
  return takesPlainInputs && !(prediction === 'epsilon' && isPureNoise(levelAt(training, training.tMax)))
}

/** What of settings without a past a program cannot express. */
function lacking(settings: Settings): NoProgram | undefined {
  const { sampler, variance, guide, from } = settings
  if (sampler === 'rk45') return 'sampler'
  if (sampler === 'ddpm' && (variance === 'analytic' || (variance === 'learned' && !isPlain(settings))))
    return 'variance'
  if (guide === 'classifier') return 'classifier'
  if (from === 'inverted') return 'start'
  return isAskedAlike(settings) ? undefined : 'network'
}

/** The part of a walk that a program cannot express; undefined if there is none. */
export const noProgram = (settings: Settings): NoProgram | undefined =>
  stretchesOf(settings)
    .map((stretch) => lacking(stretch.settings))
    .find((reason) => reason !== undefined)

/** The stretches of a run up to a frame. */
export const stretchesTo = ({ settings, frame, ...rest }: ProgramSource): readonly ProgramStretch[] =>
  stretchesOf(settings)
    .filter(({ since }, i) => i === 0 || since < frame)
    .map((stretch) => ({ ...rest, ...stretch, frame, until: Math.min(stretch.until, frame) }))

const definitions = (stretch: ProgramStretch): string =>
  isPlain(stretch.settings) ? plainDefinitions(stretch) : sumsDefinitions(stretch)

const loop = (stretch: ProgramStretch): string => (isPlain(stretch.settings) ? plainLoop(stretch) : sumsLoop(stretch))

/** What a branch does from the frame at which it left the stretch before it. */
const branch = (stretch: ProgramStretch, before: ProgramStretch): string => `

# The branch: from frame ${stretch.since} on with these settings.
${stretch.settings.model === before.settings.model ? seed(stretch.settings) : network(stretch)}
${definitions(stretch)}
${loop(stretch)}`

/** The walk of a stretch that begins at noise or at the forward walk's picture, once there are its network and the noise. */
export const walkOf = (first: ProgramStretch): string => `${definitions(first)}
${start(first, ...(isPlain(first.settings) ? plainStart : sumsStart(first)))}
${loop(first)}`

/** Saves the state. @param frame that it is */
export function saving(settings: Settings, frame: number, name: string): string {
  const values = isPlain(settings)
    ? 'values in [-1, 1], black to white'
    : `frame ${frame}, as the page's sampler has it: of variance alpha² + sigma²`
  return `np.save("${name}", x.numpy())  # ${values}`
}

/** A short Python program that makes this frame with the page's noise. @throws if `noProgram` gives a reason */
export function pythonProgram(program: ProgramSource): string {
  const reason = noProgram(program.settings)
  if (reason) throw new Error(`no program: ${reason}`)
  const [first, ...later] = stretchesTo(program)
  if (!first) throw new Error('a run has a stretch')
  const before = [first, ...later]
  const last = before.at(-1) ?? first
  return `${opening(`Frame ${program.frame} of a walk on ${program.link}`)}
${network(first)}

${noise(first.settings)}

${walkOf(first)}${later.map((stretch, i) => branch(stretch, before[i] ?? first)).join('')}
${saving(last.settings, program.frame, 'frame.npy')}
`
}
