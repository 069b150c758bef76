import type { Weight } from '../../checkpoint/safetensors'
import type { Program, Values } from '../../program/operations'
import { assemble } from './assemble'
import { lengthOf, placesOf } from './places'

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

/** What the assembly sources export. */
interface Exports {
  readonly run: (begin: number, end: number) => void
  readonly memoryBegin: () => number
}

const page = 2 ** 16

/**
 * Compiles a program for a module of the assembly sources, and packs its weights. The pictures of a batch go through it one by one, so
 * its memory does not depend on the batch, and a picture's activations stay in the processor's cache.
 *
 * @throws Error if there is not enough memory
 */
export function createWasmProgram(
  program: Program,
  weights: ReadonlyMap<string, Weight>,
  module: WebAssembly.Module,
): WasmProgram {
  let loaded: Loaded | null = load(program, weights, module)
  return {
    run(x, batch, projections, out, copies = []) {
      if (!loaded) throw new Error('The program was disposed')
      const { input, row, output, compute } = loaded
      for (let picture = 0; picture < batch; picture++) {
        input.set(part(x, picture, input.length))
        row.set(part(projections, picture, row.length))
        compute(picture, copies)
        out.set(output, picture * output.length)
      }
    },
    dispose() {
      loaded = null // nothing else holds the memory
    },
  }
}

/** A program in its memory, with views of what goes in and comes out. */
interface Loaded {
  readonly input: Float32Array
  readonly row: Float32Array
  readonly output: Float32Array
  /** Computes the picture of this number in its batch. */
  readonly compute: (picture: number, copies: readonly Copy[]) => void
}

function load(program: Program, weights: ReadonlyMap<string, Weight>, module: WebAssembly.Module): Loaded {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { run, memoryBegin } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
  const places = placesOf(program, weights, memoryBegin())
  const commands = assemble(places, program)
  const begin = places.regions.reserve(commands.flat().reduce((sum, { length }) => sum + length, 0))
  growTo(memory, places.regions.end())
  places.regions.fill(memory.buffer)
  const ends = commands.reduce<number[]>((all, some) => [...all, write(memory.buffer, all.at(-1) ?? begin, some)], [])
  const view = (address: number, length: number) => new Float32Array(memory.buffer, address, length)
  return {
    input: view(places.of(program.input), lengthOf(program.input)),
    row: view(places.projections, program.projections.width),
    output: view(places.of(program.output), lengthOf(program.output)),
    compute: (picture, copies) => {
      let from = begin
      for (const { after, values, to } of copies) {
        run(from, ends[after] as number)
        from = ends[after] as number
        to.set(view(places.of(values), lengthOf(values)), picture * lengthOf(values))
      }
      run(from, ends.at(-1) as number)
    },
  }
}

const part = (values: Float32Array, picture: number, length: number) =>
  values.subarray(picture * length, (picture + 1) * length)

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  try {
    memory.grow(Math.ceil(bytes / page) - memory.buffer.byteLength / page)
  } catch (cause) {
    throw new Error(`WebAssembly has no ${bytes} bytes of memory`, { cause })
  }
}

function write(buffer: ArrayBuffer, begin: number, commands: readonly Int32Array[]): number {
  let address = begin
  for (const command of commands) {
    new Int32Array(buffer, address, command.length).set(command)
    address += 4 * command.length
  }
  return address
}
