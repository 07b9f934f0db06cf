import { expect, it } from 'vitest'
import * as exitCodes from '../../src/cli/exit-code.ts'
import { readRepositoryFile } from './documents.ts'

it('the page of exit codes has those of the program', () => {
  const rows = [...readRepositoryFile('docs/reference/exit-codes.md').matchAll(/^\| (\d+) /gm)]
  expect(rows.map(([, code]) => Number(code))).toStrictEqual(Object.values(exitCodes).sort((a, b) => a - b))
})
