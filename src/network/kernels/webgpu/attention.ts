import type { AttentionOperation } from '../../program/operations'
import type { DispatchContext } from './conv'
import type { Dispatch } from './dispatch'

/** Threads of a workgroup: each holds one key at a time, and sums the output's channels thread, thread + 64, … */
const threads = 64

const repeat = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join('\n    ')

/**
 * softmax(QKᵀ/√d)·V in one dispatch. A workgroup answers a few queries of one head; it goes through the keys 64 at a time and rescales
 * what it has summed whenever a larger score comes, so that no matrix of scores is stored and any number of pixels fits.
 * Source: Milakov & Gimelshein 2018; Dao et al. 2022.
 */
export function attentionDispatch(
  { input, heads, size, output }: AttentionOperation,
  { batch, software }: DispatchContext,
): Dispatch {
  const pixels = input.height * input.width
  const queries = pixels >= 256 && !software ? 4 : 1
  return {
    body: attentionShader(Math.ceil(size / threads), queries),
    uniforms: { pixels, heads, size, scaleF: size ** -0.5 },
    reads: [{ name: 'joined', element: 'f32', resource: { kind: 'values', id: input.id } }],
    writes: [{ name: 'output', element: 'f32', resource: { kind: 'values', id: output.id } }],
    workgroups: [Math.ceil(pixels / queries), heads, batch],
  }
}

/** @param perThread output channels of a thread */
function attentionShader(perThread: number, queries: number): string {
  const room = perThread * threads
  const sums = (text: (q: number, c: number) => string) =>
    repeat(queries * perThread, (i) => text(Math.floor(i / perThread), i % perThread))
  return `
var<workgroup> query: array<f32, ${queries * room}>;
var<workgroup> score: array<f32, ${queries * threads}>;

@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let inner = u.heads * u.size;
  let start = group.z * u.pixels * 3 * inner + group.y * u.size;
  let firstQuery = group.x * ${queries};
  for (var i = thread; i < ${queries * room}; i += ${threads}) {
    let pixel = min(firstQuery + i / ${room}, u.pixels - 1);
    query[i] = select(0.0, joined[start + pixel * 3 * inner + i % ${room}] * u.scaleF, i % ${room} < u.size);
  }
  ${repeat(queries, (q) => `var largest${q} = -3.0e38; var total${q} = 0.0;`)}
  ${sums((q, c) => `var sum${q}_${c} = 0.0;`)}
  for (var first = 0u; first < u.pixels; first += ${threads}) {
    workgroupBarrier();
    let count = min(${threads}u, u.pixels - first);
    if (thread < count) {
      let key = start + (first + thread) * 3 * inner + inner;
      ${repeat(queries, (q) => `var dot${q} = 0.0;`)}
      for (var c = 0u; c < u.size; c++) {
        let k = joined[key + c];
        ${repeat(queries, (q) => `dot${q} += query[${q * room} + c] * k;`)}
      }
      ${repeat(queries, (q) => `score[${q * threads} + thread] = dot${q};`)}
    }
    workgroupBarrier();
    ${repeat(
      queries,
      (q) => `var next${q} = largest${q};
    for (var j = 0u; j < count; j++) { next${q} = max(next${q}, score[${q * threads} + j]); }
    let rescale${q} = exp(largest${q} - next${q});
    total${q} *= rescale${q};
    largest${q} = next${q};`,
    )}
    ${sums((q, c) => `sum${q}_${c} *= rescale${q};`)}
    workgroupBarrier();
    if (thread < count) {
      ${repeat(queries, (q) => `score[${q * threads} + thread] = exp(score[${q * threads} + thread] - largest${q});`)}
    }
    workgroupBarrier();
    for (var j = 0u; j < count; j++) {
      let value = start + (first + j) * 3 * inner + 2 * inner + thread;
      ${repeat(queries, (q) => `let weight${q} = score[${q * threads} + j]; total${q} += weight${q};`)}
      ${repeat(perThread, (c) => `let v${c} = select(0.0, joined[value + ${c * threads}], thread + ${c * threads} < u.size);`)}
      ${sums((q, c) => `sum${q}_${c} += weight${q} * v${c};`)}
    }
  }
  ${sums(
    (q, c) => `if (thread + ${c * threads} < u.size && firstQuery + ${q} < u.pixels) {
      output[(group.z * u.pixels + firstQuery + ${q}) * inner + group.y * u.size + thread + ${c * threads}] = sum${q}_${c} / total${q};
    }`,
  )}
}`
}
