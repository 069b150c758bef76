// Installs the packages of a folder's package-lock.json, again only when that file has changed. Imports only Node's own modules, because nothing
// else is installed yet.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Runs a program in the project's folder with its output shown; throws if it fails. */
export function run(command, args, options = {}) {
  const shell = process.platform === 'win32' // npm and npx are .cmd files there
  execFileSync(command, args, { cwd: root, stdio: 'inherit', shell, ...options })
}

/** @param folder the project's, or one with packages of its own */
export function install(folder = root) {
  const stamp = join(folder, 'node_modules', '.installed-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log(`Installing the packages that ${relative(root, join(folder, 'package-lock.json'))} names …`)
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder })
  writeFileSync(stamp, lock)
}
