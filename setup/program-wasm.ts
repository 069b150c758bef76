import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Plugin } from 'vite'

/** The builds of the assembly sources: without and with fused multiply-add, which newer browsers have; for one thread, or for several. */
export type Variant = keyof typeof variants

const relaxed = ['--enable', 'relaxed-simd']
const threads = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536']
const variants = {
  plain: [],
  relaxed,
  'plain-threads': threads,
  'relaxed-threads': [...relaxed, ...threads],
} as const satisfies Readonly<Record<string, readonly string[]>>

const root = fileURLToPath(new URL('../', import.meta.url))
const kernels = join(root, 'src/network/kernels/wasm')
const sources = [
  join(kernels, 'layout.ts'),
  ...readdirSync(join(kernels, 'assembly'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(kernels, 'assembly', name)),
]
const options = '-O3 --runtime stub --noAssert --importMemory --use abort= --disableWarning 112 --enable simd'.split(
  ' ',
)

/** Compiles the assembly sources, unless they are compiled already. @returns the file, which is named after the variant */
export async function compileProgram(variant: Variant): Promise<string> {
  const asc = join(root, 'node_modules/assemblyscript')
  const version = readFileSync(join(asc, 'package.json'))
  const hash = createHash('sha256')
    .update(version)
    .update(JSON.stringify([options, variants]))
  for (const file of sources) hash.update(readFileSync(file))
  const folder = join(root, 'node_modules/.cache/noisewalk', hash.digest('hex').slice(0, 16))
  const file = join(folder, `program-${variant}.wasm`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  // A folder of its own: several plugins, or programs, may compile at the same time, and the last one's equal file stays.
  const unfinished = join(mkdtempSync(join(folder, 'unfinished-')), 'program.wasm')
  const args = [join(asc, 'bin/asc.js'), join(kernels, 'assembly/index.ts'), ...options, ...variants[variant]]
  await promisify(execFile)(process.execPath, [...args, '--outFile', unfinished], { cwd: root })
  renameSync(unfinished, file)
  rmSync(dirname(unfinished), { recursive: true })
  return file
}

/** Resolves `program-<variant>.wasm` beside the sources to what they compile to. */
export const withProgramWasm = (): Plugin => ({
  name: 'program-wasm',
  enforce: 'pre',
  async resolveId(source, importer) {
    const match = /^\.\/program-((?:plain|relaxed)(?:-threads)?)\.wasm(\?.*)$/.exec(source)
    if (!match || !importer || dirname(importer) !== kernels) return null
    return (await compileProgram(match[1] as Variant)) + (match[2] as string)
  },
})
