/** How large a page of a WebAssembly memory is, in bytes. */
const pageSize = 65_536

/** A module that cannot be run here, with the reason as the end of a sentence. */
export class UnusableModuleError extends Error {
  override readonly name = 'UnusableModuleError'
}

/**
 * The bytes of a module whose one memory can grow no larger than `limit` bytes, whatever the module says of it: what grows beyond
 * traps. Nobody can say so from outside, where a module exports its memory. Throws an `UnusableModuleError` for what has
 * not exactly one memory of its own, or needs more at its start.
 */
export function boundMemory(bytes: Uint8Array, limit: number): Uint8Array {
  const most = Math.floor(limit / pageSize)
  const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  if (magic.some((each, index) => bytes[index] !== each)) throw new UnusableModuleError('is no WebAssembly')
  const reader = createReader(bytes, magic.length)
  while (!reader.isAtEnd()) {
    const start = reader.position()
    const section = reader.byte()
    const size = reader.number()
    const content = reader.position()
    if (section === memorySection) {
      const memory = readMemory(reader, most)
      if (reader.position() !== content + size)
        throw new UnusableModuleError('has a memory that is not plain')
      const made = [1, 1, ...encode(memory), ...encode(most)]
      return Buffer.concat([
        bytes.subarray(0, start),
        Buffer.from([memorySection, ...encode(made.length), ...made]),
        bytes.subarray(content + size),
      ])
    }
    reader.skipTo(content + size)
  }
  throw new UnusableModuleError('has no memory of its own')
}

const memorySection = 5

/** The pages that the one memory of a section has at first. */
function readMemory(reader: Reader, most: number): number {
  if (reader.number() !== 1) throw new UnusableModuleError('has more than one memory')
  const flags = reader.byte()
  if (flags > 1) throw new UnusableModuleError('has a memory that is not plain')
  const first = reader.number()
  if (flags === 1) reader.number()
  if (first > most) throw new UnusableModuleError('needs too much memory')
  return first
}

interface Reader {
  readonly isAtEnd: () => boolean
  readonly position: () => number
  readonly byte: () => number
  /** An unsigned number in LEB128. */
  readonly number: () => number
  readonly skipTo: (position: number) => void
}

function createReader(bytes: Uint8Array, start: number): Reader {
  let position = start
  const byte = (): number => {
    const value = bytes[position++]
    if (value === undefined) throw new UnusableModuleError('is cut off')
    return value
  }
  return {
    isAtEnd: () => position >= bytes.length,
    position: () => position,
    byte,
    number: () => {
      let value = 0
      for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
        const next = byte()
        value += (next & 127) * factor
        if (next < 128) return value
      }
      throw new UnusableModuleError('is cut off')
    },
    skipTo: (next) => {
      if (next > bytes.length) throw new UnusableModuleError('is cut off')
      position = next
    },
  }
}

function encode(value: number): readonly number[] {
  const low = value % 128
  return value < 128 ? [low] : [low + 128, ...encode((value - low) / 128)]
}
