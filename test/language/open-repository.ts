import { readSchemas } from '../../src/host/schemas.ts'
import type { Cursor, Snapshot } from '../../src/language/snapshot.ts'
import { openSession, type Session } from '../../src/lsp/session.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

/** The place of the cursor in a text of a test. */
const cursorMark = '┆'

const schema = createSchemaValidator(readSchemas())

/** A repository in memory with the texts that an editor shows of it. */
export interface OpenRepository {
  readonly repository: TestRepository
  readonly session: Session
  /** Shows another text of a file, which is not saved. */
  readonly edit: (path: string, text: string) => void
}

/** Opens a repository as an editor has it. */
export function openRepository(files: Readonly<Record<string, string>>): OpenRepository {
  const repository = createTestRepository(files)
  const texts = new Map<string, string>()
  const given = repository.terminal({})
  const progress = { begin: () => undefined, count: () => undefined, end: () => undefined }
  const session = openSession({
    workspace: { ...given, progress },
    root: '/repo',
    schema,
    texts,
    clock: given.clock,
  })
  return {
    repository,
    session,
    edit: (path, text) => {
      texts.set(`/repo/${path}`, text)
      session.edited(path)
    },
  }
}

/** A compiled repository, one file of which has the mark of a cursor, which is taken out; and the cursor, and the file's text. */
export function openAt(files: Readonly<Record<string, string>>): {
  readonly snapshot: Snapshot
  readonly cursor: Cursor
  readonly text: string
} {
  const [path, marked = ''] = Object.entries(files).find(([, text]) => text.includes(cursorMark)) ?? []
  if (path === undefined) throw new Error('no file has a cursor')
  const offset = marked.indexOf(cursorMark)
  const text = marked.replace(cursorMark, '')
  const { session } = openRepository({ ...files, [path]: text })
  return { snapshot: session.snapshot(), cursor: { path, offset }, text }
}
