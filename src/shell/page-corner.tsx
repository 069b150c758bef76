import type { MouseEvent } from 'react'
import { useStore } from 'zustand'
import { shareText } from '../i18n/share'
import { Button } from '../ui/button'
import { showEverything } from './hide-link'
import styles from './page-corner.module.css'
import { inLanguage } from './language'
import { pagePairs, withPagePairs } from './page-pairs'
import { useRooms } from './rooms'

/** The way out of a frame: the same state on the page itself, in a tab of its own. */
function OpenHere() {
  const rooms = useRooms()
  const pairs = useStore(pagePairs)
  const address = () => inLanguage(withPagePairs(rooms.link(), { ...pairs, embed: undefined })) || '#'
  const toNow = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    currentTarget.href = address()
  }
  return (
    <a
      href={address()}
      target="_blank"
      rel="noopener"
      onClick={toNow}
      onAuxClick={toNow}
      onContextMenu={toNow}
      onMouseEnter={toNow}
    >
      {shareText.openHere}
      <span className="visually-hidden"> ({shareText.newTab})</span>
    </a>
  )
}

/** What always stays where a link hides parts of the page: the way to all of them. */
export function PageCorner() {
  const isFrame = useStore(pagePairs, ({ embed }) => embed === 'on')
  return (
    <aside className={styles.corner}>
      {isFrame ? <OpenHere /> : <Button name={shareText.showEverything} onPress={showEverything} />}
    </aside>
  )
}
