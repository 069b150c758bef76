import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { NAMED } from '../../src/walk/model/models'

const script = readFileSync(new URL('../../public/preload.js', import.meta.url), 'utf8')

/** Files of its link that the page asks for before its program has come. */
function preloaded(hash: string): string[] {
  const requests: string[] = []
  const document = {
    createElement: () => ({}),
    head: {
      append: ({ href }: { href: string }) => {
        requests.push(href)
      },
    },
  }
  runInNewContext(script, { location: { hash }, document, URLSearchParams })
  return requests
}

test.each(NAMED.map(({ id, samples }) => [id, samples] as const))(
  'a link to %s fetches the starter pictures %s ahead',
  (id, samples) => {
    expect(preloaded(`#model=${id}&go=reverse`)).toEqual([`./samples/${samples}.bin`, `./samples/${samples}.json`])
  },
)

test('without a network those of the first, in the plane none, and nothing that a link makes up', () => {
  expect(preloaded('')).toEqual(['./samples/digits.bin', './samples/digits.json'])
  expect(preloaded('#room=plane')).toEqual([])
  expect(preloaded('#model=../../x')).toEqual(['./samples/digits.bin', './samples/digits.json'])
})
