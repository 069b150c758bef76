import type { NetworkPart } from '../../engine/protocol/look'

/** A block of the network, with its parts in the order of computation. */
export interface UBlock {
  readonly path: NetworkPart['path']
  readonly block: number
  readonly parts: readonly NetworkPart[]
}

/** One height of the U: what goes down there, and what comes up again and is joined to it. */
export interface UFloor {
  readonly down: UBlock
  readonly up: UBlock | undefined
}

export interface UShape {
  readonly floors: readonly UFloor[]
  readonly middle: UBlock | undefined
}

/** Consecutive parts of one block together. */
function blocksOf(parts: readonly NetworkPart[]): UBlock[] {
  const blocks: { path: NetworkPart['path']; block: number; parts: NetworkPart[] }[] = []
  for (const part of parts) {
    const last = blocks.at(-1)
    if (last?.path === part.path && last.block === part.block) last.parts.push(part)
    else blocks.push({ path: part.path, block: part.block, parts: [part] })
  }
  return blocks
}

/** A U-Net as it is drawn: floors from the finest to the coarsest, and the middle below them. */
export function uShape(parts: readonly NetworkPart[]): UShape {
  const blocks = blocksOf(parts)
  const going = blocks.filter(({ path }) => path === 'in' || path === 'down')
  const coming = blocks.filter(({ path }) => path === 'up' || path === 'out').toReversed()
  return {
    floors: going.map((down, i) => ({ down, up: coming[i] })),
    middle: blocks.find(({ path }) => path === 'middle'),
  }
}
