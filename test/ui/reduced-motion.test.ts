import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '../../src')
const read = (ending: RegExp) =>
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(src, file), 'utf8') }))

/** What moves by script, beside what follows the visitor's hand: it asks whether little motion is wanted. */
const BY_ITSELF = [
  'plane/stage/crowd-scene.ts',
  'walk/inspect/use-adding.ts',
  'walk/race/actions.ts',
  'walk/shelf/shelf-thumbnail.tsx',
]

test('one rule stops all transitions and animations of style sheets where little motion is wanted', () => {
  const sheets = read(/\.css$/)
  const base = sheets.find(({ file }) => file === 'ui/base.css')?.text ?? ''
  expect(base).toMatch(
    /@media \(prefers-reduced-motion: reduce\) \{\s*\*,\s*\*::before,\s*\*::after \{\s*transition: none !important;\s*animation: none !important;\s*scroll-behavior: auto !important;/,
  )
  const stronger = sheets.filter(
    ({ file, text }) =>
      file !== 'ui/base.css' && /(?:transition|animation|scroll-behavior)[\w-]*:[^;]*!important/.test(text),
  )
  expect(stronger.map(({ file }) => file)).toEqual([])
})

test('no script glides past that rule', () => {
  const gliding = read(/\.tsx?$/).filter(({ text }) => /behavior: 'smooth'|\.animate\(|startViewTransition/.test(text))
  expect(gliding.map(({ file }) => file)).toEqual([])
})

test('what moves by itself asks whether little motion is wanted', () => {
  const asking = read(/\.tsx?$/).filter(({ text }) => text.includes('prefers-reduced-motion'))
  expect(asking.map(({ file }) => file).sort()).toEqual(BY_ITSELF)
})
