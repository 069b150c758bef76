import { dispose, matMul, ones, reshape, slice, type Tensor } from '@tensorflow/tfjs-core'
import { openBackend, readPacked, tidy } from '../../src/network'

/** Waits until the GPU has done all that it was asked for before `last`. */
export async function finished(last: Tensor): Promise<void> {
  const end = tidy(() => slice(reshape(last, [last.size]), [0], [1]))
  await readPacked([end]).finally(() => {
    end.dispose()
  })
}

/**
 * The adapter's own rate of matrix products, float32, by TensorFlow.js's own kernel.
 *
 * @param sizes n of products [n, n] by [n, n]
 * @param count products of each size, issued at once; the clock stops when all are done
 * @returns 10⁹ additions and multiplications a second, of each size
 */
export async function productRates(
  sizes: readonly number[],
  count: number,
): Promise<{ readonly n: number; readonly ms: number; readonly gigaflops: number }[]> {
  const backend = await openBackend('webgpu', { allowSoftware: true, onLost: () => undefined })
  const rates = []
  for (const n of sizes) {
    const [a, b] = [ones([n, n]), ones([n, n])]
    const round = async () => {
      const started = performance.now()
      let product = matMul(a, b)
      for (let i = 1; i < count; i++) {
        product.dispose()
        product = matMul(a, b)
      }
      await finished(product)
      product.dispose()
      return (performance.now() - started) / count
    }
    await round() // compiles
    const ms = await round()
    rates.push({ n, ms, gigaflops: (2 * n ** 3) / (1e6 * ms) })
    dispose([a, b])
  }
  backend.dispose()
  return rates
}
