import { expect, test } from 'vitest'
import { findTerms } from '../../src/glossary/find'
import { search } from '../../src/glossary/search'
import { text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'

/** A sentence with its terms in brackets, and what they are. */
const marked = (words: string) =>
  findTerms(words)
    .map(({ text: piece, id }) => (id ? `[${piece}: ${id}]` : piece))
    .join('')

test('symbols are found where they stand, the longest that fits, each once', () => {
  expect(marked('xₜ at t = 400, t')).toBe('[xₜ: xt] at [t: t] = 400, t')
  expect(marked('x̂₀ = x₀')).toBe('[x̂₀: x0-hat] = [x₀: x0]')
  expect(marked('‖ε̂ − ε̂*‖')).toBe('[‖ε̂ − ε̂*‖: mean-squared-error]')
  expect(marked('√(α² + σ²)')).toBe('[√(α² + σ²): variance]')
  expect(marked('1 − α²')).toBe('1 − [α: alpha]²')
  expect(marked('as much as DDPM with β̃.')).toBe('as much as [DDPM: ddpm] with [β̃: beta-tilde].')
  expect(marked('E[x₀\u00a0|\u00a0xₜ]')).toBe('[E[x₀\u00a0|\u00a0xₜ]: posterior-mean]')
})

test('letters of words, and words that are no terms, are left alone', () => {
  for (const plain of [
    'It doesn’t, and won’t',
    'What is that?',
    'x-axis',
    'the next step',
    'a seed of doubt',
    'T-shirt',
  ])
    expect(marked(plain), plain).toBe(plain)
})

test('a word may be a term as the name of a control, and not in a sentence', () => {
  expect(marked(text.reverse.seed)).toBe('[Seed: seed]')
  expect(marked('Decides every noise. The same seed gives the same picture.')).not.toContain('seed:')
  expect(marked(planeText.planeMeasure.likelihood.x)).toBe('x, to the right')
})

test('what is typed finds a symbol, an idea or an author', () => {
  const searchTerms = (words: string) => search(words).flatMap(({ terms }) => terms)
  expect(searchTerms('').length).toBeGreaterThan(60)
  expect(searchTerms('x0')).toContain('x0')
  expect(searchTerms('alpha bar')).toContain('alpha-bar')
  expect(searchTerms('ᾱₜ')).toContain('alpha-bar')
  expect(searchTerms('tweedie')).toEqual(['score'])
  expect(searchTerms('KARRAS churn')).toEqual(['churn'])
  expect(searchTerms('no such thing')).toEqual([])
})
