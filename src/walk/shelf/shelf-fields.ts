/** Reading the fields of a card, which may be missing, absurd or a stranger's. */
export type Fields = Readonly<Record<string, unknown>>

export const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** A page of the web where data come from. */
export interface Source {
  /** Of http or https, and of nobody in particular. */
  readonly href: string
  /** Whom it asks: host and path, as they are asked. */
  readonly name: string
}

/** Links of a card at most. */
const MOST = 4

/** The web addresses in a text, between commas or spaces. What is of another scheme, or names a user, is no link. */
export function sources(value: unknown): readonly Source[] {
  const found = text(value)
    .split(/[\s,]+/)
    .flatMap((word) => {
      if (!URL.canParse(word)) return []
      const { protocol, username, password, href, host, pathname } = new URL(word)
      return ['http:', 'https:'].includes(protocol) && !username && !password
        ? [{ href, name: `${host}${pathname.replace(/\/$/, '')}` }]
        : []
    })
  return found.slice(0, MOST)
}
