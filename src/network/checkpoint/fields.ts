import { describe, type Description, type Detail } from '../description'
import { CheckpointError } from '../errors'
import { readJson } from './json'
import { isLfsPointer } from '../../files/first-bytes'

/**
 * An object of untrusted JSON, which is read field by field: a field is an own property of the right type and range, or there is
 * an error that names it.
 */
export interface Fields {
  readonly file: string
  /** The dotted path of this object inside its file; empty at the top. */
  readonly path: string
  readonly value: Readonly<Record<string, unknown>>
}

/** Bytes of a JSON file → its top-level object. */
export function parseObject(file: string, bytes: Uint8Array): Fields {
  let value: unknown
  try {
    value = readJson(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes))
  } catch (cause) {
    if (isLfsPointer(bytes)) throw new CheckpointError('lfs-pointer', { file }, { cause })
    throw new CheckpointError(
      'not-json',
      { file, found: describe(new TextDecoder().decode(bytes.subarray(0, 80))) },
      { cause },
    )
  }
  if (!isObject(value)) throw new CheckpointError('not-json', { file, found: describe(value), expected: ['object'] })
  return { file, path: '', value }
}

/** The encoding: UTF-8, or UTF-16 for files that begin with the mark of Windows PowerShell. */
function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own property of this name, or undefined; never an inherited one. */
export function get({ value }: Fields, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function pathOf({ path }: Fields, key: string): string {
  return path ? `${path}.${key}` : key
}

export function reject(fields: Fields, key: string, expected: Detail): never {
  throw new CheckpointError('field', {
    file: fields.file,
    field: pathOf(fields, key),
    found: describe(get(fields, key)),
    expected,
  })
}

export function object(fields: Fields, key: string): Fields {
  const value = get(fields, key)
  if (!isObject(value)) return reject(fields, key, ['object'])
  return { file: fields.file, path: pathOf(fields, key), value }
}

export function text(fields: Fields, key: string, maxLength = 200): string {
  const value = get(fields, key)
  return typeof value === 'string' && value.length <= maxLength ? value : reject(fields, key, ['text', maxLength])
}

export function integer(fields: Fields, key: string, low: number, high: number): number {
  const value = get(fields, key)
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high
    ? (value as number)
    : reject(fields, key, ['integer', low, high])
}

export function real(fields: Fields, key: string, low: number, high: number): number {
  const value = get(fields, key)
  return typeof value === 'number' && value >= low && value <= high ? value : reject(fields, key, ['number', low, high])
}

export function oneOf<const T extends string | number | boolean | null>(
  fields: Fields,
  key: string,
  allowed: readonly T[],
): T {
  const value = get(fields, key)
  const match = allowed.find((candidate) => candidate === value)
  return match === undefined ? reject(fields, key, oneOfThem(allowed)) : match
}

/**
 * Reads one of several names; null and "" stand for `otherwise`, if it is given. Another text may be a name that some version of
 * diffusers knows, so the error is `unsupported`. Anything that is not a text is invalid.
 */
export function choice<const T extends string>(fields: Fields, key: string, allowed: readonly T[], otherwise?: T): T {
  const value = get(fields, key)
  if (otherwise !== undefined && (value === null || value === '')) return otherwise
  const match = allowed.find((candidate) => candidate === value)
  if (match !== undefined) return match
  return typeof value === 'string'
    ? unsupported(fields, key, describe(value), oneOfThem(allowed))
    : reject(fields, key, oneOfThem(allowed))
}

const oneOfThem = (allowed: readonly unknown[]): Description => [
  'one-of',
  ...allowed.map((each) => JSON.stringify(each)),
]

/** Throws: this page cannot compute it, although the file may be right. */
export function unsupported(fields: Fields, key: string, actual: Detail, expected: Detail): never {
  throw new CheckpointError('unsupported', {
    file: fields.file,
    field: pathOf(fields, key),
    found: actual,
    expected,
  })
}

export function list(fields: Fields, key: string, maxLength: number): readonly unknown[] {
  const value = get(fields, key)
  return Array.isArray(value) && value.length <= maxLength ? value : reject(fields, key, ['list-at-most', maxLength])
}

/** Reads a list of exactly this many finite numbers. */
export function numbers(fields: Fields, key: string, length: number): Float32Array {
  const value = get(fields, key)
  const valid = Array.isArray(value) && value.length === length && value.every((x) => Number.isFinite(x))
  return valid ? Float32Array.from(value as number[]) : reject(fields, key, ['finite-numbers', length])
}

/** Checks diffusers' class name, if the file gives one. */
export function checkClass(fields: Fields, name: string): void {
  if (get(fields, '_class_name') !== undefined) choice(fields, '_class_name', [name])
}

/** Free-form facts for people (a recipe, measured quality): plain values, not deeply nested, without names that are special in JavaScript. */
export type Facts = { readonly [name: string]: Fact }
type Fact = string | number | boolean | null | readonly Fact[] | Facts

const reserved = new Set(['__proto__', 'constructor', 'prototype'])

export function facts(fields: Fields, key: string): Facts {
  const value = get(fields, key)
  if (!isObject(value)) return reject(fields, key, ['object'])
  return fact(value, 5) as Facts
}

/** Copies a value; what is nested deeper than `depth` becomes null. */
function fact(value: unknown, depth: number): Fact {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null // a measurement without a result
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null || depth === 0) return null
  if (Array.isArray(value)) return value.map((item) => fact(item, depth - 1))
  const entries = Object.entries(value).filter(([name]) => !reserved.has(name))
  return Object.fromEntries(entries.map(([name, item]) => [name, fact(item, depth - 1)]))
}
