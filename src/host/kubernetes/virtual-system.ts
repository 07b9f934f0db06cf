import type { WasiFunction, WasmMemory } from './web-assembly.ts'

/** Error numbers of WASI. */
const [badFile, notSupported] = [8, 52]

/** What a program wrote to its standard streams is kept up to so many characters: a trace of Go names the fault first. */
const longestLog = 10_000

/** The one argument: a program of Go looks for its own name. */
const programName = Buffer.from('kubernetes\0')

/** A program that ended itself. */
export class ExitError extends Error {
  override readonly name = 'ExitError'
}

/** The system that a module runs on: it has nothing. */
export interface VirtualSystem {
  /** The host function of a name; one that is not known says that it is not supported. */
  readonly functionOf: (name: string) => WasiFunction
  /** What the program wrote, the start of it. */
  readonly log: () => string
}

/**
 * A system without files, network and environment, whose clock moves only when it is asked or waited for, and whose random numbers
 * are always the same: so an answer depends on the question alone (WASI: preview1, docs.md).
 */
export function createVirtualSystem(memory: () => WasmMemory): VirtualSystem {
  const log = createLog(memory)
  const functions: Functions = {
    ...programFunctions(memory),
    ...clockFunctions(memory),
    random_get: createRandom(memory),
    fd_write: log.write,
  }
  const functionOf = (name: string): WasiFunction => {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined
    // Places come as signed numbers, though a memory may be larger than those.
    return known ? (...values) => known(...values.map((each) => Number(each) >>> 0)) : () => notSupported
  }
  return { functionOf, log: log.text }
}

type Functions = Readonly<Record<string, (...values: readonly number[]) => number>>

function viewOf({ buffer }: WasmMemory): DataView {
  return new DataView(buffer)
}

/** What a program finds out of itself: its name. */
function programFunctions(memory: () => WasmMemory): Functions {
  const set = (place: number, value: number): number => {
    viewOf(memory()).setUint32(place, value, true)
    return 0
  }
  return {
    args_sizes_get: (count = 0, size = 0) => set(count, 1) || set(size, programName.length),
    args_get: (places = 0, text = 0) => {
      new Uint8Array(memory().buffer).set(programName, text)
      return set(places, text)
    },
    environ_sizes_get: (count = 0, size = 0) => set(count, 0) || set(size, 0),
    environ_get: () => 0,
    proc_exit: (code = 0) => {
      throw new ExitError(`exit ${code}`)
    },
    fd_prestat_get: () => badFile,
    fd_fdstat_get: (file = 0, place = 0) => {
      if (file > 2) return badFile
      new Uint8Array(memory().buffer, place, 24).fill(0)
      viewOf(memory()).setUint8(place, 2)
      return 0
    },
    fd_fdstat_set_flags: () => 0,
  }
}

/** A clock that goes on by a microsecond where it is read, and at once by what is waited for. */
function clockFunctions(memory: () => WasmMemory): Functions {
  let nanoseconds = 0
  return {
    clock_time_get: (_id, _precision, place = 0) => {
      nanoseconds += 1000
      viewOf(memory()).setBigUint64(place, BigInt(nanoseconds), true)
      return 0
    },
    poll_oneoff: (subscriptions = 0, events = 0, count = 0, place = 0) => {
      const view = viewOf(memory())
      nanoseconds += waitedFor(view, subscriptions, count)
      for (let index = 0; index < count; index++)
        happen(view, subscriptions + 48 * index, events + 32 * index)
      view.setUint32(place, count, true)
      return 0
    },
    sched_yield: () => 0,
  }
}

/** A linear congruential generator, whose numbers only spread the entries of maps. */
function createRandom(memory: () => WasmMemory): (place?: number, length?: number) => number {
  let state = 1
  return (place = 0, length = 0) => {
    const bytes = new Uint8Array(memory().buffer, place, length)
    for (let index = 0; index < length; index++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      bytes[index] = state >>> 24
    }
    return 0
  }
}

interface Log {
  readonly write: (...values: readonly number[]) => number
  readonly text: () => string
}

function createLog(memory: () => WasmMemory): Log {
  let text = ''
  return {
    write: (_file, vectors = 0, count = 0, place = 0) => {
      const view = viewOf(memory())
      let written = 0
      for (let index = 0; index < count; index++) {
        const start = view.getUint32(vectors + 8 * index, true)
        const bytes = new Uint8Array(memory().buffer, start, view.getUint32(vectors + 8 * index + 4, true))
        if (text.length < longestLog) text += Buffer.from(bytes.subarray(0, longestLog)).toString()
        written += bytes.length
      }
      view.setUint32(place, written, true)
      return 0
    },
    text: () => text.slice(0, longestLog),
  }
}

/** How long the first of some events takes, in nanoseconds: those of the clock pass at once. */
function waitedFor(view: DataView, subscriptions: number, count: number): number {
  const times = Array.from({ length: count }, (_, index) => subscriptions + 48 * index)
    .filter((place) => view.getUint8(place + 8) === 0 && view.getUint16(place + 40, true) === 0)
    .map((place) => Number(view.getBigUint64(place + 24, true)))
  return times.length === 0 ? 0 : Math.min(...times)
}

function happen(view: DataView, subscription: number, event: number): void {
  view.setBigUint64(event, view.getBigUint64(subscription, true), true)
  view.setUint16(event + 8, 0, true)
  view.setUint8(event + 10, view.getUint8(subscription + 8))
}
