// `npm start`: installs, builds when the sources are newer than the build, serves, prints the address.
import { install, run } from './install.mjs'

install()
run('npx', ['vite', 'build', '--logLevel', 'warn'])
run('npx', ['vite', 'preview', '--open', 'false', ...process.argv.slice(2)])
