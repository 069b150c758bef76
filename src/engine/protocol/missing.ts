/** Whether an error's message, as Chromium, Firefox or WebKit words it, means that a part of a program could not be fetched. */
export const saysMissing = (message: string): boolean =>
  /dynamically imported module|importing a module script failed/i.test(message)

/** The message of a worker whose program could not be fetched. */
export interface Missing {
  readonly kind: 'missing'
}

export const isMissing = (data: unknown): data is Missing =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'missing'
