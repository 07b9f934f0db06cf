import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import type { Json } from '../../model/json.ts'
import { classifyMapping, holdsKubeFedObjects } from './classify-mapping.ts'
import { placeIn, type DocumentText } from './describe-problem.ts'
import { lose, nothing, type FileReading } from './file-reading.ts'
import { findShellCommand, type ShellCommand } from './find-shell-command.ts'

/**
 * What becomes of a document that reads well and is no manifest although it was meant for one, or for a shell; undefined
 * for any other. Reports `list-without-kind` and `shell-commands`.
 */
export function readOddDocument(document: DocumentText, value: Json): FileReading | undefined {
  if (holdsKubeFedObjects(value)) return refuseList(document, isObject(value) ? 'items' : 'array')
  return readShell(document, value)
}

function refuseList(document: DocumentText, form: 'items' | 'array'): FileReading {
  const at = { ...document, end: document.start + 1 }
  const diagnostics = [createDiagnostic('list-without-kind', { form }, { at })]
  return { ...nothing, documents: 1, unreadable: [lose(document)], diagnostics }
}

/** Commands are a text to YAML, or the key of a mapping where they hold a colon. */
function readShell(document: DocumentText, value: Json): FileReading | undefined {
  const isMapping = isObject(value)
  if (isMapping && classifyMapping(value).kind !== 'other') return undefined
  const text = isMapping ? Object.keys(value).join('\n') : value
  const command = typeof text === 'string' ? findShellCommand(text) : undefined
  if (command === undefined) return undefined
  const place = findShellCommand(document.file.text.slice(document.start, document.end))
  const diagnostics = [describeShell(document, place ?? { ...command, start: 0, end: 1 }, false)]
  return { ...nothing, documents: 1, skipped: ['no-kubernetes-object'], diagnostics }
}

/** The diagnostic of a command: `shell-commands`, or `shell-transcript` with `holdsYaml`, where YAML is between the commands, which then is lost. */
export function describeShell(document: DocumentText, command: ShellCommand, holdsYaml: boolean): Diagnostic {
  const { program, verb } = command
  const at = placeIn(document, command)
  return createDiagnostic(holdsYaml ? 'shell-transcript' : 'shell-commands', { program, verb }, { at })
}
