import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { arch, pid, version } from 'node:process'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import { unlessRefused } from '../system-error.ts'

/** A program whose compiled code is kept between its runs, for versions of Node.js that keep none themselves. */
export interface KeptProgram {
  /** Gives the function that the program is; its compiled code is taken from the directory where it is there and whole. */
  readonly load: () => unknown
  /**
   * Puts the code that was compiled so far into the directory, with that which was taken from there, unless it was taken
   * and put there within a day; it may fail without a word.
   */
  readonly keep: () => void
}

/** What the kept code begins with: the sums (CRC-32) of the program and of the code that follows. */
const headLength = 8
/** More bytes than compiled code ever has. */
const longestCode = 1 << 26
/** The lines of the one file before its program, and the one after it (.ci/bundle.mjs). */
const linesBefore = 2
/** How long kept code is left as it is, though a run may have compiled more, in milliseconds: a day. */
const freshness = 86_400_000

/**
 * Opens the program of the one file for code that is kept in a directory of the user's own. V8 runs compiled code as it is,
 * so that it is taken only where its sum is right: a machine that went down may have left half of it.
 */
export function openKeptProgram(file: string, directory: string): KeptProgram {
  const source = programIn(readFileSync(file))
  const sum = crc32(source)
  const place = `${directory}/program-${version}-${arch}`
  const known = readCode(place, sum)
  const script = new Script(source.toString('latin1'), {
    filename: file,
    lineOffset: linesBefore,
    ...(known && { cachedData: known }),
  })
  const isTaken = known !== undefined && script.cachedDataRejected === false
  return {
    load: () => script.runInThisContext(),
    keep: () => {
      if (!isTaken || !isFresh(place)) writeCode(place, sum, script.createCachedData())
    },
  }
}

/** The bytes of the program, which are ASCII alone. */
function programIn(text: Buffer): Buffer {
  let first = 0
  for (let line = 0; line < linesBefore; line += 1) first = text.indexOf('\n', first) + 1
  return text.subarray(first, text.lastIndexOf('\n', text.length - 2))
}

function readCode(place: string, program: number): Buffer | undefined {
  return unlessRefused(() => {
    const status = statSync(place)
    if (!status.isFile() || status.size > longestCode) return undefined
    const kept = readFileSync(place)
    const code = kept.subarray(headLength)
    const isWhole = kept.length > headLength && kept.readUInt32LE(4) === crc32(code)
    return isWhole && kept.readUInt32LE(0) === program ? code : undefined
  })
}

function isFresh(place: string): boolean {
  return unlessRefused(() => statSync(place).mtimeMs > Date.now() - freshness) === true
}

function writeCode(place: string, program: number, code: Buffer): void {
  const head = Buffer.alloc(headLength)
  head.writeUInt32LE(program, 0)
  head.writeUInt32LE(crc32(code), 4)
  const draft = `${place}.${pid}.tmp`
  const isWritten = unlessRefused(() => {
    writeFileSync(draft, Buffer.concat([head, code]), { mode: 0o600 })
    renameSync(draft, place)
    return true
  })
  if (isWritten !== true) unlessRefused(() => rmSync(draft, { force: true }))
}
