import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashOf, libraryStyles, policy, policyText, portablePolicy } from '../../setup/policy'

const library = join(import.meta.dirname, '../../node_modules/react-aria/dist/private')

/** The styles that a file of the library writes into a page. */
function stylesOf(file: string): string[] {
  const code = readFileSync(join(library, file), 'utf8')
  const [, attribute = ''] = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(code) ?? []
  return [...code.matchAll(/style\.textContent = `([^`]*)`/g)].map(([, style = '']) =>
    style.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute).trim(),
  )
}

test('the policy knows the very styles that the component library writes', () => {
  expect([...stylesOf('interactions/usePress.mjs'), ...stylesOf('overlays/usePreventScroll.mjs')]).toEqual(
    libraryStyles,
  )
})

test('nothing inline runs, and networks open from addresses of the web and of this machine', () => {
  const text = policyText(policy)
  expect(text).not.toMatch(/unsafe-inline|'unsafe-eval'|\*(?!$|;)/)
  for (const rule of [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "img-src 'self' blob: data:",
    "connect-src 'self' https: http://localhost:*",
  ])
    expect(text.split('; ')).toContain(rule)
})

test('a policy names an inline script as browsers do', () => {
  expect(hashOf("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='") // the example of CSP level 3
})

test('the portable page runs its own program only, and asks no server of its own', () => {
  const rules = portablePolicy(['program'], ['style'])
  expect(rules['script-src']).toEqual([hashOf('program'), "'wasm-unsafe-eval'"])
  expect(rules['default-src']).toEqual(["'none'"])
  expect(policyText(rules)).not.toMatch(/'self'|unsafe-inline/)
})
