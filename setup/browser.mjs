// Finds the browsers for the tests. On Debian it installs a missing one if it may.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The places on Windows where a program may be installed. @param path below the folders for programs */
const windows = (path) =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter(Boolean)
    .map((folder) => `${folder}\\${path}`)

const CHROME = {
  variable: 'CHROME_PATH',
  packages: ['chromium'],
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: windows('Google\\Chrome\\Application\\chrome.exe'),
}

/** For each browser: the environment variable with its path, its usual places, other files that it needs, and Debian's packages. */
const BROWSERS = {
  'Chrome or Chromium': CHROME,
  // The same engine without windows: it opens a page for half of the processor time that a whole Chromium takes.
  'Chromium’s headless shell': {
    ...CHROME,
    packages: ['chromium-headless-shell'],
    linux: ['/usr/bin/chromium-headless-shell', ...CHROME.linux],
  },
  Firefox: {
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
    linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: windows('Mozilla Firefox\\firefox.exe'),
  },
  WebKitGTK: {
    variable: 'WEBKIT_DRIVER_PATH',
    packages: ['webkit2gtk-driver', 'xvfb'],
    linux: ['/usr/bin/WebKitWebDriver'],
    needs: ['/usr/bin/Xvfb'],
  },
}

function find({ variable, needs = [], ...places }) {
  const path = [process.env[variable], ...(places[process.platform] ?? [])].find((place) => place && existsSync(place))
  return needs.every((program) => existsSync(program)) ? path : undefined
}

/** Tries to install by apt, as root or by sudo without a password. @returns whether it succeeded */
function aptInstall(name, packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false
  const rights = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => {
    const [command, ...rest] = [...rights, 'apt-get', '-qq', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env })
  }
  try {
    console.log(`No ${name} was found; installing ${packages.join(' and ')} with apt …`)
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
    return true
  } catch {
    return false
  }
}

function findOrInstall(name) {
  const entry = BROWSERS[name]
  return find(entry) ?? (aptInstall(name, entry.packages) ? find(entry) : undefined)
}

/** The path of Chrome or Chromium. @param headless whether one without windows is preferred @throws an error that says what to install */
export function browser({ headless = false } = {}) {
  const path = findOrInstall(headless ? 'Chromium’s headless shell' : 'Chrome or Chromium')
  if (!path)
    throw new Error(
      'No Chrome or Chromium was found: install Google Chrome or Chromium, or set CHROME_PATH to its program, and run this again.',
    )
  return path
}

/** The environment variables by which tests find the other engines, and for each missing one a sentence that says what to install. */
export function otherEngines() {
  const engines = ['Firefox', 'WebKitGTK'].map((name) => ({ name, ...BROWSERS[name], path: findOrInstall(name) }))
  return {
    env: Object.fromEntries(engines.filter(({ path }) => path).map(({ variable, path }) => [variable, path])),
    missing: engines
      .filter(({ path }) => !path)
      .map(
        ({ name, variable, packages }) =>
          `${name} was not found, so its tests were skipped: install it (on Debian: ${packages.join(' and ')}), or set ${variable} to its program, and run this again.`,
      ),
  }
}
