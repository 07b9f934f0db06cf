import { describe, expect, it } from 'vitest'
import { createDiagnostic, type DiagnosticParameters } from '../../../src/diagnostics/diagnostic.ts'
import { applyOperation } from '../../../src/json/patch.ts'

function notApplicable(op: 'add' | 'remove' | 'replace', path: string): string {
  const result = applyOperation({ spec: { list: ['a'], replicas: 1 } }, { op, path, value: 'secret' })
  if (!('failure' in result)) throw new Error('the operation was to fail')
  const parameters: DiagnosticParameters<'override-not-applicable'> = {
    op,
    path,
    cluster: 'c1',
    ...result.failure,
  }
  return createDiagnostic('override-not-applicable', parameters).message
}

describe('override-not-applicable', () => {
  it.each([
    ['add', '/metadata/labels/x', 'there is nothing at "/metadata"'],
    ['replace', '/spec/replicas/x', '"/spec/replicas" is neither a mapping nor a list'],
    ['remove', '/spec/x', 'there is nothing at "/spec/x"'],
    ['replace', '/spec/list/x~1y/z', '"x~1y" is not an index of the list at "/spec/list"'],
    ['replace', '/spec/list/7/z', 'the list at "/spec/list" has no index "7"'],
  ] as const)('says why %s %s stops', (op, path, why) => {
    expect(notApplicable(op, path)).toBe(
      `The override ${op} "${path}" cannot be applied for cluster "c1": ${why}.`,
    )
  })
})
