import type { Weight } from '../../checkpoint/safetensors'
import type { Program } from '../../program/operations'
import { assemble } from './assemble'
import { lengthOf, placesOf } from './places'

/** A program in a memory of its own, with its weights. */
export interface WasmProgram {
  /**
   * @param x [batch, H, W, C]
   * @param projections [batch, Σ], the rows of `Program.projections`
   * @param out [batch, H, W, C of the output]
   */
  run(x: Float32Array, batch: number, projections: Float32Array, out: Float32Array): void
  dispose(): void
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
    run(x, batch, projections, out) {
      if (!loaded) throw new Error('The program was disposed')
      const { input, row, output, compute } = loaded
      for (let picture = 0; picture < batch; picture++) {
        input.set(part(x, picture, input.length))
        row.set(part(projections, picture, row.length))
        compute()
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
  readonly compute: () => void
}

function load(program: Program, weights: ReadonlyMap<string, Weight>, module: WebAssembly.Module): Loaded {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { run, memoryBegin } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
  const places = placesOf(program, weights, memoryBegin())
  const commands = assemble(places, program)
  const begin = places.regions.reserve(commands.reduce((sum, { length }) => sum + length, 0))
  growTo(memory, places.regions.end())
  places.regions.fill(memory.buffer)
  const end = write(memory.buffer, begin, commands)
  const view = (address: number, length: number) => new Float32Array(memory.buffer, address, length)
  return {
    input: view(places.of(program.input), lengthOf(program.input)),
    row: view(places.projections, program.projections.width),
    output: view(places.of(program.output), lengthOf(program.output)),
    compute: () => {
      run(begin, end)
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
