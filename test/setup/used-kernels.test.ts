import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { usedKernels, withUsedKernels } from '../../setup/used-kernels'

const core = 'node_modules/@tensorflow/tfjs-core/dist'
const read = (file: string) => readFileSync(file, 'utf8')

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

/** The names that files import from TensorFlow.js as values. */
function importsOf(files: readonly string[]): readonly string[] {
  return files
    .flatMap((file) => [...read(file).matchAll(/import\s*\{([^}]*)\}\s*from '@tensorflow\/tfjs-core'/g)])
    .flatMap(([, list]) => (list ?? '').split(',').map((name) => name.trim().replace(/ as .*/, '')))
    .filter((name) => name && !name.startsWith('type '))
}

/** The file of each operation that TensorFlow.js exports. */
const operations = new Map(
  [...read(join(core, 'ops/ops.js')).matchAll(/export \{([^}]*)\} from '\.\/([^']+)'/g)].flatMap(([, list, file]) =>
    (list ?? '')
      .split(',')
      .map((name) => [name.trim().replace(/.* as /, ''), join(core, 'ops', `${file}.js`)] as const),
  ),
)
const bundles: Readonly<Record<string, readonly string[]>> = {
  fused: ['fused/mat_mul', 'fused/conv2d', 'fused/depthwise_conv2d'],
  image: ['image/resize_nearest_neighbor'],
}
const filesOf = (name: string) =>
  bundles[name]?.map((file) => join(core, 'ops', `${file}.js`)) ??
  (operations.has(name) ? [operations.get(name) ?? ''] : [])

/** The kernels that these files of TensorFlow.js call, and the operations that they import. @param gradients whether of gradients too */
function kernelsOf(files: readonly string[], gradients: boolean): ReadonlySet<string> {
  const [kernels, visitedFiles] = [new Set<string>(), new Set<string>()]
  const visit = (file: string) => {
    if (visitedFiles.has(file) || !existsSync(file)) return
    visitedFiles.add(file)
    const text = read(file)
    for (const [, list] of text.matchAll(/import \{([^}]*)\} from '(?:\.\.\/)+kernel_names'/g))
      for (const kernel of (list ?? '').split(',').map((name) => name.trim())) {
        kernels.add(kernel)
        if (gradients) visit(join(core, 'gradients', `${kernel.replace(/^_/, '')}_grad.js`))
      }
    for (const [, path] of text.matchAll(/from '(\.\.?\/[^']+)'/g)) {
      const next = resolve(dirname(file), `${path}.js`)
      if (/\/ops\/(?!.*_util\.js)/.test(next)) visit(next)
    }
  }
  for (const file of files) visit(resolve(file))
  return kernels
}

/** Kernels that an operation imports for a case that `src` does not have: complex numbers, other activations, gradients of a filter. */
const never = new Set([
  'Complex',
  'ComplexAbs',
  'Real',
  'Imag',
  'Elu',
  'Relu6',
  'Prelu',
  'LeakyRelu',
  'Conv2DBackpropFilter',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
])
const missing = (needed: ReadonlySet<string>) =>
  [...needed].filter((name) => !usedKernels.has(name) && !never.has(name))

test('every kernel that the page’s operations call is built in', () => {
  const needed = kernelsOf(importsOf(filesIn('src')).flatMap(filesOf), false)
  expect(needed.size).toBeGreaterThan(40)
  expect(missing(needed)).toEqual([])
})

test('and every kernel that the gradients of learning in the plane call', () => {
  const needed = kernelsOf(importsOf(filesIn('src/network/learner')).flatMap(filesOf), true)
  expect(needed.size).toBeGreaterThan(15)
  expect(missing(needed)).toEqual([])
})

test('a back end without the others still registers those', () => {
  const { transform } = withUsedKernels() as { transform: (code: string, id: string) => string | null }
  for (const name of ['webgpu', 'webgl', 'wasm']) {
    const file = `node_modules/@tensorflow/tfjs-backend-${name}/dist/register_all_kernels.js`
    const code = transform(read(file), file) ?? ''
    const imported = [...code.matchAll(/import \{ (\w+) \} from '\.\/kernels\/(\w+)'/g)]
    expect(imported.length).toBeLessThan(usedKernels.size)
    for (const [, config, kernel] of imported) {
      expect(usedKernels).toContain(kernel)
      expect(code).toMatch(new RegExp(`^ *${config},?$`, 'm'))
    }
  }
})
