// Finds an installed Chrome or Chromium; on Debian installs one where that is allowed.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter(Boolean)
    .map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`),
}

const find = () => [process.env.CHROME_PATH, ...(places[process.platform] ?? [])].find((path) => path && existsSync(path))

/** Tries apt with the rights at hand; says whether it ran through. */
function aptInstall() {
  const rights = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => {
    const [command, ...rest] = [...rights, 'apt-get', '-qq', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env })
  }
  try {
    console.log('No Chrome or Chromium found; installing the package "chromium" with apt …')
    apt('update')
    apt('install', '-y', '--no-install-recommends', 'chromium')
    return true
  } catch {
    return false
  }
}

/** Path of a Chrome or Chromium; throws one sentence that says what to install. */
export function browser() {
  const path = find() ?? (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && aptInstall() ? find() : undefined)
  if (!path) throw new Error('No Chrome or Chromium was found: install Google Chrome or Chromium, or set CHROME_PATH to its program, and run this again.')
  return path
}
