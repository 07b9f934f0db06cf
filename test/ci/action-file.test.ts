import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NoOperationTraceWriter } from '@actions/workflow-parser'
import { parseAction } from '@actions/workflow-parser/actions/action-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readInputs } from '../../src/action/inputs.ts'
import { readRepositoryFile } from './read-pipeline.ts'

const content = readRepositoryFile('action.yml')
const action = parse(content) as {
  inputs: Record<string, { default?: string }>
  outputs: object
  runs: { using: string; main: string }
}

describe('action.yml', () => {
  it("is an action by GitHub's own parser", () => {
    const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map((error) => error.message)).toStrictEqual([])
  })

  it('runs a file of the repository with Node 24', () => {
    expect(action.runs.using).toBe('node24')
    expect(existsSync(fileURLToPath(new URL(`../../${action.runs.main}`, import.meta.url)))).toBe(true)
  })

  it('has the inputs that are read, with the same defaults, and the outputs that are written', () => {
    const given = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ])
    expect(readInputs(Object.fromEntries(given) as Record<string, string>)).toStrictEqual(readInputs({}))
    expect(Object.keys(action.inputs)).toStrictEqual([
      'dir',
      'base',
      'previous',
      'comment-file',
      'report-url',
      'format',
      'check',
    ])
    expect(Object.keys(action.outputs)).toStrictEqual(['changed', 'clusters', 'risks', 'report'])
  })
})
