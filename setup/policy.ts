import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

type Policy = Readonly<Record<string, readonly string[]>>

/** How a policy names an inline script or style: by what is in it. */
export const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

/**
 * The styles that the component library (react-aria 1.22.1) writes into the page: touches on what can be pressed, and no scrolling
 * behind a dialog on an iPhone. `test/setup/policy.test.ts` reads them out of the library.
 */
export const libraryStyles: readonly string[] = [
  `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`,
  `@layer {
  * {
    overscroll-behavior: contain;
  }
}`,
]

/** Networks open from addresses that the visitor types: of the web, or of this machine. */
const typed = ['https:', 'http://localhost:*']

/** What the built page may load and run. WebAssembly is compiled from bytes, which counts as evaluating. */
export const policy: Policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'", ...libraryStyles.map(hashOf)],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", ...typed],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/** The portable page's: all of it is in the file, its workers begin as blobs, and its files are data: addresses. */
export const portablePolicy = (scripts: readonly string[], styles: readonly string[]): Policy => ({
  'default-src': ["'none'"],
  'script-src': [...scripts.map(hashOf), "'wasm-unsafe-eval'"],
  'worker-src': ['blob:'],
  'style-src': [...styles, ...libraryStyles].map(hashOf),
  'img-src': ['blob:', 'data:'],
  'font-src': ['data:'],
  'connect-src': ['data:', ...typed],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
})

/** As a header or a meta element says it. */
export const policyText = (rules: Policy): string =>
  Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')

export const policyMeta = (rules: Policy): string =>
  `<meta http-equiv="Content-Security-Policy" content="${policyText(rules)}" />`

/** Puts the policy into the built page, before whatever it is to hold for. */
export const withPolicy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policyMeta(policy)}`),
  },
})
