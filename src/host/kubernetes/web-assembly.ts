/** What of WebAssembly is used here; TypeScript knows it only together with all of a browser. */
interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule
    imports(
      module: WasmModule,
    ): readonly { readonly module: string; readonly name: string; readonly kind: string }[]
    exports(module: WasmModule): readonly { readonly name: string; readonly kind: string }[]
  }
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, WasiFunction>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

/** A compiled module, which says nothing of itself. */
export interface WasmModule {
  readonly [Symbol.toStringTag]?: string
}

/** A function of the host: integers in, an error number out. */
export type WasiFunction = (...values: readonly (number | bigint)[]) => number

/** The memory of an instance, whose buffer is another one after it has grown. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
}

/** WebAssembly as Node has it. */
export const webAssembly: WebAssemblyApi = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly
