import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '../..')

const isString = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isJsxText(node)

/** All text in quotes, templates and JSX of a source file, without its comments. */
function stringsOf(file: string): string {
  const strings: string[] = []
  const visit = (node: ts.Node): void => {
    if (isString(node)) strings.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false))
  return strings.join('')
}

const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(root, folder, file))

/** The folders whose code runs on the page's thread. New folders are included without being named here. */
const foldersThatShow = (): string[] =>
  readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['diffusion', 'network', 'engine'].includes(entry.name))
    .map(({ name }) => name)

/** Every character that the page itself may show: in its strings, and in the cards of its models. */
export function charactersOfThePage(): Set<string> {
  const texts = [
    ...foldersThatShow()
      .flatMap((folder) => filesOf(`src/${folder}`, /\.tsx?$/))
      .map(stringsOf),
    ...filesOf('public/models', /card\.json$/).map((file) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))),
  ]
  // Code only compares with control characters and the replacement character; it never shows them.
  return new Set(
    texts
      .join('')
      .replace(/\s/g, ' ')
      .replace(/[\p{Cc}\uFFFD]/gu, ''),
  )
}
