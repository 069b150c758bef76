import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { groupNormKernel } from './group-norm'

/** Threads that share one sample's group; every GPU that has WebGPU allows 256. */
const threads = 256

/**
 * GroupNorm, scale and shift, SiLU in one dispatch: a workgroup takes one sample's group of channels, sums it up twice
 * (mean, then squared distances from it, so that no digits cancel), and writes it once.
 */
class GroupNormProgram implements WebGPUProgram {
  readonly shaderKey: string
  readonly workgroupSize: [number, number, number] = [threads, 1, 1]
  readonly dispatchLayout: { x: number[] }
  readonly dispatch: [number, number, number]
  readonly variableNames: string[]
  readonly uniforms = 'groups: i32, offset: i32, epsilon: f32,'

  constructor(
    readonly outputShape: number[],
    groups: number,
    private readonly silu: boolean,
    private readonly modulated: boolean,
  ) {
    this.shaderKey = `${groupNormKernel}_${silu}_${modulated}`
    this.variableNames = ['x', 'gamma', 'beta', ...(modulated ? ['projections'] : [])]
    this.dispatchLayout = { x: outputShape.map((_, axis) => axis) }
    this.dispatch = [(outputShape[0] as number) * groups, 1, 1]
  }

  getUserCode(): string {
    const modulate = `y = y * (1.0 + projections[modulation + channel]) + projections[modulation + channels + channel];`
    return `
      var<workgroup> partSums: array<f32, ${threads}>;

      // The sum of every thread's value.
      fn total(value: f32, thread: i32) -> f32 {
        partSums[thread] = value;
        workgroupBarrier();
        for (var span = ${threads / 2}; span > 0; span = span / 2) {
          if (thread < span) { partSums[thread] += partSums[thread + span]; }
          workgroupBarrier();
        }
        let sum = partSums[0];
        workgroupBarrier();
        return sum;
      }

      fn main(index: i32) {
        let thread = index % ${threads};
        let picture = (index / ${threads}) / uniforms.groups;
        let group = (index / ${threads}) % uniforms.groups;
        let channels = uniforms.xShape.w;
        let width = channels / uniforms.groups; // channels of a group
        let size = uniforms.xShape.y * uniforms.xShape.z * width;
        let start = picture * uniforms.xShape.y * uniforms.xShape.z * channels + group * width;

        var sum = 0.0;
        for (var i = thread; i < size; i += ${threads}) { sum += x[start + (i / width) * channels + i % width]; }
        let mean = total(sum, thread) / f32(size);

        var squares = 0.0;
        for (var i = thread; i < size; i += ${threads}) {
          let d = x[start + (i / width) * channels + i % width] - mean;
          squares += d * d;
        }
        let scale = inverseSqrt(total(squares, thread) / f32(size) + uniforms.epsilon);

        ${this.modulated ? 'let modulation = picture * uniforms.projectionsShape.y + uniforms.offset;' : ''}
        for (var i = thread; i < size; i += ${threads}) {
          let at = start + (i / width) * channels + i % width;
          let channel = group * width + i % width;
          var y = (x[at] - mean) * scale * gamma[channel] + beta[channel];
          ${this.modulated ? modulate : ''}
          ${this.silu ? 'y = y / (1.0 + exp(-max(y, -80.0)));' : ''} // exp stays finite
          result[at] = y;
        }
      }
    `
  }
}

interface Call {
  readonly inputs: {
    readonly x: TensorInfo
    readonly gamma: TensorInfo
    readonly beta: TensorInfo
    readonly projections?: TensorInfo
  }
  readonly attrs: { readonly groups: number; readonly epsilon: number; readonly silu: boolean; readonly offset: number }
  readonly backend: WebGPUBackend
}

function run({ inputs, attrs, backend }: Call): TensorInfo {
  const { x, gamma, beta, projections } = inputs
  const program = new GroupNormProgram(x.shape, attrs.groups, attrs.silu, projections !== undefined)
  const uniforms = [
    { type: 'int32', data: [attrs.groups] },
    { type: 'int32', data: [attrs.offset] },
    { type: 'float32', data: [attrs.epsilon] },
  ]
  return backend.runWebGPUProgram(program, [x, gamma, beta, ...(projections ? [projections] : [])], 'float32', uniforms)
}

/** Makes `groupNorm` use this kernel wherever WebGPU is the current back end. */
export function registerGroupNorm(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: groupNormKernel, backendName: 'webgpu', kernelFunc })
}
