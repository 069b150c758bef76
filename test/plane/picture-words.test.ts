import { expect, test } from 'vitest'
import { planeText } from '../../src/i18n/plane'
import { pointsOf } from '../../src/plane/data'
import { DISTRIBUTIONS } from '../../src/plane/settings'
import { dataWords, particleWords } from '../../src/plane/stage/picture-words'
import { fullest, whereabouts } from '../../src/plane/stage/whereabouts'

const { ninths } = planeText.planeStage

test('the picture is put into other words for any other data', () => {
  const sentences = DISTRIBUTIONS.map((id) =>
    dataWords({ kind: 'distribution', id }, pointsOf({ kind: 'distribution', id }, 500, 1), 3),
  )
  expect(new Set(sentences.map((words) => words.replace(/^[^.]*\./, ''))).size).toBe(DISTRIBUTIONS.length) // also without their names
  DISTRIBUTIONS.forEach((id, i) => {
    expect(sentences[i]).toContain(planeText.planeData.distributions[id])
  })
})

test('own points are described by where they lie', () => {
  const corner = dataWords(
    { kind: 'own', packed: '' },
    { xy: Float32Array.of(-2, 2, -2.2, 2.4, -2.4, 2.1, 2, -2), labels: Uint8Array.of(0, 1, 1, 1) },
    3,
  )
  expect(corner).toContain('1 are of class 0, 3 of class 1')
  expect(corner).toContain(`${ninths[0]} (75\u00a0%), ${ninths[8]} (25\u00a0%)`)
  expect(corner).toContain('from −2.4 to 2.0 across and from −2.0 to 2.4 upwards')
})

test('ninths are those of the picture, top left first', () => {
  const centres = [-2, 0, 2].flatMap((y) => [-2, 0, 2].map((x) => [x, -y] as const))
  centres.forEach(([x, y], i) => {
    expect(fullest(whereabouts(Float32Array.of(x, y), 3))).toEqual([[i, 1]])
  })
  expect(fullest(whereabouts(Float32Array.from(centres.flat()), 3))).toHaveLength(4)
})

test('particles are described as they are drawn, where their variance explodes too', () => {
  const xt = Float32Array.of(-20, 20, -22, 24)
  expect(particleWords(xt, 3, 10)).toBe(
    particleWords(
      xt.map((value) => value / 10),
      3,
      1,
    ),
  )
  expect(particleWords(new Float32Array(), 3, 1)).toBe('')
})
