import type { Figure, Places } from '../figures'
import type { Contest, EntryResult, Result } from './contest'
import type { Entry } from './contestants/contestant'
import { noiseOf, ratioOf, refusalOf, summaryOf } from './ratios'

// `npm run bench -- rivals`: the same network, in the same browser, in the same minutes, by other programs and by ours.

const names: Record<Entry['program'], string> = {
  stock: 'TensorFlow.js',
  'group-norm': 'TensorFlow.js with our group normalisation',
  onnxruntime: 'onnxruntime-web',
  ours: 'ours',
}
const programs = Object.keys(names) as Entry['program'][]

/** How many times as long as ours a rival should take at least. */
const aims: Record<Entry['backend'], Partial<Record<Entry['program'], number>>> = {
  wasm: { 'group-norm': 1.2, onnxruntime: 1.5 },
  webgpu: { stock: 2, onnxruntime: 2 },
}
/** How many times as long ours should take on one thread as on two. */
const THREADS_AIM = 1.6
/** What stands beside every figure of a GPU that the CPU emulates. */
const SOFTWARE = 'evidence about a software GPU only'

const entriesOf = (backend: Entry['backend'], threads: number): Entry[] =>
  programs.map((program) => ({ program, backend, threads }))

/** Flags: `--emoji` measures a second network, `--batch-16` also batch 16 on a software GPU, which takes many minutes. */
export async function rivals(places: Places, say: (line: string) => void): Promise<Figure[]> {
  const rows: Figure[] = []
  const measure = async (contest: Contest) => {
    say(`  ${whereOf(contest)}, ${backendOf(contest)} …`)
    rows.push(...(await figuresOf(places, contest)))
  }
  const models = ['digits-v', ...(places.flags.has('--emoji') ? ['emoji-v'] : [])]
  const isSlow = !places.gpu
  for (const model of models) {
    for (const batch of [1, 16]) {
      const contest = { model: `/models/${model}/`, batch }
      const wasm = [...entriesOf('wasm', 1), ...entriesOf('wasm', 2)]
      await measure({ ...contest, entries: wasm, seconds: 60, rounds: [9, 41] })
      if (isSlow && batch > 1 && !places.flags.has('--batch-16')) continue
      const webgpu = entriesOf('webgpu', 1)
      const rounds: Contest['rounds'] = isSlow ? [5, 9] : [9, 41]
      await measure({ ...contest, entries: webgpu, seconds: 60, rounds })
    }
  }
  return rows
}

async function figuresOf(places: Places, contest: Contest): Promise<Figure[]> {
  const page = await places.isolatedPage()
  const result = await page.evaluate<Result>(
    `import('/bench/rivals/contest.ts').then(({ contest }) => contest(${JSON.stringify(contest)}))`,
  )
  await page.close()
  return rowsOf(contest, result, places.gpu)
}

const whereOf = ({ model, batch }: Pick<Contest, 'model' | 'batch'>) =>
  `${model.split('/').at(-2) ?? model}, batch ${batch}`
const backendOf = ({ entries }: Contest) => entries[0]?.backend ?? ''

/** The rows of one contest: every contestant's times, then ratios, or why there are none. */
export function rowsOf(contest: Contest, { entries, calibration }: Result, gpu: boolean): Figure[] {
  const [where, backend] = [whereOf(contest), backendOf(contest)]
  const noise = noiseOf(calibration)
  const refusal = refusalOf(noise)
  const rows: Figure[] = entries.flatMap((result) => timesOf(where, result))
  rows.push({ what: `${where}, ${backend}: spread of the calibration`, value: 100 * noise.spread, unit: '%' })
  const timed = entries.filter(({ excluded }) => excluded === null)
  if (refusal === null) rows.push(...ratiosOf(where, timed))
  else rows.push({ what: `${where}, ${backend}: ratios`, value: NaN, unit: '', note: refusal })
  if (backend !== 'webgpu' || gpu) return rows
  return rows.map((row) => ({ ...row, note: [row.note, SOFTWARE].filter(Boolean).join('; ') }))
}

const entryName = ({ program, backend, threads }: Entry) =>
  `${names[program]}, ${backend}${backend === 'webgpu' ? '' : threads === 1 ? ', one thread' : `, ${threads} threads`}`

function timesOf(where: string, { entry, excluded, rounds }: EntryResult): Figure[] {
  const what = `${where}: ${entryName(entry)}`
  if (excluded !== null) return [{ what, value: NaN, unit: '', note: excluded }]
  const { least, typical } = summaryOf(rounds)
  return [
    { what: `${what}, minimum`, value: least, unit: 'ms' },
    { what: `${what}, median of ${rounds.length} rounds`, value: typical, unit: 'ms' },
  ]
}

/** Of every rival to ours (to our group normalisation, where ours does not run), and of one thread to two. */
function ratiosOf(where: string, timed: readonly EntryResult[]): Figure[] {
  const of = (program: Entry['program'], threads: number) =>
    timed.find(({ entry }) => entry.program === program && entry.threads === threads)
  const rows = timed.flatMap((rival) => {
    const { program, backend, threads } = rival.entry
    const best = of('ours', threads) ?? of('group-norm', threads)
    if (!best || best === rival) return []
    const atLeast = best.entry.program === 'ours' ? aims[backend][program] : undefined
    return [ratioRow(`${where}: ${entryName(rival.entry)}, to ${names[best.entry.program]}`, rival, best, atLeast)]
  })
  const threads = programs.flatMap((program) => {
    const [one, two] = [of(program, 1), of(program, 2)]
    if (!one || !two) return []
    const aim = program === 'ours' ? THREADS_AIM : undefined
    return [ratioRow(`${where}: ${names[program]}, one thread to two`, one, two, aim)]
  })
  return [...rows, ...threads]
}

function ratioRow(what: string, slower: EntryResult, faster: EntryResult, atLeast: number | undefined): Figure {
  const { value, low, high } = ratioOf(slower.rounds, faster.rounds)
  const note = `${low.toFixed(2)} to ${high.toFixed(2)} (10th to 90th percentile of rounds)`
  return { what, value, unit: '×', note, ...(atLeast !== undefined && { atLeast }) }
}
