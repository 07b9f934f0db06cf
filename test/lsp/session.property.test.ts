import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { diagnose } from '../../src/language/diagnose.ts'
import { editedTexts } from '../helpers/edited-repositories.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { openRepository } from '../language/open-repository.ts'

/** What `validate` prints of files, in the order of their codes and messages. */
function validate(files: Readonly<Record<string, string>>): readonly string[] {
  const { stdout } = createTestRepository(files).run('validate', '--format', 'json')
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: {
      code: string
      severity: string
      message: string
      hint?: string
      location?: { file: string; line: number; column: number; endLine: number; endColumn: number }
    }[]
  }
  return diagnostics
    .map(({ code, severity, message, hint, location: at }) => {
      const place = at ? `${at.file}:${at.line}:${at.column}-${at.endLine}:${at.endColumn}` : ''
      return `${place} ${severity} ${code} ${hint === undefined ? message : `${message}\n${hint}`}`
    })
    .toSorted()
}

it('a session has the diagnostics of validate, whatever is edited, saved, added and removed', () => {
  fc.assert(
    fc.property(editedTexts, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (states, isSaved) => {
      const [first = {}] = states
      const { repository, session, edit } = openRepository(first)
      let before = first
      for (const [index, after] of states.entries()) {
        const paths = new Set([...Object.keys(before), ...Object.keys(after)])
        for (const path of paths) {
          const text = after[path]
          if (text === before[path]) continue
          const isEdit = text !== undefined && before[path] !== undefined && isSaved[index] !== true
          if (isEdit) edit(path, text)
          else {
            if (text === undefined) repository.host.removeFile(`/repo/${path}`)
            else repository.host.put(`/repo/${path}`, text)
            if (text !== undefined) edit(path, text)
            session.changedOnDisk()
          }
        }
        before = after
        const lineOf = (path: string, offset: number): string => {
          const lines = (after[path] ?? '').slice(0, offset).split('\n')
          return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
        }
        const shown = diagnose(session.snapshot()).map(({ range, severity, code, message }) => {
          const place = range
            ? `${range.path}:${lineOf(range.path, range.start)}-${lineOf(range.path, range.end)}`
            : ''
          return `${place} ${severity} ${code} ${message}`
        })
        expect(shown.toSorted()).toStrictEqual(validate(after))
      }
    }),
    { numRuns: 40 },
  )
})
