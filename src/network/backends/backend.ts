export type BackendName = 'webgpu' | 'webgl' | 'wasm'

/** The place where tensors live and kernels run; one is open at a time. */
export interface Backend {
  readonly name: BackendName
  /** A name for people: the GPU's vendor, architecture and description, as far as the browser tells, or what runs instead. */
  readonly device: string
  /** The same name where our own kernels compute a network, if they have more of the device: threads. */
  readonly ownDevice?: string
  /** Why a network cannot be computed by our own kernels here, where the page has some. */
  readonly ownRefused?: { readonly code: 'not-fetched' | 'backend'; readonly message: string }
  /** Whether a "GPU" back end is emulated on the CPU. */
  readonly software: boolean
  /** Frees the device. Every tensor of this back end is invalid afterwards. */
  dispose(): void
}

export interface BackendOptions {
  /** Whether a software emulation of the GPU is acceptable: right for tests and for a visitor who asks for it. */
  readonly allowSoftware: boolean
  /** Called once if the GPU is lost (driver reset, suspended laptop): open a back end again and rebuild everything. */
  readonly onLost: (reason: string) => void
}
