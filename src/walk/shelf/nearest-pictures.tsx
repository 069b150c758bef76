import { useEffect, useState } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import { Disclosure } from '../../ui/disclosure'
import { pageFile } from '../../ui/page-file'
import type { Model } from '../model/models'
import type { Quality } from './shelf-card'
import { type Part, partsOf } from './shelf-nearest'
import styles from './shelf-nearest.module.css'

interface PairsProps {
  model: Model
  title: string
}

interface NearestProps extends PairsProps {
  /** What was measured of the same samples, if anything was. */
  copies: Quality['copies'] | undefined
}

/** The pairs, fetched when they are first looked at. */
function Pairs({ model: { id, size }, title }: PairsProps) {
  const url = pageFile(`models/${id}/nearest.png`)
  const [parts, setParts] = useState<readonly Part[]>()
  useEffect(() => {
    const picture = Object.assign(new Image(), { src: url })
    picture.decode().then(
      () => {
        setParts(partsOf({ width: picture.naturalWidth, height: picture.naturalHeight }, size))
      },
      () => {
        setParts([])
      },
    )
  }, [url, size])
  if (!parts) return <p role="status">{words.nearestLoading}</p>
  if (parts.length === 0) return <p role="status">{words.noNearest}</p>
  return (
    <div className={styles.pairs} role="img" aria-label={words.nearest(title)}>
      {parts.map((part) => (
        <div key={part.backgroundPosition} style={{ backgroundImage: `url("${url}")`, ...part }} />
      ))}
    </div>
  )
}

/** What a network drew, each over the training picture that is nearest to it: whether it remembers, to be judged by eye. */
export function ShelfNearest({ copies, ...pairs }: NearestProps) {
  const [wanted, setWanted] = useState(false)
  return (
    <div className={styles.nearest}>
      <Disclosure
        name={words.remembered}
        onToggle={(open) => {
          setWanted((before) => before || open)
        }}
      >
        {wanted && <Pairs {...pairs} />}
        <p>{words.nearestRead(copies?.guidance)}</p>
      </Disclosure>
    </div>
  )
}
