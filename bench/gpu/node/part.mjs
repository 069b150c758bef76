// A process of its own for one part, so that it can be stopped, or crash, alone. It sends what it measured.
import './globals.mjs'
import './workers.mjs'

const [bundle, name, rehearsal] = process.argv.slice(2)
const { partsOf } = await import(bundle)
const part = partsOf(rehearsal === 'true').find((each) => each.name === name)
const outcome = await part.measure().then(
  (figures) => ({ figures }),
  (error) => ({ error: error instanceof Error ? error.stack : String(error) }),
)
process.send(outcome, () => {
  process.kill(process.pid, 'SIGKILL')
}) // nothing is left to be tidied up, and Dawn would wait for devices
