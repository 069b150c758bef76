import { checkFits, deviceLimits, embeddableTimestep, readPacked, tidy, toNCHW, upload } from '../../../network'
import { type Answered, type AskFaultCode, MOST_ASKED, type Question } from '../../protocol/ask'
import { EngineFault } from '../engine-fault'
import type { Loaded } from './load'

const refuse = (code: AskFaultCode, details: Record<string, string | number>) => new EngineFault({ code, details })

/** @throws EngineFault `ask-states`, `ask-network` */
function check({ unet: { config }, schedule }: Loaded, { states, timesteps, labels }: Question): void {
  const { length: n } = timesteps
  const isTime = (t: number) => t >= 0 && t < schedule.T
  if (n < 1 || n > MOST_ASKED || labels.length !== n || !timesteps.every(isTime))
    throw refuse('ask-states', { found: n, most: MOST_ASKED })
  const expected = n * config.in_channels * config.sample_size ** 2
  if (states.length !== expected) throw refuse('ask-network', { found: states.length, expected })
}

/**
 * The network's raw answers to states of anybody's making. One evaluation, one read-back.
 *
 * @throws EngineFault `ask-states`, `ask-network`; CheckpointError where so many pictures do not fit; what the evaluation throws
 */
export async function answer(loaded: Loaded, question: Question): Promise<Answered> {
  check(loaded, question)
  const { states, timesteps, labels } = question
  const { unet, checkpoint } = loaded
  const { config } = unet
  const { length: n } = timesteps
  checkFits(config, deviceLimits(), 'unet/config.json', n)
  const started = performance.now()
  const parts = tidy(() => {
    const x = upload(states, [n, config.in_channels, config.sample_size, config.sample_size])
    const networkTimesteps = timesteps.map((t) => embeddableTimestep(config, t))
    const classes = labels.map((label) => label ?? checkpoint.card.nullClass)
    return unet.heads(x, networkTimesteps, classes).map(toNCHW)
  })
  const [output, variance] = await readPacked(parts).finally(() => {
    for (const part of parts) part.dispose()
  })
  return {
    status: 'answered',
    output: output ?? new Float32Array(),
    ...(variance && { variance }),
    ms: performance.now() - started,
  }
}
