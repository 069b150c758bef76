import type { Plugin } from 'vite'

/**
 * The kernels of TensorFlow.js that `src` uses: those of the operations that it imports, of operations that these use, and of the gradients
 * that learning in the plane takes. `test/setup/used-kernels.test.ts` finds what is missing here.
 */
export const usedKernels: ReadonlySet<string> = new Set(
  `Abs Add ArgMin AvgPool BatchMatMul Cast ClipByValue Concat Conv2D Conv2DBackpropInput Cos DepthwiseConv2dNative Erf
  Exp Fill FusedConv2D FusedDepthwiseConv2D GatherV2 Greater GreaterEqual Identity Less LessEqual LogicalAnd Log Max Maximum Mean Min Minimum
  Multiply Neg NotEqual OnesLike Pack Pad PadV2 Pow RealDiv FloorDiv Reciprocal Relu Reshape ResizeNearestNeighbor Rsqrt Select Sigmoid Sin
  Slice Softmax SplitV Sqrt Square SquaredDifference Step Sub Sum Tile TopK Transpose Unpack ZerosLike _FusedMatMul`.split(
    /\s+/,
  ),
)

const registration = /@tensorflow[/+]tfjs-backend-(webgpu|webgl|wasm)\/dist\/register_all_kernels\.js$/

/** Each back end registers all its kernels when it is imported; this leaves out those that are never called, and so their code. */
export const withUsedKernels = (): Plugin => ({
  name: 'used-kernels',
  enforce: 'pre',
  transform(code, id) {
    if (!registration.test(id.split('?')[0] as string)) return null
    const unused = [...code.matchAll(/^import \{ (\w+) \} from '\.\/kernels\/(\w+)';$/gm)].filter(
      ([, , kernel]) => !usedKernels.has(kernel as string),
    )
    return unused.reduce(
      (text, [line, config]) => text.replace(line, '').replace(new RegExp(`^ *${config},?$`, 'm'), ''),
      code.replace(/\/\/# sourceMappingURL=.*$/m, ''),
    )
  },
})
