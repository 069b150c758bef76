/** What the adapter says of itself; nothing is computed on it. */
export async function adapter() {
  const found = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!found) throw new Error('WebGPU has no adapter here')
  const { vendor, architecture, device, description } = found.info
  const {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupsPerDimension,
  } = found.limits
  return {
    vendor,
    architecture,
    device,
    description,
    features: [...found.features].sort(),
    limits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupsPerDimension,
    },
    shaderF16: found.features.has('shader-f16'),
  }
}
