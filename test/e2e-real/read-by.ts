import { spawnSync } from 'node:child_process'

/** What a reader that is fed texts, each a line of JSON, makes of them. */
export function readBy(program: string, all: readonly string[]): readonly string[] {
  const input = all.map((each) => `${JSON.stringify(each)}\n`).join('')
  const { status, stdout, stderr } = spawnSync(program, [], { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim().split('\n')
}
