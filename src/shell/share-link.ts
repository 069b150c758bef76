import { escapeMarkup } from '../ui/escape-markup'
import { LEFT_OUT_OF_FRAMES, writeHide } from './hide-link'
import { HIDEABLE, type Hideable } from './hideable'
import { inLanguage } from './language'
import { pagePairs, withPagePairs } from './page-pairs'

/** Parts that a link can hide of what the page shows at present. @param isFrame whether it leads to a frame, which has fewer */
export const offeredParts = (isFrame: boolean): readonly Hideable[] =>
  HIDEABLE.filter(
    (part) =>
      part !== 'stage' &&
      !(isFrame && LEFT_OUT_OF_FRAMES.includes(part)) &&
      document.querySelector(`[data-part='${part}']`) !== null,
  )

/** The link to a room's state with parts of the page hidden. @param fragment as the room writes it */
export function sharedLink(fragment: string, parts: readonly Hideable[], isFrame: boolean): string {
  const pairs = { ...pagePairs.getState(), hide: writeHide(parts), embed: isFrame ? 'on' : undefined }
  return new URL(inLanguage(withPagePairs(fragment, pairs)) || '#', location.href).href
}

/** The element that shows a link in another page. */
export const frameOf = (link: string, title: string): string =>
  `<iframe src="${escapeMarkup(link)}" title="${escapeMarkup(title)}" width="640" height="480" style="border: 0" loading="lazy" allow="clipboard-write"></iframe>`
