import { shaderOf, type Dispatch } from './dispatch'

/** Compiles shaders for a device, each text once. */
export interface Pipelines {
  /** The pipeline of a dispatch; compiled now, on this thread, if it has not been prepared. */
  of(dispatch: Dispatch): GPUComputePipeline
  /** Compiles all that is missing at once, off the thread. @throws GPUPipelineError for a shader that does not compile here */
  prepare(dispatches: readonly Dispatch[], onProgress?: (doneCount: number, total: number) => void): Promise<void>
}

export function createPipelines(device: GPUDevice): Pipelines {
  const compiled = new Map<string, GPUComputePipeline>()
  const descriptor = (code: string): GPUComputePipelineDescriptor => ({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  })
  return {
    of: (dispatch) => {
      const code = shaderOf(dispatch)
      const pipeline = compiled.get(code) ?? device.createComputePipeline(descriptor(code))
      compiled.set(code, pipeline)
      return pipeline
    },
    prepare: async (dispatches, onProgress) => {
      const missing = [...new Set(dispatches.map(shaderOf))].filter((code) => !compiled.has(code))
      let doneCount = 0
      await Promise.all(
        missing.map(async (code) => {
          compiled.set(code, await device.createComputePipelineAsync(descriptor(code)))
          onProgress?.(++doneCount, missing.length)
        }),
      )
    },
  }
}
