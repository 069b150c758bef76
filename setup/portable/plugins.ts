import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { policyMeta, portablePolicy } from '../policy.ts'
import { answering, embeddedFiles } from './files.ts'

/** Puts the answering `fetch` for these files of public at the beginning of a program. */
export function withFiles(program: RegExp, pattern: RegExp): Plugin {
  const module = '\0embedded'
  return {
    name: 'portable-files',
    enforce: 'pre',
    resolveId: (id) => (id === 'virtual:embedded' ? module : null),
    load: (id) => (id === module ? answering(embeddedFiles(pattern)) : null),
    transform: (code, id) => (program.test(id) ? `import 'virtual:embedded'\n${code}` : null),
  }
}

const starts = /new Worker\(new URL\('([^']+)', import\.meta\.url\), (\{[^}]*\})\)/g

/** Puts each worker's program into the page's, to be started as a blob, because a page opened from a file cannot start a worker from another file. */
export const inlineWorkers = (): Plugin => ({
  name: 'portable-workers',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/\/src\/.*\.tsx?$/.test(id) || !code.includes('new Worker(')) return null
    const imports: string[] = []
    const inlined = code.replace(starts, (_, file: string, options: string) => {
      const name = `InlineWorker${imports.length}`
      imports.push(`import ${name} from '${file}?worker&inline'\n`)
      return `new ${name}(${options})`
    })
    if (imports.length === 0) throw new Error(`${id} starts a worker in a way that the portable page does not know`)
    return imports.join('') + inlined
  },
})

/** No text of a program ends the element that it stands in. */
const insideScript = (code: string) => code.replaceAll('\r\n', '\n').replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`)

/** What is asked for by its own address elsewhere, and is in the file here. */
const outside = /[ \t]*<(?:link rel="(?:preload|stylesheet|icon|apple-touch-icon)"[^>]*>|script[^>]*\ssrc=[^>]*><\/script>)\n?/g
const preload = '<script async src="./preload.js"></script>'

/** What the page asks for ahead. Here there is nothing to wait for. */
export const nothingAhead = (): Plugin => ({ name: 'portable-nothing-ahead', transformIndexHtml: { order: 'pre', handler: (html) => html.replace(preload, '') } })

function assembled(html: string, script: string, style: string): string {
  const icon = `data:image/svg+xml;base64,${readFileSync(join(import.meta.dirname, '../../public/icon.svg')).toString('base64')}`
  const head = `${policyMeta(portablePolicy([script], [style]))}\n    <link rel="icon" href="${icon}" type="image/svg+xml" />\n    <style>${style}</style>`
  return html
    .replaceAll(outside, '')
    .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${head}`)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`)
}

/** One file of the built page, with a policy of its own. */
export const oneFile = (): Plugin => ({
  name: 'portable-page',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const { 'index.html': page, ...others } = bundle
      const parts = Object.values(others)
      const [program, ...chunks] = parts.filter((part) => part.type === 'chunk')
      const styles = parts.filter((part) => part.type === 'asset' && part.fileName.endsWith('.css'))
      if (page?.type !== 'asset' || !program || chunks.length > 0 || parts.length > 1 + styles.length) throw new Error(`The portable page is one program and its styles; this is ${Object.keys(bundle).join(', ')}.`)
      for (const name of Object.keys(others)) Reflect.deleteProperty(bundle, name)
      const style = styles.map((part) => (part.type === 'asset' ? String(part.source) : '')).join('\n')
      this.emitFile({ type: 'asset', fileName: 'noisewalk.html', source: assembled(String(page.source), insideScript(program.code), style) })
      Reflect.deleteProperty(bundle, 'index.html')
    },
  },
})
