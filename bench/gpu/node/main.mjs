// `node main.mjs BUNDLE OUTPUT [--rehearse]`, in the repository's folder: measures on the GPU that Dawn finds. What was
// measured so far is in the output file after every part, so that nothing is lost if this is stopped.
import { fork } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import './globals.mjs'

const [folder, output, ...flags] = process.argv.slice(2)
const rehearsal = flags.includes('--rehearse')
const bundle = pathToFileURL(join(resolve(folder), 'bench.js')).href
/** Seconds in which all has to be done; a rehearsal takes what it takes. */
const most = rehearsal ? Infinity : 280
const started = performance.now()
const since = (moment) => (performance.now() - moment) / 1000
const say = (line) => {
  console.log(`${since(started).toFixed(1).padStart(6)} s  ${line}`)
}

/** A part's figures, or why there are none. */
function outcomeOf({ name, seconds: own }) {
  const seconds = Math.round(Math.min(own, most - since(started)))
  if (seconds < 3) return { error: `not begun: ${most} s were over` }
  return new Promise((done) => {
    const child = fork(join(import.meta.dirname, 'part.mjs'), [bundle, name, String(rehearsal)])
    const timer = setTimeout(() => {
      done({ error: `not done within ${seconds} s` })
      child.kill('SIGKILL')
    }, 1000 * seconds)
    child.on('message', done)
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      done({ error: `its process ended by ${signal ?? code}` }) // of no effect where a message came before
    })
  })
}

const parts = {}
const report = {
  date: new Date().toISOString(),
  rehearsal,
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0], node: process.version },
  absent: { float16: 'the network has no float16 path', onnxruntime: 'not measured yet' },
  parts,
}

mkdirSync(dirname(output), { recursive: true })
const { partsOf } = await import(bundle)
for (const part of partsOf(rehearsal)) {
  say(`${part.name} …`)
  const began = performance.now()
  const outcome = await outcomeOf(part)
  parts[part.name] = { seconds: since(began), ...outcome }
  say('error' in outcome ? `${part.name} FAILED: ${outcome.error}` : `${part.name}: ${JSON.stringify(outcome.figures)}`)
  writeFileSync(`${output}.part`, `${JSON.stringify(report, null, 2)}\n`)
  renameSync(`${output}.part`, output)
}
say(`all parts are done: ${output}`)
