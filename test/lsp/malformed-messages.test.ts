import { describe, expect, it } from 'vitest'
import { ErrorCodes, HoverRequest } from 'vscode-languageserver-protocol/node'
import { faultOfMessage } from '../../src/lsp/fault-of-message.ts'
import { configMapYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { createChannels } from './language-client.ts'

/** A text as the body of a message. */
function framed(text: string): string {
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

const message = (fields: object): string => framed(JSON.stringify({ jsonrpc: '2.0', ...fields }))

const uri = 'file:///repo/map.yaml'
const textDocument = { uri, languageId: 'yaml', version: 1, text: configMapYaml('shop/a') }
const asked = { textDocument: { uri }, position: { line: 1, character: 8 } }
const hover = (id: unknown, params: unknown): string => message({ id, method: HoverRequest.method, params })

/** Sends bytes to a server that has begun, and a request after them; what it answers and says, and its exit code. */
async function answersTo(bytes: string) {
  const repository = createTestRepository({ 'map.yaml': configMapYaml('shop/a') })
  const { server, reader } = createChannels()
  const answers: { id?: unknown; method?: unknown; error?: { code: number } }[] = []
  reader.listen((each) => void answers.push(each as (typeof answers)[number]))
  const running = repository.runToEnd({ openChannel: () => server }, 'lsp')
  let isOver = false
  void running.finally(() => (isOver = true))
  const params = { processId: null, rootUri: 'file:///repo', capabilities: {} }
  server.input.write(message({ id: 'first', method: 'initialize', params }))
  server.input.write(message({ method: 'textDocument/didOpen', params: { textDocument } }))
  server.input.write(bytes + hover('next', asked))
  const isAnswered = (): boolean => isOver || answers.some(({ id }) => id === 'next')
  await expect.poll(isAnswered, { timeout: 20_000 }).toBe(true)
  if (!isOver) server.input.write(message({ id: 'last', method: 'shutdown' }) + message({ method: 'exit' }))
  const { exitCode, stderr } = await running
  const own = answers.filter(
    ({ id, method }) => method === undefined && !['first', 'next', 'last'].includes(String(id)),
  )
  return {
    exitCode,
    stderr,
    answers: own,
    isNextAnswered: answers.some(({ id, error }) => id === 'next' && !error),
  }
}

describe('a message that is malformed', () => {
  it.each([
    ['that is no JSON', framed('{"a":'), null, ErrorCodes.ParseError],
    ['without a text', framed(''), null, ErrorCodes.ParseError],
    ['that is no object', framed('[]'), null, ErrorCodes.InvalidRequest],
    ['without a method', message({ id: 7 }), 7, ErrorCodes.InvalidRequest],
    ['with an id of no kind', hover({}, asked), null, ErrorCodes.InvalidRequest],
    ['without parameters', hover(7, undefined), 7, ErrorCodes.InvalidParams],
    ['without a place', hover(7, { textDocument: { uri } }), 7, ErrorCodes.InvalidParams],
  ])(
    '%s is answered by an error of the protocol and one line, and the next one as ever',
    async (_, bytes, id, code) => {
      const { answers, stderr, exitCode, isNextAnswered } = await answersTo(bytes)
      expect(answers).toStrictEqual([
        expect.objectContaining({ id, error: expect.objectContaining({ code }) as unknown }),
      ])
      expect(stderr).toMatch(/^A message of the editor is malformed: [^\n]+\n$/)
      expect([isNextAnswered, exitCode]).toStrictEqual([true, 0])
    },
  )

  it.each([
    ['textDocument/didOpen', { textDocument: { uri } }],
    ['textDocument/didOpen', undefined],
    [
      'textDocument/didChange',
      { textDocument: { uri, version: 2 }, contentChanges: [{ range: null, text: '' }] },
    ],
    ['workspace/didChangeWatchedFiles', { changes: {} }],
    ['workspace/didChangeWorkspaceFolders', {}],
    ['$/cancelRequest', undefined],
  ])('of %s has no answer, one line, and no effect', async (method, params) => {
    const { answers, stderr, exitCode, isNextAnswered } = await answersTo(message({ method, params }))
    expect(answers).toStrictEqual([])
    expect(stderr).toMatch(/^A message of the editor is malformed: "params[^\n]+\n$/)
    expect([isNextAnswered, exitCode]).toStrictEqual([true, 0])
  })

  it.each([
    ['without a length', 'X: 1\r\n\r\n'],
    ['with a length that is no number', 'Content-Length: x\r\n\r\n'],
    ['that is none', 'hello\u001B[31m\n'],
  ])('whose header is one %s ends the server, as no other is found', async (_, bytes) => {
    const { stderr, exitCode } = await answersTo(bytes)
    expect(stderr).toMatch(/^The messages of the editor cannot be read any more: [ -~]+\n$/)
    expect(exitCode).toBe(1)
  })
})

it('a message that does not end ends the server before it fills the memory', async () => {
  const repository = createTestRepository({})
  const { server } = createChannels()
  const running = repository.runToEnd({ openChannel: () => server }, 'lsp')
  server.input.write('Content-Length: 999999999999\r\n\r\n')
  const part = Buffer.alloc(8 * 2 ** 20)
  for (let count = 0; count < 17; count += 1) server.input.write(part)
  const { stderr, exitCode } = await running
  expect([stderr, exitCode]).toStrictEqual([
    'The messages of the editor cannot be read any more: One has more than 128 MiB.\n',
    1,
  ])
})

it.each([
  [{ id: 1, result: null }],
  [{ id: 1, error: { code: 1, message: '' } }],
  [{ method: 'initialized', params: {} }],
  [{ id: 1, method: 'of/another', params: 5 }],
  [{ id: 1, method: 'constructor' }],
  [
    {
      id: 1,
      method: 'initialize',
      params: { rootUri: null, workspaceFolders: null, capabilities: { workspace: null } },
    },
  ],
  [
    {
      method: 'textDocument/didChange',
      params: { textDocument: { uri, version: 1 }, contentChanges: [{ text: '' }] },
    },
  ],
])('%j is a message', (each) => {
  expect(faultOfMessage({ jsonrpc: '2.0', ...each })).toBeUndefined()
})
