/** The fields of a card, any of which may be missing or wrong. The functions below read them without throwing. */
export type Fields = Readonly<Record<string, unknown>>

export const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** A web page from which data come. */
export interface Source {
  /** An http or https address without a user's name. */
  readonly href: string
  /** Host and path, as they are shown. */
  readonly name: string
}

/** A card shows at most so many links. */
const MOST_LINKS = 4

/** The web addresses in a text, separated by commas or spaces. Leaves out other schemes, and addresses that contain a user's name. */
export function sources(value: unknown): readonly Source[] {
  const links = text(value)
    .split(/[\s,]+/)
    .flatMap((word) => {
      if (!URL.canParse(word)) return []
      const { protocol, username, password, href, host, pathname } = new URL(word)
      return ['http:', 'https:'].includes(protocol) && !username && !password
        ? [{ href, name: `${host}${pathname.replace(/\/$/, '')}` }]
        : []
    })
  return links.slice(0, MOST_LINKS)
}
