import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { BlockMaps } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { greyBytes } from './grey'
import styles from './network.module.css'
import { ValuePicture } from './value-picture'

/** Maps that have come. */
export const shownMaps = ({ values, mapSide }: BlockMaps): number => Math.floor(values.length / mapSide ** 2)

/** One channel's map, and the ends of its scale. */
export function mapOf(maps: BlockMaps, place: number) {
  const each = maps.mapSide ** 2
  const channel = maps.firstChannel + place
  const [low, high] = [maps.least[channel] ?? NaN, maps.most[channel] ?? NaN]
  return {
    channel,
    values: maps.values.subarray(place * each, (place + 1) * each),
    grey: high > low ? { low, high } : { low: low - 1, high: low + 1 },
  }
}

/** Bytes of all maps, each on the scale of its own channel. */
function allBytes(maps: BlockMaps): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(maps.values.length)
  for (let place = 0; place < shownMaps(maps); place++) {
    const { values, grey } = mapOf(maps, place)
    bytes.set(greyBytes(values, grey), place * maps.mapSide ** 2)
  }
  return bytes
}

/** The output of one part of the network: all its channels small, and one of them large. */
export function Maps({ maps }: { maps: BlockMaps }) {
  const words = inspectText.network
  const canvas = useRef<HTMLCanvasElement>(null)
  const count = shownMaps(maps)
  const columns = Math.ceil(Math.sqrt(count))
  const [chosenPlace, setChosen] = useState(0)
  const place = Math.min(chosenPlace, count - 1)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, allBytes(maps), { channels: 1, size: maps.mapSide }, count)
  }, [maps, count])
  if (count === 0) return <p className={styles.note}>{words.noRoom}</p>
  const { channel, values, grey } = mapOf(maps, place)
  const choose = (next: number) => {
    setChosen(Math.max(0, Math.min(count - 1, next)))
  }
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>) => {
    const box = currentTarget.getBoundingClientRect()
    const [column, row] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height]
    const next = Math.floor(row * columns) * columns + Math.floor(column * columns)
    if (next < count) choose(next)
  }
  return (
    <div className={styles.maps}>
      <div
        className={styles.multiples}
        role="application"
        tabIndex={0}
        aria-label={words.maps(count, maps.channels)}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]
          if (by === undefined) return
          event.preventDefault()
          choose(place + by)
        }}
      >
        <PixelCanvas ref={canvas} label={words.maps(count, maps.channels)} />
        <i
          aria-hidden="true"
          style={{
            left: `${(100 * (place % columns)) / columns}%`,
            top: `${(100 * Math.floor(place / columns)) / columns}%`,
            width: `${100 / columns}%`,
            height: `${100 / columns}%`,
          }}
        />
      </div>
      <ValuePicture
        name={words.channel(channel + 1, maps.channels)}
        note={words.ownScale}
        label={words.channel(channel + 1, maps.channels)}
        values={values}
        shape={{ channels: 1, size: maps.mapSide }}
        grey={grey}
      />
    </div>
  )
}
