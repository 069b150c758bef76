import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '../../src')
const i18n = join(src, 'i18n')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(src, file))
  .filter((file) => !file.startsWith(i18n))

/** What a file imports from i18n, by the names that it has there; types are erased. */
function wordsOf(source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const { importClause: clause, moduleSpecifier } = statement
    if (!clause?.namedBindings || !ts.isNamedImports(clause.namedBindings) || clause.phaseModifier !== undefined)
      continue
    if (!resolve(dirname(source.fileName), moduleSpecifier.text).startsWith(i18n)) continue
    for (const { name, isTypeOnly } of clause.namedBindings.elements) if (!isTypeOnly) names.add(name.text)
  }
  return names
}

/** A name that stands for a value: no property, no type, no name that is declared. */
const isRead = (node: ts.Identifier): boolean =>
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
  !(ts.isPropertyAssignment(node.parent) && node.parent.name === node) &&
  !ts.isImportSpecifier(node.parent)

/** Where a file reads words while it is loaded, outside of every function. */
function captured(text: string, name = 'x.tsx'): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const words = wordsOf(source)
  const places: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return
    if (ts.isIdentifier(node) && words.has(node.text) && isRead(node))
      places.push(`${relative(src, name)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
    ts.forEachChild(node, visit)
  }
  if (words.size > 0) visit(source)
  return places
}

test('no module captures a word while it is loaded: the language may be another when the word is shown', () => {
  const reading = files
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => text.includes('i18n'))
  expect(reading.length).toBeGreaterThan(50)
  expect(reading.flatMap(({ file, text }) => captured(text, file))).toEqual([])
})

test.each([
  ['const words = text.header', ['x.tsx:2']],
  ['const { title } = text', ['x.tsx:2']],
  ['export const options = [{ label: text.more }]', ['x.tsx:2']],
  ['const part = <p>{text.title}</p>', ['x.tsx:2']],
  ["const titles = new Map([['a', faultText('late', {})]])", ['x.tsx:2']],
  ['const title = () => text.title', []],
  ['function f(name = text.title) { return name }', []],
  ['const known: typeof text = other.text', []],
])('of “%s” that is found: %s', (line, places) => {
  const capturedPlaces = captured(`import { text, faultText } from './i18n'\n${line}\n`, join(src, 'x.tsx'))
  expect(capturedPlaces).toEqual(places)
})
