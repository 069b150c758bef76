/** A thread that takes part in a program's runs until it is terminated. */
onmessage = ({ data }: MessageEvent<HelperStart>) => {
  const { module, memory, control, thread } = data
  const { follow } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
  follow(control, thread)
}

/** What a helper is given to start. */
export interface HelperStart {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly control: number
  /** Its number, from 1. */
  readonly thread: number
}

interface Exports {
  readonly follow: (control: number, thread: number) => never
}
