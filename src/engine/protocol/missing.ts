/** Whether this says, in the words of Chromium, Firefox or WebKit, that a part of a program could not be fetched. */
export const saysMissing = (message: string): boolean =>
  /dynamically imported module|importing a module script failed/i.test(message)

/** What a worker tells whose own program could not be fetched. */
export interface Missing {
  readonly kind: 'missing'
}

export const isMissing = (data: unknown): data is Missing =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'missing'
