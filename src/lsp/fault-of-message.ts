/** Why a message is not answered as it asks: it is none of the protocol, or its parameters are not those of its method. */
export interface MessageFault {
  readonly kind: 'InvalidRequest' | 'InvalidParams'
  /** One sentence, in words of the protocol. */
  readonly problem: string
  /** That of the request; null where there is none that can be read. Absent for a notification, which has no answer. */
  readonly id?: string | number | null
}

/** Where a value is not as it has to be, as `params.position.line`; undefined where it is. */
type Check = (value: unknown, at: string) => string | undefined

const is =
  (test: (value: unknown) => boolean): Check =>
  (value, at) =>
    test(value) ? undefined : at
const text = is((value) => typeof value === 'string')
const integer = is(Number.isInteger)
const count = is((value) => Number.isInteger(value) && Number(value) >= 0)
const flag = is((value) => typeof value === 'boolean')

/** Clients write null for what they leave out. */
const optional =
  (check: Check): Check =>
  (value, at) =>
    value === undefined || value === null ? undefined : check(value, at)

const omissible =
  (check: Check): Check =>
  (value, at) =>
    value === undefined ? undefined : check(value, at)

const list =
  (item: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return at
    for (const [index, each] of value.entries()) {
      const found = item(each, `${at}[${index}]`)
      if (found !== undefined) return found
    }
    return undefined
  }

const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isRecord(value)) return at
    for (const [name, check] of Object.entries(fields)) {
      const found = check(value[name], `${at}.${name}`)
      if (found !== undefined) return found
    }
    return undefined
  }

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const document = record({ uri: text })
const position = record({ line: count, character: count })
const range = record({ start: position, end: position })
const atPosition = { textDocument: document, position }
const folders = list(record({ uri: text }))

/** What the server reads of the parameters of each method (LSP 3.17). */
const parameters: Readonly<Record<string, Check>> = {
  initialize: record({
    rootUri: optional(text),
    workspaceFolders: optional(folders),
    capabilities: record({
      workspace: optional(
        record({
          workspaceEdit: optional(record({ resourceOperations: optional(list(text)) })),
          didChangeWatchedFiles: optional(record({})),
        }),
      ),
    }),
  }),
  'textDocument/didOpen': record({
    textDocument: record({ uri: text, languageId: text, version: integer, text }),
  }),
  'textDocument/didChange': record({
    textDocument: record({ uri: text, version: integer }),
    contentChanges: list(record({ text, range: omissible(range) })),
  }),
  'textDocument/didClose': record({ textDocument: document }),
  'textDocument/didSave': record({ textDocument: document }),
  'workspace/didChangeWatchedFiles': record({ changes: list(record({ uri: text, type: integer })) }),
  'workspace/didChangeWorkspaceFolders': record({ event: record({ added: folders, removed: folders }) }),
  'textDocument/hover': record(atPosition),
  'textDocument/completion': record(atPosition),
  'textDocument/definition': record(atPosition),
  'textDocument/references': record({ ...atPosition, context: record({ includeDeclaration: flag }) }),
  'textDocument/prepareRename': record(atPosition),
  'textDocument/rename': record({ ...atPosition, newName: text }),
  'textDocument/codeAction': record({
    textDocument: document,
    range,
    context: record({ only: optional(list(text)) }),
  }),
  '$/cancelRequest': record({ id: is((value) => typeof value === 'string' || typeof value === 'number') }),
}

/** Judges a message before anything is done about it; undefined where it can be answered. Lists of messages are not of LSP. */
export function faultOfMessage(message: unknown): MessageFault | undefined {
  if (!isRecord(message)) return { kind: 'InvalidRequest', problem: 'A message is an object.', id: null }
  const { id, method, result, error } = message
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  if (method === undefined && (result !== undefined || isRecord(error))) return undefined
  if (typeof method !== 'string') {
    return { kind: 'InvalidRequest', problem: 'A message has a method, a result or an error.', id: known }
  }
  if (id !== undefined && known === null) {
    return { kind: 'InvalidRequest', problem: 'The id of a request is a text or a number.', id: null }
  }
  const check = Object.hasOwn(parameters, method) ? parameters[method] : undefined
  const wrong = check?.(message['params'], 'params')
  if (wrong === undefined) return undefined
  const problem = `"${wrong}" of "${method}" is not as the protocol has it.`
  return { kind: 'InvalidParams', problem, ...(known !== null && { id: known }) }
}
