import { matMul, mul, reshape, slice, softmax, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core'

/** softmax(QKᵀ/√d): each pixel's attention to each other. @param q, k [B, heads, N, d] @returns [B, heads, N, N] */
export function softmaxOfScores(q: Tensor4D, k: Tensor4D, size: number): Tensor4D {
  return softmax(matMul(mul(q, size ** -0.5), k, false, true))
}

/**
 * The same of queries and keys that lie side by side with the values.
 *
 * @param joined queries, keys and values side by side, [B, H, W, 3·heads·size]
 * @returns [B, heads, N, N]
 */
export function attentionWeights(
  joined: Tensor4D,
  { heads, size }: { readonly heads: number; readonly size: number },
): Tensor4D {
  return tidy(() => {
    const [batch, height, width] = joined.shape
    const part = (index: number): Tensor4D =>
      transpose(
        reshape(slice(joined, [0, 0, 0, index * heads * size], [-1, -1, -1, heads * size]), [
          batch,
          height * width,
          heads,
          size,
        ]),
        [0, 2, 1, 3],
      ) // [B, heads, N, d]
    return softmaxOfScores(part(0), part(1), size)
  })
}
