/** What the adapter says of itself; nothing is computed on it. */
export async function adapter() {
  const gpuAdapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!gpuAdapter) throw new Error('WebGPU has no adapter here')
  const { vendor, architecture, device, description } = gpuAdapter.info
  const {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupsPerDimension,
  } = gpuAdapter.limits
  return {
    vendor,
    architecture,
    device,
    description,
    features: [...gpuAdapter.features].sort(),
    limits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupsPerDimension,
    },
    shaderF16: gpuAdapter.features.has('shader-f16'),
  }
}
