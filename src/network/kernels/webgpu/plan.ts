import { planMemory } from '../../program/memory'
import type { Program, Values } from '../../program/operations'
import { uniformBytes, type Dispatch, type Resource } from './dispatch'
import type { Pipelines } from './pipelines'
import { momentsSize } from './tile'

/** A program for one number of pictures, with its memory and its bindings made: a run of it only issues dispatches. */
export interface Plan {
  /** Where the caller copies the pictures and the rows of projections to, and where it finds the output. */
  readonly input: GPUBuffer
  readonly projections: GPUBuffer
  readonly output: GPUBuffer
  readonly dispatches: number
  /** Bytes of its buffers. */
  readonly bytes: number
  /** The buffer of a value, by its id; another value may have it later. */
  values(id: number): GPUBuffer
  /** Issues the operations from one index up to, and without, another; all of them unless they are given. */
  record(pass: GPUComputePassEncoder, from?: number, to?: number): void
  destroy(): void
}

interface PlanOptions {
  readonly device: GPUDevice
  readonly pipelines: Pipelines
  readonly program: Program
  /** Of each operation. */
  readonly dispatches: readonly (readonly Dispatch[])[]
  /** The parameters of a dispatch; they do not depend on the batch, and outlive the plan. */
  readonly parametersOf: (dispatch: number, pack: () => Float32Array<ArrayBuffer>) => GPUBuffer
  readonly batch: number
}

export function createPlan({
  device,
  pipelines,
  program,
  dispatches: grouped,
  parametersOf,
  batch,
}: PlanOptions): Plan {
  const dispatches = grouped.flat()
  const owned: GPUBuffer[] = []
  const allocate = (bytes: number, usage: number) => {
    const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 16) * 16), usage })
    owned.push(buffer)
    return buffer
  }
  const memory = placesOf(program, batch, (numbers) => allocate(4 * numbers, storage))
  const projections = allocate(4 * batch * program.projections.width, storage)
  const uniforms = writeUniforms(device, dispatches, allocate)
  const bufferOf = (resource: Resource, dispatch: number) => {
    switch (resource.kind) {
      case 'values':
        return memory.values(resource.id)
      case 'moments':
        return memory.moments(resource.id)
      case 'projections':
        return projections
      case 'parameters':
        return parametersOf(dispatch, resource.pack)
    }
  }
  const steps = dispatches.map((dispatch, i): Step => {
    const pipeline = pipelines.of(dispatch)
    const buffers = [...dispatch.reads, ...dispatch.writes].map(({ resource }) => bufferOf(resource, i))
    return {
      pipeline,
      bindings: bind(device, pipeline, [...uniforms.slice(i, i + 1), ...buffers.map((buffer) => ({ buffer }))]),
      workgroups: dispatch.workgroups,
    }
  })
  return {
    input: memory.values(program.input.id),
    output: memory.values(program.output.id),
    projections,
    dispatches: steps.length,
    bytes: owned.reduce((sum, { size }) => sum + size, 0),
    values: memory.values,
    record: (pass, from = 0, to = grouped.length) => {
      const [start, end] = [from, to].map((operation) => grouped.slice(0, operation).flat().length)
      for (const { pipeline, bindings, workgroups } of steps.slice(start, end)) {
        pass.setPipeline(pipeline)
        pass.setBindGroup(0, bindings)
        pass.dispatchWorkgroups(...workgroups)
      }
    },
    destroy: () => {
      for (const buffer of owned) buffer.destroy()
    },
  }
}

interface Step {
  readonly pipeline: GPUComputePipeline
  readonly bindings: GPUBindGroup
  readonly workgroups: Dispatch['workgroups']
}

const bind = (device: GPUDevice, pipeline: GPUComputePipeline, resources: readonly GPUBufferBinding[]) =>
  device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  })

const storage = 0x80 | 0x4 | 0x8 // GPUBufferUsage.STORAGE | COPY_SRC | COPY_DST

/** The buffers of all values: those that are not needed at the same time share one, and one of moments. */
function placesOf(program: Program, batch: number, allocate: (numbers: number) => GPUBuffer) {
  const size = ({ height, width, channels }: Values) => batch * height * width * channels
  const buffers = (sizeOf: (values: Values) => number) => {
    const { slots, sizes } = planMemory(program, ({ output }) => sizeOf(output))
    const pieces = sizes.map(allocate)
    const ownBuffers = new Map([program.input, program.output].map((values) => [values.id, allocate(sizeOf(values))]))
    return (id: number) => {
      const buffer = ownBuffers.get(id) ?? pieces[slots.get(id) ?? -1]
      if (buffer) return buffer
      throw new Error(`No memory for value ${id}`)
    }
  }
  return { values: buffers(size), moments: buffers((values) => batch * momentsSize(values)) }
}

/** All uniforms in one buffer, each where a binding may begin. */
function writeUniforms(
  device: GPUDevice,
  dispatches: readonly Dispatch[],
  allocate: (bytes: number, usage: number) => GPUBuffer,
): readonly GPUBufferBinding[] {
  const bytes = dispatches.map(uniformBytes)
  const alignment = device.limits.minUniformBufferOffsetAlignment
  const places: { offset: number; size: number }[] = []
  let end = 0
  for (const { byteLength } of bytes) {
    places.push({ offset: end, size: byteLength })
    end = Math.ceil((end + byteLength) / alignment) * alignment
  }
  const buffer = allocate(end, 0x40 | 0x8) // GPUBufferUsage.UNIFORM | COPY_DST
  bytes.forEach((each, i) => {
    device.queue.writeBuffer(buffer, places[i]?.offset ?? 0, each)
  })
  return places.map((place) => ({ buffer, ...place }))
}
