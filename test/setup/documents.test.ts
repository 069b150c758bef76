import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const documents = ['.', 'docs', 'bench', 'training'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** The files and folders of the repository that a document names between backticks, and those to which it links. */
function pathsIn(document: string): string[] {
  const markdown = readFileSync(join(root, document), 'utf8')
  const named = markdown.matchAll(/`((?:src|test|setup|docs|public)\/[\w./-]+)`/g)
  const linked = markdown.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)
  return [
    ...[...named].map(([, path = '']) => path),
    ...[...linked].map(([, path = '']) => join(dirname(document), path)),
  ]
}

test.each(documents)('%s names only files and folders that exist', (document) => {
  expect(pathsIn(document).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the documents name many', () => {
  expect(documents.length).toBeGreaterThan(5)
  expect(documents.flatMap(pathsIn).length).toBeGreaterThan(200)
})
