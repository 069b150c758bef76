// Real drivers keep the programs that they compiled. The software GPU compiles a program again for each device, and most of the
// tests' time would go there. So all test files run in one page, in which back ends share one device that compiles each program once.

/** Whether a back end that opens gets the shared device. A test that loses its device needs one of its own. */
export const sharing = { on: true }

/** What a device was asked for before, by its text. */
function remember<Made>(cache = new Map<string, Made>()): (key: string, make: () => Made) => Made {
  return (key, make) => {
    const value = cache.get(key) ?? make()
    cache.set(key, value)
    return value
  }
}

/** The shared device; its programs of equal text are one program, and destroying it does nothing. */
async function openShared(adapter: GPUAdapter, descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> {
  const device = await requestDevice.call(adapter, descriptor)
  device.destroy = () => undefined
  return device
}

/* oxlint-disable typescript/unbound-method -- each is called with the adapter or device as its `this` below */
const { requestDevice } = GPUAdapter.prototype
const { createShaderModule, createComputePipeline, createComputePipelineAsync } = GPUDevice.prototype
/* oxlint-enable typescript/unbound-method */

let shared: Promise<GPUDevice> | undefined
let device: GPUDevice | undefined
const texts = new WeakMap<GPUShaderModule, string>()
const modules = remember<GPUShaderModule>()
const compiled = new Map<string, GPUComputePipeline>()
const pipelines = remember(compiled)
const coming = remember<Promise<GPUComputePipeline>>()
const textOf = ({ compute: { module } }: GPUComputePipelineDescriptor): string => texts.get(module) ?? ''

GPUAdapter.prototype.requestDevice = async function (descriptor) {
  if (!sharing.on) return requestDevice.call(this, descriptor)
  shared ??= openShared(this, descriptor)
  device = await shared
  return device
}
GPUDevice.prototype.createShaderModule = function (descriptor) {
  const make = () => createShaderModule.call(this, descriptor)
  if (this !== device) return make()
  const module = modules(descriptor.code, make)
  texts.set(module, descriptor.code)
  return module
}
GPUDevice.prototype.createComputePipeline = function (descriptor) {
  const make = () => createComputePipeline.call(this, descriptor)
  return this === device ? pipelines(textOf(descriptor), make) : make()
}
GPUDevice.prototype.createComputePipelineAsync = function (descriptor) {
  const make = () => createComputePipelineAsync.call(this, descriptor)
  if (this !== device) return make()
  return coming(textOf(descriptor), async () => {
    const pipeline = compiled.get(textOf(descriptor)) ?? (await make())
    return pipelines(textOf(descriptor), () => pipeline)
  })
}
