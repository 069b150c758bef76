// `npm run gpu:pack`: puts into .gpu/ all that bench/gpu/run.sh needs on an x86-64 Linux machine with an NVIDIA GPU that has
// neither Node nor a network: Node, Dawn, the Vulkan loader, and the bench as one folder without packages.
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { bundle } from './gpu-bundle.mjs'
import { install, root } from './install.mjs'

const folder = join(root, '.gpu')
const loaders = ['libvulkan1', 'libegl1', 'libglvnd0', 'libopengl0', 'libgl1', 'libglx0', 'libgles2']

const run = (command, args, cwd = folder) => {
  execFileSync(command, args, { cwd, stdio: 'inherit' })
}

/** Strips a program of its symbols and compresses it. This takes a minute, so it is repeated only when the program has changed. */
function packProgram(file, name) {
  const [packed, stamp] = [join(folder, `${name}.xz`), join(folder, `${name}.from`)]
  const { size, mtimeMs } = statSync(file)
  const from = `${file} ${size} ${mtimeMs}`
  if (existsSync(packed) && existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return
  console.log(`Compressing ${file} …`)
  copyFileSync(file, join(folder, name))
  run('strip', ['--strip-unneeded', name])
  run('xz', ['--force', '-9', name])
  writeFileSync(stamp, from)
}

/** Downloads and packs Debian's packages of the Vulkan loader and of libraries that NVIDIA's driver needs. */
function packLoaders() {
  const packages = join(folder, 'gl')
  mkdirSync(packages, { recursive: true })
  if (loaders.every((name) => readdirSync(packages).some((file) => file.startsWith(`${name}_`)))) return
  run('apt-get', ['download', ...loaders], packages)
}

async function packBench() {
  const built = join(folder, 'bundle')
  await bundle(built)
  run('tar', ['--create', '--xz', '--file', 'bundle.tar.xz', 'bundle'])
  rmSync(built, { recursive: true })
}

if (process.platform !== 'linux' || process.arch !== 'x64')
  throw new Error('The programs are packed as they are here: this needs x86-64 Linux.')
install()
mkdirSync(folder, { recursive: true })
packProgram(process.execPath, 'node')
packProgram(join(root, 'node_modules/webgpu/dist/linux-x64/dawn.node'), 'dawn.node')
packLoaders()
await packBench()

const bytesOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
    : statSync(path).size
const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file && existsSync(join(root, file)))
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
for (const name of readdirSync(folder)) console.log(`.gpu/${name}: ${mebibytes(bytesOf(join(folder, name)))}`)
const [own, tree] = [bytesOf(folder), tracked.reduce((sum, file) => sum + statSync(join(root, file)).size, 0)]
console.log(`to be carried: .gpu ${mebibytes(own)}, the tree ${mebibytes(tree)}, together ${mebibytes(own + tree)}`)
