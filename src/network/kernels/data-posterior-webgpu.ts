import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { type DataPosteriorAttributes, dataPosteriorKernel } from './data-posterior'

/** Threads that share one state, each with its part of the points; so that a few thousand states keep a GPU busy. */
const lanes = 8
/** States of a workgroup. */
const states = 8
const threads = lanes * states
/** Points that a workgroup holds at a time. */
const tile = 256

/** What a thread has summed: weights relative to that of the nearest point that it has met, and moments about it. */
const sums = `
  struct Sums {
    nearest: vec2<f32>, // b
    first: vec2<f32>,   // Σ w·(x₀ − b)
    total: f32,         // Σ w
    second: f32,        // Σ w·‖x₀ − b‖²
  }
  var<workgroup> points_held: array<vec2<f32>, ${tile}>;
  var<workgroup> held: array<Sums, ${threads}>;

  // log of the weight of a over that of b, from differences, so that no digits cancel. Beyond ±100 nothing is left of the lesser.
  fn logRatio(state: vec2<f32>, a: vec2<f32>, b: vec2<f32>) -> f32 {
    let along = dot(a - b, state - uniforms.signal * 0.5 * (a + b));
    return clamp(uniforms.signal * along * uniforms.overVariance, -100.0, 100.0);
  }

  // The same sums, as if relative to b with log-weight l above the present one.
  fn rebased(s: Sums, b: vec2<f32>, l: f32) -> Sums {
    let moved = b - s.nearest;
    let w = exp(-l);
    return Sums(b, w * (s.first - s.total * moved), w * s.total, w * (s.second - 2.0 * dot(moved, s.first) + s.total * dot(moved, moved)));
  }
`

/**
 * The posterior of ${states} states by a workgroup, every point seen once (streaming log-sum-exp: when a nearer point is met, the
 * sums are rebased upon it), then the lanes' sums merged.
 */
class PosteriorProgram implements WebGPUProgram {
  readonly shaderKey = dataPosteriorKernel
  readonly workgroupSize: [number, number, number] = [threads, 1, 1]
  readonly dispatchLayout = { x: [0, 1] }
  readonly dispatch: [number, number, number]
  readonly variableNames = ['x', 'points']
  readonly uniforms = 'signal: f32, overVariance: f32, logScale: f32,'

  constructor(readonly outputShape: number[]) {
    this.dispatch = [Math.ceil((outputShape[0] as number) / states), 1, 1]
  }

  getUserCode(): string {
    return `
      ${sums}

      fn merged(p: Sums, q: Sums, state: vec2<f32>) -> Sums {
        let l = logRatio(state, q.nearest, p.nearest);
        var near = p;
        var far = q;
        if (l > 0.0) { near = q; far = p; }
        far = rebased(far, near.nearest, abs(l));
        return Sums(near.nearest, near.first + far.first, near.total + far.total, near.second + far.second);
      }

      fn main(index: i32) {
        let thread = index % ${threads};
        let lane = thread % ${lanes};
        let query = index / ${lanes};
        let row = min(query, uniforms.xShape.x - 1);
        let state = vec2<f32>(x[2 * row], x[2 * row + 1]);
        let N = uniforms.pointsShape.x;
        var s = Sums(vec2<f32>(points[0], points[1]), vec2<f32>(0.0), 0.0, 0.0);

        for (var start = 0; start < N; start += ${tile}) {
          for (var i = thread; i < ${tile}; i += ${threads}) {
            let point = min(start + i, N - 1);
            points_held[i] = vec2<f32>(points[2 * point], points[2 * point + 1]);
          }
          workgroupBarrier();
          for (var i = lane; i < min(${tile}, N - start); i += ${lanes}) {
            let a = points_held[i];
            let l = logRatio(state, a, s.nearest);
            if (l > 0.0) { s = rebased(s, a, l); }
            let w = exp(min(l, 0.0));
            let d = a - s.nearest;
            s.first += w * d;
            s.total += w;
            s.second += w * dot(d, d);
          }
          workgroupBarrier();
        }

        held[thread] = s;
        workgroupBarrier();
        if (lane == 0 && query < uniforms.xShape.x) {
          for (var i = 1; i < ${lanes}; i += 1) { s = merged(s, held[thread + i], state); }
          let mean = s.first / s.total;
          let away = state - uniforms.signal * s.nearest;
          result[4 * query] = s.nearest.x + mean.x;
          result[4 * query + 1] = s.nearest.y + mean.y;
          result[4 * query + 2] = log(s.total) - 0.5 * dot(away, away) * uniforms.overVariance + uniforms.logScale;
          result[4 * query + 3] = 0.5 * max(0.0, s.second / s.total - dot(mean, mean));
        }
      }
    `
  }
}

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly points: TensorInfo }
  readonly attrs: DataPosteriorAttributes
  readonly backend: WebGPUBackend
}

function run({ inputs: { x, points }, attrs: { signal, precision, logScale }, backend }: Call): TensorInfo {
  const uniforms = [signal, precision, logScale].map((value) => ({ type: 'float32', data: [value] }))
  return backend.runWebGPUProgram(new PosteriorProgram([x.shape[0] as number, 4]), [x, points], 'float32', uniforms)
}

/** Makes `dataPosterior` use this kernel wherever WebGPU is the current back end. */
export function registerDataPosterior(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: dataPosteriorKernel, backendName: 'webgpu', kernelFunc })
}
