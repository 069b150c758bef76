import { join } from 'node:path'

/** Flags that give headless Chromium WebGPU on a machine without a GPU (SwiftShader), and keep it off the network. */
export const chromiumFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The same, for tests that compile many shaders. A browser clears a workgroup's memory before each shader; this leaves it as it is. A
 * kernel that reads what nobody has written then gets any number, not 0, and a software GPU, which clears number by number, compiles
 * shaders in half the time. End-to-end tests use it where networks are loaded on WebGPU; `reverse.test.ts` runs there as a visitor does.
 */
export const unclearedFlags = [...chromiumFlags, '--enable-dawn-features=disable_workgroup_init']

/**
 * The environment of a browser that sees no font of this machine, so that pages show only fonts that they bring. One font stands for
 * the system's: it has boxes for a few letters that the page does not bring, and a wide box for every other letter.
 * It works only on Linux, where fontconfig finds the fonts.
 */
export const browserEnv = { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, 'fonts', 'fonts.conf') }

/** The language and time zone of the tests' visitor, which no author has. */
export const elsewhere = { locale: 'de-DE', timezoneId: 'Asia/Kathmandu' }
