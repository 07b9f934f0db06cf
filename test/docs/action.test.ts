import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readRepositoryFile } from './documents.ts'

const action = parse(readRepositoryFile('action.yml')) as Record<'inputs' | 'outputs', object>
const [, inputs = '', outputs = ''] = readRepositoryFile('docs/reference/action.md').split(/^## .*$/m)

describe('the page of the action', () => {
  it.each([
    ['inputs', inputs],
    ['outputs', outputs],
  ] as const)('names the %s of action.yml, and no other', (name, section) => {
    const rows = [...section.matchAll(/^\| `([\w-]+)` /gm)].map(([, row]) => row)
    expect(rows).toStrictEqual(Object.keys(action[name]))
  })
})
