import { boundMemory, UnusableModuleError } from './bound-memory.ts'
import { createVirtualSystem } from './virtual-system.ts'
import { webAssembly, type WasmMemory, type WasmModule } from './web-assembly.ts'

/** How much memory an instance may use, in bytes; a batch of thousands of objects takes a tenth of it. */
const mostMemory = 1 << 30

/** The longest answer that is read, in bytes. */
const longestAnswer = 4 << 20

/** A running instance. Whatever it throws, it is of no use afterwards. */
export interface Machine {
  /** Gives the answer, JSON if the module is what it should be. Throws where the module traps, ends itself, or answers out of its memory. */
  readonly ask: (question: string) => string
}

/**
 * Compiles a module. Throws an `UnusableModuleError` where it is none, imports anything but functions of WASI, or lacks the functions that
 * are asked.
 *
 * @param memoryLimit in bytes. Default: a gibibyte
 */
export function compileModule(bytes: Uint8Array, memoryLimit: number = mostMemory): WasmModule {
  const bounded = boundMemory(bytes, memoryLimit)
  const module = compile(bounded)
  const foreign = webAssembly.Module.imports(module).find(
    (each) => each.module !== wasi || each.kind !== 'function',
  )
  if (foreign) throw new UnusableModuleError(`imports ${JSON.stringify(foreign.name)}`)
  const exported = new Map(webAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]))
  const missing = ['_initialize', 'alloc', 'ask', 'answer'].find((name) => exported.get(name) !== 'function')
  if (missing !== undefined) throw new UnusableModuleError(`has no function ${JSON.stringify(missing)}`)
  if (exported.get('memory') !== 'memory') throw new UnusableModuleError('does not export its memory')
  return module
}

const wasi = 'wasi_snapshot_preview1'

function compile(bytes: Uint8Array): WasmModule {
  try {
    return new webAssembly.Module(bytes)
  } catch (error) {
    throw new UnusableModuleError(`cannot be compiled: ${String(error)}`)
  }
}

/** Starts an instance of a compiled module. */
export function startMachine(module: WasmModule): Machine {
  const memory = (): WasmMemory => exports.memory
  const system = createVirtualSystem(memory)
  const names = webAssembly.Module.imports(module).map(({ name }) => name)
  const functions = Object.fromEntries(names.map((name) => [name, system.functionOf(name)]))
  const { exports } = new webAssembly.Instance(module, { [wasi]: functions }) as unknown as {
    readonly exports: MachineExports
  }
  exports._initialize()
  return {
    ask: (question) => {
      const bytes = Buffer.from(question)
      const place = exports.alloc(bytes.length) >>> 0
      new Uint8Array(memory().buffer, place, bytes.length).set(bytes)
      const length = exports.ask(bytes.length) >>> 0
      if (length > longestAnswer) throw new RangeError('the answer is too long')
      return Buffer.from(memory().buffer, exports.answer() >>> 0, length).toString()
    },
  }
}

/** What a module exports, as `compileModule` has made sure. */
interface MachineExports {
  readonly memory: WasmMemory
  readonly _initialize: () => void
  readonly alloc: (length: number) => number
  readonly ask: (length: number) => number
  readonly answer: () => number
}
