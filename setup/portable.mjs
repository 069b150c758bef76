// `npm run portable`: the page as one file, portable/noisewalk.html, which needs neither a server nor a connection.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { install, root, run } from './install.mjs'

install()
run('npx', ['vite', 'build', '--config', 'setup/portable/vite.config.ts', '--logLevel', 'warn'])
const file = join(root, 'portable/noisewalk.html')
console.log(
  `portable/noisewalk.html: ${(statSync(file).size / 1e6).toFixed(1)} MB. Copy it wherever you like, and open it in a browser.`,
)
