/** Vite gives the address of a WebAssembly file; its own types cannot be used here, because they bring the DOM with them. */
declare module '*.wasm?url' {
  const url: string
  export default url
}
