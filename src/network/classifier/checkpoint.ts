import { cardFile, parseFiles, parseLabels, type CardFile } from '../checkpoint/card'
import {
  get,
  integer,
  isObject,
  list,
  numbers,
  object,
  oneOf,
  parseObject,
  real,
  reject,
  text,
  type Fields,
} from '../checkpoint/fields'
import type { FetchOptions } from '../checkpoint/fetch-files'
import { fetchFolder } from '../checkpoint/fetch-folder'
import { parseSafetensors, type Weight } from '../checkpoint/safetensors'
import { parseForwardProcess, type Betas } from '../checkpoint/scheduler'
import { classifierTensors, parseClassifierConfig, type ClassifierConfig } from './config'

/** A classifier of noisy pictures, completely checked. */
export interface ClassifierCheckpoint {
  readonly card: ClassifierCard
  readonly config: ClassifierConfig
  /** The forward process whose noisy pictures it was trained on. */
  readonly betas: Betas
  readonly weights: ReadonlyMap<string, Weight>
  readonly probe: readonly ClassifierProbe[]
}

interface ClassifierCard {
  readonly title: string
  /** The name of each class, in the order of the logits. */
  readonly labels: readonly string[]
  /** Its measured accuracy, by ascending noise; empty if the card does not give it. */
  readonly accuracy: readonly Accuracy[]
  readonly files: ReadonlyMap<string, CardFile>
}

/** The share of real pictures, noised to a timestep in 0..T−1, that it classifies correctly. */
export type Accuracy = readonly [timestep: number, share: number]

/** A stored input, and PyTorch's outputs for it. */
interface ClassifierProbe {
  /** The network's timestep, in 0..T−1. */
  readonly t: number
  readonly class: number
  readonly x: Float32Array // [in_channels, size, size]
  readonly logits: Float32Array // [num_classes]
  /** ∇ₓ log p(class | x). */
  readonly gradient: Float32Array // [in_channels, size, size]
}

export const classifierFiles = {
  config: 'classifier/config.json',
  weights: 'classifier/diffusion_pytorch_model.safetensors',
  scheduler: 'scheduler/scheduler_config.json',
  probe: 'probe.json',
} as const

export type ClassifierFiles = Record<keyof typeof classifierFiles, Uint8Array>

/**
 * Fetches a classifier's card and the files that it names, verifies and parses them, with the same checks as for a network.
 *
 * @param baseUrl its folder, absolute or relative to the worker
 * @throws CheckpointError, or the signal's AbortError
 */
export async function fetchClassifier(baseUrl: string, options: FetchOptions = {}): Promise<ClassifierCheckpoint> {
  const names = Object.keys(classifierFiles) as (keyof typeof classifierFiles)[]
  const { card, bytes } = await fetchFolder(
    baseUrl,
    parseClassifierCard,
    names.map((name) => classifierFiles[name]),
    options,
  )
  return parseClassifier(
    card,
    Object.fromEntries(names.map((name) => [name, bytes.get(classifierFiles[name])])) as ClassifierFiles,
  )
}

export function parseClassifierCard(bytes: Uint8Array): ClassifierCard {
  const card = parseObject(cardFile, bytes)
  oneOf(card, 'format', [1])
  return {
    title: text(card, 'title'),
    labels: parseLabels(card),
    accuracy: parseAccuracy(card),
    files: parseFiles(card, Object.values(classifierFiles)),
  }
}

function parseAccuracy(card: Fields): readonly Accuracy[] {
  if ((get(card, 'quality') ?? null) === null || get(object(card, 'quality'), 'testAccuracyByTimestep') === undefined)
    return []
  const shares = object(object(card, 'quality'), 'testAccuracyByTimestep')
  const timesteps = Object.keys(shares.value)
  if (timesteps.length > 100 || !timesteps.every((t) => /^\d{1,5}$/.test(t)))
    reject(shares, timesteps[0] ?? '', ['at-most-timesteps', 100])
  return timesteps.map((t) => [Number(t), real(shares, t, 0, 1)])
}

/** Parses and checks the bytes of all files. @throws CheckpointError */
export function parseClassifier(card: ClassifierCard, files: ClassifierFiles): ClassifierCheckpoint {
  const config = parseClassifierConfig(classifierFiles.config, files.config)
  if (card.labels.length !== config.num_classes) {
    const fields = { file: cardFile, path: '', value: { labels: card.labels } }
    reject(fields, 'labels', ['one-label-a-class', config.num_classes])
  }
  return {
    card,
    config,
    betas: parseForwardProcess(classifierFiles.scheduler, files.scheduler),
    weights: parseSafetensors(classifierFiles.weights, files.weights, classifierTensors(config)),
    probe: parseClassifierProbe(classifierFiles.probe, files.probe, config),
  }
}

function parseClassifierProbe(
  file: string,
  bytes: Uint8Array,
  { in_channels, sample_size, num_classes }: ClassifierConfig,
): readonly ClassifierProbe[] {
  const probe = parseObject(file, bytes)
  const cases = list(probe, 'cases', 16)
  if (cases.length === 0) reject(probe, 'cases', ['some-case'])
  const values = in_channels * sample_size ** 2
  return cases.map((value, i) => {
    if (!isObject(value)) return reject(probe, 'cases', ['objects'])
    const fields = { file, path: `cases[${i}]`, value }
    return {
      t: real(fields, 't', 0, 10_000),
      class: integer(fields, 'class', 0, num_classes - 1),
      x: numbers(fields, 'x', values),
      logits: numbers(fields, 'output', num_classes),
      gradient: numbers(fields, 'gradient', values),
    }
  })
}
