import { describe, expect, it } from 'vitest'
import { directoryEntry } from '../../../src/host/directory-entry.ts'
import type { FileStatus } from '../../../src/host/host.ts'
import { digestOf } from '../../../src/host/index/question.ts'
import { traceContents, type TracedContents } from '../../../src/host/index/trace-contents.ts'
import { createTreeRecorder } from '../../../src/host/index/tree-recorder.ts'

const content = Buffer.from('kind: X\n')
const before: FileStatus = {
  dev: 1n,
  ino: 2n,
  mode: 3n,
  size: BigInt(content.length),
  mtimeNs: 5n,
  ctimeNs: 6n,
}
const later: FileStatus = { ...before, mtimeNs: 7n, ctimeNs: 7n }
const entries = [directoryEntry('a.yaml', 'file')]

/** Traces a run that verifies an earlier one, which found one file; `statuses` are those that it is given, in their order. */
function verifying(statuses: FileStatus[], spoil = (): void => undefined): TracedContents {
  const earlier = createTreeRecorder()
  earlier.list('/out', entries, before)
  earlier.read('/out', 'a.yaml', { hash: digestOf(content), length: BigInt(content.length) }, before)
  return traceContents(
    { statusOf: () => statuses.shift(), shorten: (path) => path, readDirectory: () => [] },
    createTreeRecorder(),
    { moment: 100n, earlier: earlier.finish(), trusts: false },
    spoil,
  )
}

describe.each([
  { title: 'a record is wrong where the status is what it was', now: before, isWrong: true },
  { title: 'a record is right where somebody changes the entry right now', now: later, isWrong: false },
])('$title', ({ now, isWrong }) => {
  it('of a directory', () => {
    const contents = verifying([before, now])
    expect(contents.list('/out')).toStrictEqual([])
    expect(contents.wrong).toStrictEqual(isWrong ? ['/out'] : [])
  })

  it('of a file', () => {
    const contents = verifying([before, now])
    expect(contents.holds('/out', 'a.yaml', content, () => false)).toBe(false)
    expect(contents.wrong).toStrictEqual(isWrong ? ['/out/a.yaml'] : [])
  })
})

it('a run in which a file could not be read is not remembered, as nothing would ask for the file again', () => {
  let isSpoilt = false
  const contents = verifying([before], () => {
    isSpoilt = true
  })
  const refuse = (): boolean => {
    throw new Error('refused')
  }
  expect(() => contents.holds('/out', 'a.yaml', content, refuse)).toThrow('refused')
  expect([isSpoilt, contents.isReading()]).toStrictEqual([true, false])
})
