/** The locale of the language that is on: of its numbers and plural forms, whatever the browser's own is. */
let locale = 'en'

export const setLocale = (of: string): void => {
  locale = of
}

/** What one locale needs, made once: formatters of the browser are dear to make. */
export function perLocale<Options, Made>(make: (locale: string, options: Options) => Made): (options: Options) => Made {
  const cache = new Map<string, Made>()
  return (options) => {
    const key = `${locale} ${JSON.stringify(options)}`
    const instance = cache.get(key) ?? make(locale, options)
    cache.set(key, instance)
    return instance
  }
}
