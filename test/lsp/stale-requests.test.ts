import { expect, it } from 'vitest'
import { LSPErrorCodes, type Message } from 'vscode-languageserver-protocol/node'
import { configMapYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { createChannels } from './language-client.ts'

/** Messages as they come in one piece. */
function framed(messages: readonly object[]): string {
  return messages
    .map((each) => JSON.stringify({ jsonrpc: '2.0', ...each }))
    .map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
    .join('')
}

/** A loaded machine answers late. */
const patience = { timeout: 20_000 }

it('a request is refused where its text changes before it is answered, and the next one is answered', async () => {
  const text = configMapYaml('shop/a')
  const repository = createTestRepository({ 'map.yaml': text })
  const { server, reader } = createChannels()
  const answers = new Map<unknown, Message>()
  reader.listen((message) => answers.set((message as { id?: unknown }).id, message))
  const exit = repository.runToEnd({ openChannel: () => server }, 'lsp')
  const textDocument = { uri: 'file:///repo/map.yaml', languageId: 'yaml', version: 1, text }
  const hover = { textDocument: { uri: textDocument.uri }, position: { line: 1, character: 8 } }
  const top = { line: 0, character: 0 }
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: 'file:///repo', capabilities: {} },
    },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument } },
    { id: 2, method: 'textDocument/hover', params: hover },
    {
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri: textDocument.uri, version: 2 },
        contentChanges: [{ range: { start: top, end: top }, text: '#\n' }],
      },
    },
    { id: 3, method: 'textDocument/hover', params: { ...hover, position: { line: 2, character: 8 } } },
    { id: 4, method: 'shutdown' },
  ]
  server.input.write(framed(messages))
  await expect.poll(() => answers.has(3), patience).toBe(true)
  server.input.write(framed([{ method: 'exit' }]))
  expect((await exit).exitCode).toBe(0)
  expect(answers.get(2)).toMatchObject({ error: { code: LSPErrorCodes.ContentModified } })
  expect(answers.get(3)).toMatchObject({ result: { contents: { kind: 'markdown' } } })
  expect(answers.get(4)).toMatchObject({ result: null })
})
