import { isBlank, isBlankOrEnd, isNameCharacter } from './characters.ts'
import { peek, ScanFault, skipBlanks, skipRestOfLine, type Cursor } from './cursor.ts'
import { readHandle, readUri } from './scan-tag.ts'

/** A `%YAML` or `%TAG` directive. */
export type Directive =
  | { readonly name: 'YAML'; readonly version: string }
  | { readonly name: 'TAG'; readonly handle: string; readonly prefix: string }

/** Scans a line that is a directive (scannerc.go: yaml_parser_scan_directive), whose percent sign is at the cursor. */
export function scanDirective(cursor: Cursor): Directive {
  const start = cursor.position
  cursor.position += 1
  while (isNameCharacter(peek(cursor))) cursor.position += 1
  const name = cursor.text.slice(start + 1, cursor.position)
  if ((name !== 'YAML' && name !== 'TAG') || !isBlankOrEnd(peek(cursor))) throw new ScanFault(problem, start)
  skipBlanks(cursor)
  const directive = name === 'YAML' ? readVersion(cursor) : readTag(cursor)
  skipRestOfLine(cursor, problem)
  return directive
}

const problem = 'kubectl does not take this directive'
const versionSyntax = /[0-9]{1,2}\.[0-9]{1,2}(?![0-9])/y

function readVersion(cursor: Cursor): Directive {
  versionSyntax.lastIndex = cursor.position
  const found = versionSyntax.exec(cursor.text)?.[0]
  if (found === undefined) throw new ScanFault(problem, cursor.position)
  cursor.position += found.length
  return { name: 'YAML', version: found.split('.').map(Number).join('.') }
}

function readTag(cursor: Cursor): Directive {
  const start = cursor.position
  const handle = readHandle(cursor)
  if ((handle !== '!' && !handle.endsWith('!')) || !isBlank(peek(cursor))) throw new ScanFault(problem, start)
  skipBlanks(cursor)
  const prefix = readUri(cursor, false)
  if (!isBlankOrEnd(peek(cursor))) throw new ScanFault(problem, start)
  return { name: 'TAG', handle, prefix }
}
