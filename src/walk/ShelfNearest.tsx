import { useEffect, useState } from 'react'
import { shelfText as words } from '../i18n/shelf'
import { Disclosure } from '../ui/Disclosure'
import type { Model } from './models'
import { type Part, partsOf } from './shelf-nearest'
import styles from './ShelfNearest.module.css'

const base = import.meta.env.BASE_URL

interface NearestProps { model: Model; title: string }

/** The pairs, fetched when they are first looked at. */
function Pairs({ model: { id, size }, title }: NearestProps) {
  const url = `${base}models/${id}/nearest.png`
  const [parts, setParts] = useState<readonly Part[]>()
  useEffect(() => {
    const picture = Object.assign(new Image(), { src: url })
    picture.decode().then(() => { setParts(partsOf({ width: picture.naturalWidth, height: picture.naturalHeight }, size)) }, () => { setParts([]) })
  }, [url, size])
  if (!parts) return <p role="status">{words.nearestLoading}</p>
  if (parts.length === 0) return <p role="status">{words.noNearest}</p>
  return (
    <div className={styles.pairs} role="img" aria-label={words.nearest(title)}>
      {parts.map((part) => <div key={part.backgroundPosition} style={{ backgroundImage: `url("${url}")`, ...part }} />)}
    </div>
  )
}

/** What a network drew, each over the training picture that is nearest to it: whether it remembers, to be judged by eye. */
export function ShelfNearest(props: NearestProps) {
  const [wanted, setWanted] = useState(false)
  return (
    <div className={styles.nearest}>
      <Disclosure name={words.remembered} onToggle={(open) => { setWanted((before) => before || open) }}>
        {wanted && <Pairs {...props} />}
        <p>{words.nearestRead}</p>
      </Disclosure>
    </div>
  )
}
