import { expect } from 'vitest'
import { faultText } from '../../../src/i18n'
import '../../../src/i18n/files' // its faults
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { CheckpointError } from '../../../src/network/errors'
import { watched } from '../checkpoint-files'

// Folders of others that are refused, and what a refusal must say.

export const weights = 'diffusion_pytorch_model.safetensors'

/** What a folder is refused for, and whether its weights had been asked for by then. */
export async function refusal(
  files: ReadonlyMap<string, Blob>,
): Promise<{ error: CheckpointError; askedForWeights: boolean }> {
  const { source, askedForWeights } = watched(files)
  const error: unknown = await openForeign(source).then(
    () => 'accepted',
    (reason: unknown) => reason,
  )
  if (error instanceof CheckpointError) return { error, askedForWeights: askedForWeights() }
  throw error
}

export type Change = (files: Map<string, Uint8Array<ArrayBuffer>>) => unknown

/** Each refusal's sentence says which file, and is a sentence. */
export function expectSentence({ code, details }: CheckpointError): void {
  const sentence = faultText(code, { ...details })
  expect(sentence).toMatch(/^\S.*[.)]$/)
  expect(sentence).not.toMatch(/undefined|null|\[object/)
  expect(sentence).toContain(details.file)
}
