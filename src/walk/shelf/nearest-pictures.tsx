import { useEffect, useState } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import { Disclosure } from '../../ui/disclosure'
import { pageFile } from '../../ui/page-file'
import type { Model } from '../model/models'
import type { Quality } from './read-network-card'
import { type Part, partsOf } from './shelf-nearest'
import styles from './shelf-nearest.module.css'

interface PairsProps {
  model: Model
  title: string
}

interface NearestProps extends PairsProps {
  /** What was measured on the same samples, if anything. */
  copies: Quality['copies'] | undefined
}

/** The pairs of samples and training pictures. */
function Pairs({ model: { id, size }, title }: PairsProps) {
  const url = pageFile(`models/${id}/nearest.png`)
  const [parts, setParts] = useState<readonly Part[]>()
  useEffect(() => {
    const picture = new Image()
    picture.src = url
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

/** Samples of a network, each above its nearest training picture, so that visitors see whether the network copies. */
export function ShelfNearest({ copies, ...pairs }: NearestProps) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <div className={styles.nearest}>
      <Disclosure
        name={words.remembered}
        onToggle={(open) => {
          setWasOpened((before) => before || open)
        }}
      >
        {wasOpened && <Pairs {...pairs} />}
        <p>{words.nearestRead(copies?.guidance)}</p>
      </Disclosure>
    </div>
  )
}
