/** What a binding of a program's dispatch holds. */
export type Resource =
  | { readonly kind: 'values'; readonly id: number }
  /** The moments of a value's tiles (`tile.ts`), for the normalisation that reads it. */
  | { readonly kind: 'moments'; readonly id: number }
  /** Rows of projections, [B, Σ]. */
  | { readonly kind: 'projections' }
  /** Weights in the layout that the shader reads; made when they are uploaded. */
  | { readonly kind: 'parameters'; readonly pack: () => Float32Array<ArrayBuffer> }

export interface Binding {
  /** Its name in the shader. */
  readonly name: string
  readonly element: 'f32' | 'vec2f' | 'vec4f'
  readonly resource: Resource
}

/** One dispatch of a program, before anything of it is on the GPU. Equal shaders share a pipeline. */
export interface Dispatch {
  /** WGSL, without the declarations of uniforms and bindings. */
  readonly body: string
  /** Whole numbers, and others by the name ending in `F`; the shader reads them as `u.<name>`. */
  readonly uniforms: Readonly<Record<string, number>>
  /** At most eight with `writes`: what every WebGPU device has. */
  readonly reads: readonly Binding[]
  readonly writes: readonly Binding[]
  readonly workgroups: readonly [number, number, number]
}

const isFloat = (name: string) => name.endsWith('F')

/** The whole shader of a dispatch: uniforms are binding 0, then what it reads, then what it writes. */
export function shaderOf({ body, uniforms, reads, writes }: Dispatch): string {
  const fields = Object.keys(uniforms).map((name) => `${name}: ${isFloat(name) ? 'f32' : 'u32'},`)
  const declare = (access: string, offset: number) => (binding: Binding, i: number) =>
    `@group(0) @binding(${offset + i}) var<storage, ${access}> ${binding.name}: array<${binding.element}>;`
  return [
    `struct Uniforms { ${fields.join(' ')} }`,
    '@group(0) @binding(0) var<uniform> u: Uniforms;',
    ...reads.map(declare('read', 1)),
    ...writes.map(declare('read_write', 1 + reads.length)),
    body,
  ].join('\n')
}

/** The uniforms' bytes, in the order of the shader's struct. */
export function uniformBytes({ uniforms }: Dispatch): ArrayBuffer {
  const entries = Object.entries(uniforms)
  const bytes = new ArrayBuffer(Math.ceil(entries.length / 4) * 16)
  const view = new DataView(bytes)
  entries.forEach(([name, value], i) => {
    if (isFloat(name)) view.setFloat32(4 * i, value, true)
    else view.setUint32(4 * i, value, true)
  })
  return bytes
}
