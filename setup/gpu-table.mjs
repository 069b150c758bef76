// `node setup/gpu-table.mjs [FILE]`: prints the figures of bench/gpu as a Markdown table. FILE is bench/gpu/results.json by default.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const { parts } = JSON.parse(readFileSync(process.argv[2] ?? join(root, 'bench/gpu/results.json'), 'utf8'))
const rate = Math.max(...(parts['matrix products']?.figures ?? []).map(({ gigaflops }) => gigaflops)) // the adapter's best

const inWords = (value, unit) =>
  `${Number.isInteger(value) ? value : Number(value.toPrecision(3))}${unit && ` ${unit}`}`
const row = (what, value, unit = '', aim = '') =>
  `| ${what} | ${typeof value === 'number' ? inWords(value, unit) : 'not measured'} | ${aim} |`
const atMost = (value, most, unit) => `≤ ${most} ${unit}: ${value <= most ? 'holds' : 'does not hold'}`
const atLeast = (value, least, unit) => `≥ ${least} ${unit}: ${value >= least ? 'holds' : 'does not hold'}`

const networkRows = (what, each) => [
  row(`${what}, batch ${each.batch}: a call that is waited for, median`, each.alone, 'ms'),
  row(`${what}, batch ${each.batch}: a call among many`, each.queued, 'ms'),
  row(`${what}, batch ${each.batch}: of that, the thread's part`, each.issuing, 'ms'),
  row(
    `${what}, batch ${each.batch}: the GPU's own time, all programs`,
    each.programs.reduce((sum, { ms }) => sum + ms, 0),
    'ms',
  ),
  row(`${what}, batch ${each.batch}: dispatches`, each.dispatches),
  row(
    `${what}, batch ${each.batch}: share of the adapter's rate of matrix products`,
    (100 * 1000 * each.gigaflop) / each.queued / rate,
    '%',
  ),
]

/** The rows of each part, by the beginning of its name. */
const rowsOf = {
  step: (name, step) => [
    row(`${name}: median of ${step.steps}`, step.median, 'ms'),
    row(`${name}: dispatches`, step.dispatches),
    row(`${name}: read-backs`, step.readBacks, '', atMost(step.readBacks, 1, '')),
    row(`${name}: the self-test's time`, step.selfTest.ms, 'ms'),
    row(`${name}: the self-test's largest relative error`, step.selfTest.error),
  ],
  network: (_, all) => all.flatMap((each) => networkRows('network', each)),
  stock: (_, all) => all.flatMap((each) => networkRows('network by stock operations', each)),
  'plane field': (_, all) => all.map(({ what, ms }) => row(what, ms, 'ms', atMost(ms, 16, 'ms'))),
  'plane learning': (_, { width, depth, batch, stepsPerSecond }) => [
    row(
      `steps of learning a second, ${width} units, ${depth} layers, batch ${batch}`,
      stepsPerSecond,
      '/s',
      atLeast(stepsPerSecond, 200, '/s'),
    ),
  ],
  matrix: (_, all) =>
    all.map(({ n, gigaflops }) => row(`products of [${n}, ${n}] by [${n}, ${n}]`, gigaflops, 'GFLOP/s')),
  growth: (_, { steps, bytes, tensors }) => [
    row(`GPU bytes after ${steps} steps less after 10, tiny model`, bytes, 'B', atMost(bytes, 0, 'B')),
    row('tensors, likewise', tensors, '', atMost(tensors, 0, '')),
  ],
  'learning, growth': (_, { steps, bytes, tensors }) => [
    row(`GPU bytes after ${steps} more steps of learning`, bytes, 'B', atMost(bytes, 0, 'B')),
    row('tensors, likewise', tensors, '', atMost(tensors, 0, '')),
  ],
}

const lines = Object.entries(parts).flatMap(([name, { figures, error }]) => {
  if (error !== undefined) return [`| ${name} | not measured: ${error.split('\n')[0]} | |`]
  const [, rows] = Object.entries(rowsOf).find(([start]) => name.startsWith(start)) ?? []
  return rows?.(name, figures) ?? []
})
console.log(['| figure | value | aim |', '| --- | ---: | --- |', ...lines].join('\n'))
