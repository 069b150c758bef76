import type { Weight } from '../../checkpoint/safetensors'
import type { Program, Values } from '../../program/operations'
import { assemble } from './assemble'
import { controlLength, mostThreads, sumsBytes } from './layout'
import { allocate, page } from './memory'
import { createPace, type Pace } from './pace'
import { lengthOf, placesOf, type Places } from './places'

/** A program in a memory of its own, with its weights. */
export interface WasmProgram {
  /**
   * @param x [batch, H, W, C]
   * @param projections [batch, Σ], the rows of `Program.projections`
   * @param out [batch, H, W, C of the output]
   * @param copies inner values to copy while they are there, in the order of computation
   */
  run(x: Float32Array, batch: number, projections: Float32Array, out: Float32Array, copies?: readonly Copy[]): void
  dispose(): void
}

/** A value of a program, to be copied after one of its operations. */
export interface Copy {
  /** The operation's index. */
  readonly after: number
  readonly values: Values
  readonly to: Float32Array // [batch, H, W, C]
}

/** What the assembly sources export to the thread that leads. */
interface Exports {
  readonly run: (begin: number, end: number, control: number, shared: boolean) => number
}

/** Starts threads that take part in the runs of a module in a shared memory. @returns a function that ends them */
export type StartHelpers = (module: WebAssembly.Module, memory: WebAssembly.Memory, control: number) => () => void

/**
 * Compiles a program for a module of the assembly sources, and packs its weights. The pictures of a batch go through it one by one, so
 * its memory does not depend on the batch, and a picture's activations stay in the processor's cache.
 *
 * @param startHelpers for a module whose memory is shared, and only for it; helpers take part as soon as they have started
 * @param pace tells when they take part
 * @throws Error if there is not enough memory
 */
export function createWasmProgram(
  program: Program,
  weights: ReadonlyMap<string, Weight>,
  module: WebAssembly.Module,
  startHelpers: StartHelpers | null = null,
  pace: Pace = createPace(),
): WasmProgram {
  let loaded: Loaded | null = load(program, weights, module, startHelpers)
  return {
    run(x, batch, projections, out, copies = []) {
      for (let picture = 0; picture < batch; picture++) {
        if (!loaded) throw new Error('The program was disposed')
        loaded.input.set(part(x, picture, loaded.input.length))
        loaded.row.set(part(projections, picture, loaded.row.length))
        if (computed(loaded, pace, picture, copies)) out.set(loaded.output, picture * loaded.output.length)
        else {
          console.warn('A helper of WebAssembly stopped in the middle of a network; one thread goes on.')
          loaded = loaded.alone()
          picture-- // once more
        }
      }
    },
    dispose() {
      loaded?.end()
      loaded = null // nothing else holds the memory
    },
  }
}

/** A program in its memory, with views of what goes in and comes out. */
interface Loaded {
  readonly input: Float32Array
  readonly row: Float32Array
  readonly output: Float32Array
  /** Computes the picture of this number in its batch. @returns false if a helper did not finish its part */
  readonly compute: (picture: number, copies: readonly Copy[], shared: boolean) => boolean
  readonly helped: boolean
  /** Ends the helpers. */
  readonly end: () => void
  /** The same in a memory that no helper knows, and the end of this. */
  readonly alone: () => Loaded
}

/** Computes a picture with helpers, if that is quicker at present. @returns false if a helper did not finish its part */
function computed({ compute, helped }: Loaded, pace: Pace, picture: number, copies: readonly Copy[]): boolean {
  if (!helped) return compute(picture, copies, false)
  const shared = pace.shared()
  const begin = performance.now()
  const isComplete = compute(picture, copies, shared)
  pace.took(performance.now() - begin)
  return isComplete
}

/** Addresses of a program's commands, and of what threads share. */
interface Addresses {
  readonly places: Places
  readonly begin: number
  /** Where the commands of each operation end. */
  readonly ends: readonly number[]
  readonly control: number
}

function load(
  program: Program,
  weights: ReadonlyMap<string, Weight>,
  module: WebAssembly.Module,
  startHelpers: StartHelpers | null,
): Loaded {
  const places = placesOf(program, weights, page)
  const commands = assemble(places, program)
  const begin = places.regions.reserve(commands.flat().reduce((sum, { length }) => sum + length, 0))
  const control = places.regions.reserve((controlLength + mostThreads * sumsBytes) / 4)
  const memory = allocate(places.regions.end(), startHelpers !== null)
  places.regions.fill(memory.buffer)
  const ends = commands.reduce<number[]>((all, some) => [...all, write(memory.buffer, all.at(-1) ?? begin, some)], [])
  return start(program, { places, begin, ends, control }, module, memory, startHelpers)
}

function start(
  program: Program,
  addresses: Addresses,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  startHelpers: StartHelpers | null,
): Loaded {
  const { places, begin, ends, control } = addresses
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
  const view = (address: number, length: number) => new Float32Array(memory.buffer, address, length)
  const end = startHelpers?.(module, memory, control) ?? (() => undefined)
  return {
    input: view(places.of(program.input), lengthOf(program.input)),
    row: view(places.projections, program.projections.width),
    output: view(places.of(program.output), lengthOf(program.output)),
    compute: (picture, copies, shared) => {
      let from = begin
      for (const { after, values, to } of copies) {
        const until = ends[after] as number
        if (!run(from, until, control, shared)) return false
        from = until
        to.set(view(places.of(values), lengthOf(values)), picture * lengthOf(values))
      }
      return run(from, ends.at(-1) as number, control, shared) !== 0
    },
    helped: startHelpers !== null,
    end,
    alone: () => {
      end()
      const copy = allocate(memory.buffer.byteLength, true)
      new Uint8Array(copy.buffer).set(new Uint8Array(memory.buffer)) // what is constant is right; all else is computed again
      return start(program, addresses, module, copy, null)
    },
  }
}

const part = (values: Float32Array, picture: number, length: number) =>
  values.subarray(picture * length, (picture + 1) * length)

function write(buffer: ArrayBuffer, begin: number, commands: readonly Int32Array[]): number {
  let address = begin
  for (const command of commands) {
    new Int32Array(buffer, address, command.length).set(command)
    address += 4 * command.length
  }
  return address
}
