import { oneLine } from '../description'
import { CheckpointError } from '../errors'
import { isSafePath } from './card'
import { get, isObject, object, parseObject, reject, type Fields } from './fields'
import { maxHeader } from './header'
import { currentName, isAlias, parseSafetensors, type Weight } from './safetensors'
import type { GetOptions, Source } from './source'

type Shapes = ReadonlyMap<string, readonly number[]>

/** The most bytes of all weight files together. */
const maxWeightBytes = 2 ** 29
const maxShards = 64
const maxIndex = 4 << 20

/** diffusers' names, in its own order of preference: all in one file, in several with an index, and the same in half precision. */
const stem = 'diffusion_pytorch_model'
const variants = ['', '.fp16', '.bf16'].map((variant) => ({
  single: `${stem}${variant}.safetensors`,
  // diffusers' name of an index, and its earlier one
  indices: [...new Set([`${stem}.safetensors.index${variant}.json`, `${stem}.safetensors${variant}.index.json`])],
}))
/** Names of files that only PyTorch opens: it runs the code in them. */
const pickles = ['.bin', '.bin.index.json', '.pt', '.pth', '.ckpt'].map((ending) => `${stem}${ending}`)

type LoadOptions = Pick<GetOptions, 'signal'> & {
  readonly onProgress?: ((received: number, total: number) => void) | undefined
}

/**
 * Finds and reads the weights of a network in a folder.
 *
 * @param folder the folder of the weights: "unet/", or "" for the source itself
 * @param expected name and shape of every tensor, from the config
 * @throws CheckpointError, or the signal's AbortError
 */
export async function loadWeights(
  source: Source,
  folder: string,
  expected: Shapes,
  { signal, onProgress }: LoadOptions,
): Promise<Map<string, Weight>> {
  const atMost = Math.min(maxWeightBytes, bytesOf(expected))
  for (const { single: singleName, indices } of variants) {
    const bytes = await source.get(`${folder}${singleName}`, { atMost, signal, onBytes: onProgress })
    if (bytes) return parseSafetensors(`${folder}${singleName}`, bytes, expected)
    for (const file of indices.map((name) => `${folder}${name}`)) {
      const index = await source.get(file, { atMost: maxIndex, signal })
      if (index) return loadShards(source, folder, parseIndex(file, index, expected), expected, { signal, onProgress })
    }
  }
  for (const name of pickles) {
    if (await source.has(`${folder}${name}`, signal)) throw new CheckpointError('pickle', { file: `${folder}${name}` })
  }
  throw new CheckpointError('absent', { file: `${folder}${stem}.safetensors`, expected: ['weights'] })
}

/** The greatest length, in bytes, of a safetensors file of these tensors as F32. */
function bytesOf(expected: Shapes): number {
  return (
    8 + maxHeader + [...expected.values()].reduce((sum, shape) => sum + shape.reduce((product, n) => product * n, 4), 0)
  )
}

/** The index of a sharded checkpoint → which tensors lie in which file. @throws CheckpointError */
export function parseIndex(file: string, bytes: Uint8Array, expected: Shapes): ReadonlyMap<string, readonly string[]> {
  const fields = object(parseObject(file, bytes), 'weight_map')
  const shards = new Map<string, string[]>()
  const names = new Set<string>()
  for (const [stored, shard] of Object.entries(fields.value)) {
    const name = currentName(stored)
    if (names.has(name) && isAlias(stored) && get(fields, name) === shard) continue
    if (!expected.has(name) || names.has(name))
      throw new CheckpointError('tensor-unexpected', { file, field: oneLine(stored) })
    names.add(name)
    const path = shardOf(fields, stored, shard)
    shards.set(path, [...(shards.get(path) ?? []), name])
    if (shards.size > maxShards) reject(fields, stored, ['at-most-files', maxShards])
  }
  const missing = [...expected.keys()].find((name) => !names.has(name))
  if (missing !== undefined) throw new CheckpointError('tensor-missing', { file, field: missing })
  return shards
}

function shardOf(fields: Fields, tensor: string, shard: unknown): string {
  const isSafe =
    typeof shard === 'string' && isSafePath(shard) && !shard.includes('/') && shard.endsWith('.safetensors')
  return isSafe ? shard : reject(fields, tensor, ['shard-name'])
}

/** One file after another; together no larger than one file may be. */
async function loadShards(
  source: Source,
  folder: string,
  shards: ReadonlyMap<string, readonly string[]>,
  expected: Shapes,
  { signal, onProgress }: LoadOptions,
): Promise<Map<string, Weight>> {
  const weights = new Map<string, Weight>()
  const total = bytesOf(expected)
  let before = 0
  let left = maxWeightBytes
  for (const [shard, names] of shards) {
    const file = `${folder}${shard}`
    const shardShapes = new Map(names.map((name) => [name, expected.get(name) as readonly number[]]))
    const start = before
    const bytes = await source.get(file, {
      atMost: Math.min(left, bytesOf(shardShapes)),
      signal,
      onBytes: (received) => onProgress?.(start + received, total),
    })
    if (!bytes) throw new CheckpointError('absent', { file, expected: ['shard'] })
    for (const [name, weight] of parseSafetensors(file, bytes, shardShapes)) weights.set(name, weight)
    before += bytes.length
    left -= bytes.length
  }
  onProgress?.(before, before)
  return weights
}

/** Whether a model_index.json names a part that turns the network's output into a picture: then it is no picture itself. */
export function checkPipeline(file: string, bytes: Uint8Array): void {
  const fields = parseObject(file, bytes)
  for (const key of ['vae', 'vqvae', 'movq', 'text_encoder', 'super_res_first']) {
    const part = get(fields, key)
    const there = Array.isArray(part) ? part.some((name) => name !== null) : isObject(part)
    if (there)
      throw new CheckpointError('unsupported', {
        file,
        field: key,
        found: ['present'],
        expected: ['picture-network'],
      })
  }
}
