import './embed.css'
import { shareText } from '../i18n/share'
import { HIDEABLE, type Hideable } from './hideable'
import { hidden } from './hidden'
import { shortened } from './link'
import { addPageNotice } from './page-notices'
import { pagePair, pagePairs, writePagePair } from './page-pairs'

/** What a link cannot hide: without it the page would be blank. */
const STAYS: Hideable = 'stage'

/** What a frame in another page has no room for. */
export const LEFT_OUT_OF_FRAMES: readonly Hideable[] = [
  'header',
  'panel',
  'parts',
  'equation',
  'settings',
  'take',
  'studies',
  'measure',
  'foot',
]

/** The page tells of so many unknown parts of one link. */
const MOST_TOLD = 8

interface Read {
  /** In the order of `HIDEABLE`, each once. */
  readonly parts: readonly Hideable[]
  /** What the link names and no page has, cut to what can be shown. */
  readonly unknown: readonly string[]
  /** Whether the link wants to hide the picture, which stays. */
  readonly hidesPicture: boolean
}

/** Reads “panel.settings.foot”. Mail's “=3D”, capitals and other separators are forgiven. Never throws. */
export function readHide(text: string): Read {
  const names = text
    .slice(0, 1000)
    .replace(/^3D/i, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((name) => name !== '')
  const named = new Set(names)
  const hideableNames: ReadonlySet<string> = new Set(HIDEABLE)
  return {
    parts: HIDEABLE.filter((part) => part !== STAYS && named.has(part)),
    unknown: [...named]
      .filter((name) => !hideableNames.has(name))
      .slice(0, MOST_TOLD)
      .map(shortened),
    hidesPicture: named.has(STAYS),
  }
}

/** What `readHide` reads; a point survives mail, chat and text programs. Undefined where nothing is hidden. */
export const writeHide = (parts: readonly Hideable[]): string | undefined => parts.join('.') || undefined

/** The sentences on what of a link could not be followed. @param embed what the link says by that name */
const sentencesOn = ({ unknown, hidesPicture }: Read, embed: string | undefined) => [
  ...unknown.map(shareText.unknownPart),
  ...(hidesPicture ? [shareText.pictureStays] : []),
  ...(embed === undefined || embed === 'on' ? [] : [shareText.unknownEmbed(shortened(embed))]),
]

/** Hides these parts of the page, and writes them into the address. */
function hide(parts: readonly Hideable[], isFrame: boolean): void {
  hidden.setState({ byLink: isFrame ? [...new Set([...LEFT_OUT_OF_FRAMES, ...parts])] : parts })
  writePagePair('hide', writeHide(parts))
  writePagePair('embed', isFrame ? 'on' : undefined)
  document.documentElement.toggleAttribute('data-embed', isFrame)
}

/** Hides what a link says, in the place of what another link hid. */
export function hideBy(fragment: string): void {
  const embed = pagePair(fragment, 'embed')
  const read = readHide(pagePair(fragment, 'hide') ?? '')
  hide(read.parts, embed === 'on')
  if (sentencesOn(read, embed).length > 0) addPageNotice({ kind: 'link', sentences: () => sentencesOn(read, embed) })
}

/** Shows all that the link has hidden; what a frame has no room for stays hidden. */
export const showEverything = (): void => {
  hide([], pagePairs.getState().embed === 'on')
}
