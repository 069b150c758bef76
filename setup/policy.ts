import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

type Policy = Readonly<Record<string, readonly string[]>>

/** The name of an inline script or style in a policy: the hash of its content. */
export const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

/**
 * The styles that the component library (react-aria 1.22.1) writes into the page: for touches on buttons, and against scrolling behind
 * a dialog on an iPhone. `test/setup/policy.test.ts` reads them from the library.
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

/** The addresses from which a visitor may open a network: https, or this machine. */
const networkAddresses = ['https:', 'http://localhost:*']

/** What the built page may load and run. Compiling WebAssembly from bytes counts as evaluating code. */
export const policy: Policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'", ...libraryStyles.map(hashOf)],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", ...networkAddresses],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/** The policy of the portable page, whose workers start from blobs and whose files are data: addresses. */
export const portablePolicy = (scripts: readonly string[], styles: readonly string[]): Policy => ({
  'default-src': ["'none'"],
  'script-src': [...scripts.map(hashOf), "'wasm-unsafe-eval'"],
  'worker-src': ['blob:'],
  'style-src': [...styles, ...libraryStyles].map(hashOf),
  'img-src': ['blob:', 'data:'],
  'font-src': ['data:'],
  'connect-src': ['data:', ...networkAddresses],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
})

/** A policy as text for a header or a meta element. */
export const policyText = (rules: Policy): string =>
  Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')

export const policyMeta = (rules: Policy): string =>
  `<meta http-equiv="Content-Security-Policy" content="${policyText(rules)}" />`

/** Puts the policy into the built page, before everything to which it applies. */
export const withPolicy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policyMeta(policy)}`),
  },
})
