// The layout of commands in the module's memory, shared with the assembly sources: offsets of their fields in bytes. Fields are
// int32 or, where they say so, float32. Addresses are in bytes; an address of 0 means none.

// Of every command
export const kindAt = 0
/** The command's own length in bytes. */
export const lengthAt = 4

// Kinds
export const sumsKind = 1
export const affineKind = 2
export const gatherKind = 3
export const productKind = 4
export const packKind = 5
export const softmaxKind = 6
export const resampleKind = 7

// The one or two inputs that lie side by side along the channels, in sums, affine and gather
export const firstAt = 8
export const firstChannelsAt = 12
export const secondAt = 16
export const secondChannelsAt = 20

// Sums: Σx and Σx² of each channel over all pixels, float64: [2, channels]
export const sumsPixelsAt = 24
export const sumsOutputAt = 28
export const sumsLength = 32

// Affine: the a and b of y = a·x + b for each channel, [2, channels] float32, from the sums
export const affineSumsAt = 24
export const affinePixelsAt = 28
export const affineGroupsAt = 32
/** float32 */
export const affineEpsilonAt = 36
export const affineGammaAt = 40
export const affineBetaAt = 44
/** scale[C], then shift[C]; 0: not modulated. */
export const affineModulationAt = 48
export const affineOutputAt = 52
export const affineLength = 56

// Gather: f(a·x + b) into a picture with zeros around it
export const gatherHeightAt = 24
export const gatherWidthAt = 28
/** What an affine command wrote; 0: x as it is. */
export const gatherAffineAt = 32
export const gatherActivationAt = 36
export const gatherBeforeAt = 40
export const gatherAfterAt = 44
export const gatherOutputAt = 48
export const gatherLength = 52

// Activations
export const noActivation = 0
export const siluActivation = 1
export const mishActivation = 2
export const geluActivation = 3
export const reluActivation = 4

// Product: y[pixel, output] = (Σ over all rows of all segments + bias + projection + residual)·factor
export const productPixelsAt = 8
export const productOutputsAt = 12
/** Blocks of 8 outputs: [block][k][8]. */
export const productWeightsAt = 16
/** Bytes of weights of one block. */
export const productBlockAt = 20
export const productBiasAt = 24
export const productProjectionAt = 28
export const productResidualAt = 32
/** int32[pixels]: which pixel of the residual belongs to each; 0: its own. Likewise the tables below. */
export const productResidualTableAt = 36
/** float32 */
export const productFactorAt = 40
export const productOutputAt = 44
export const productOutputStrideAt = 48
export const productOutputTableAt = 52
export const productSegmentsAt = 56
export const productLength = 60

// A segment of a product, after its fields: rows of neighbouring numbers, by which neighbouring rows of weights are multiplied
export const segmentBaseAt = 0
export const segmentTableAt = 4
/** Bytes from one pixel to the next. */
export const segmentStrideAt = 8
export const segmentRowsAt = 12
export const segmentRowStrideAt = 16
/** Numbers in a row. */
export const segmentRowLengthAt = 20
export const segmentLength = 24

// Pack: a matrix [rows, columns] as weights [block of 8 columns][rows][8], with zeros beyond its last column
export const packInputAt = 8
export const packRowsAt = 12
export const packColumnsAt = 16
export const packRowStrideAt = 20
export const packColumnStrideAt = 24
export const packOutputAt = 28
export const packLength = 32

// Softmax of each row, in place
export const softmaxAt = 8
export const softmaxRowsAt = 12
export const softmaxColumnsAt = 16
export const softmaxLength = 20

// Resample
export const resampleInputAt = 8
export const resampleHeightAt = 12
export const resampleWidthAt = 16
export const resampleChannelsAt = 20
export const resampleByAt = 24
export const resampleOutputAt = 28
export const resampleLength = 32

export const byDown = 0
export const byFirDown = 1
export const byFirUp = 2

/** Outputs that a product computes at once. */
export const tileOutputs = 8

// What the threads of a program share: words, then the sums of each thread's tile
/** Whether helpers may take part in the command in work, and how many do: `assembly/share.ts`. */
export const gateAt = 0
export const commandAt = 4
/** How many of them have finished. */
export const leftAt = 64
/** How many units of the command have been claimed. */
export const claimedAt = 128
export const controlLength = 192
/** The sums of a tile of at most 6 pixels and 8 outputs, in bytes. */
export const sumsBytes = 192
export const mostThreads = 4
