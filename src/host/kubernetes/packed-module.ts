import { brotliDecompressSync } from 'node:zlib'
import { UnusableModuleError } from './bound-memory.ts'
import { compileModule } from './machine.ts'
import type { WasmModule } from './web-assembly.ts'

/** A module as a package holds it. */
export interface PackedModule {
  /** Compressed by brotli. */
  readonly bytes: Uint8Array
  /** How large it is without that, in bytes. */
  readonly size: number
}

/** Unpacks and compiles a module. Throws an `UnusableModuleError` as `compileModule` does, and for what is larger than it says. */
export function compilePacked({ bytes, size }: PackedModule): WasmModule {
  return compileModule(unpack(bytes, size))
}

function unpack(bytes: Uint8Array, size: number): Uint8Array {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: size })
  } catch {
    throw new UnusableModuleError('is not compressed as its manifest says')
  }
}
