import { env } from '@tensorflow/tfjs-core'
import { BackendUnavailable } from '../errors'
import type { Backend, BackendOptions } from './backend'
import { install } from './registry'

/**
 * Opens TensorFlow.js on WebGL 2.
 *
 * @throws BackendUnavailable
 */
export async function openWebGL({ allowSoftware, onLost }: BackendOptions): Promise<Backend> {
  if (typeof OffscreenCanvas === 'undefined') throw new BackendUnavailable('no-webgl') // a worker has no other canvas
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2', attributes(!allowSoftware))
  if (!gl) throw new BackendUnavailable('no-webgl')
  const device = rendererOf(gl)
  const software = /swiftshader|llvmpipe|softpipe|software|basic render/i.test(device)
  if (software && !allowSoftware) throw new BackendUnavailable('software-webgl', device)

  const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl')
  env().set('WEBGL_VERSION', 2)
  env().set('SOFTWARE_WEBGL_ENABLED', allowSoftware)
  const remove = await install('webgl', new MathBackendWebGL(canvas)) // with our own context, whose loss we can observe

  const onContextLost = () => {
    onLost('WebGL context lost')
  }
  canvas.addEventListener('webglcontextlost', onContextLost, { once: true })
  return {
    name: 'webgl',
    device,
    software,
    dispose() {
      canvas.removeEventListener('webglcontextlost', onContextLost)
      remove()
      loseContext(gl)
    },
  }
}

function loseContext(gl: WebGL2RenderingContext): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext()
}

/** The attributes that TensorFlow.js uses: its own getContext must be given the same ones. */
function attributes(failIfMajorPerformanceCaveat: boolean): WebGLContextAttributes {
  return {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    failIfMajorPerformanceCaveat,
  }
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : gl.getParameter(gl.RENDERER)
  return typeof renderer === 'string' && renderer ? renderer : 'WebGL 2'
}
