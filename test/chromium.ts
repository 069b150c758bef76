import { join } from 'node:path'

/** Flags under which headless Chromium has WebGPU on a machine without a GPU (SwiftShader), and stays off the network. */
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
 * The environment of a browser that sees no font of this machine: what a page shows then, it brought. One font stands for
 * the system's. It has boxes for a few letters that the page does not bring, and a wide box for every other.
 * Only where fontconfig finds the fonts, on Linux.
 */
export const browserEnv = { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, 'fonts', 'fonts.conf') }

/** Where the tests' visitor lives: not where the page was made. */
export const elsewhere = { locale: 'de-DE', timezoneId: 'Asia/Kathmandu' }
