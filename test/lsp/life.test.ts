import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { ErrorCodes, HoverRequest, ShutdownRequest } from 'vscode-languageserver-protocol/node'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { clusterYaml, configMapYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { createChannels, startServer } from './language-client.ts'

const directories: string[] = []
afterAll(() => directories.forEach((each) => rmSync(each, { recursive: true, force: true })))

/** A message as it comes in. */
function framed(message: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message })
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

const asked = { textDocument: { uri: 'file:///repo/map.yaml' }, position: { line: 1, character: 8 } }

/** A loaded machine answers late. */
const patience = { timeout: 20_000 }

it('refuses what comes before initialize and after shutdown', async () => {
  const repository = createTestRepository({ 'map.yaml': configMapYaml('shop/a') })
  const { server, reader } = createChannels()
  const answers = new Map<unknown, unknown>()
  reader.listen((message) => answers.set((message as { id?: unknown }).id, message))
  const exit = repository.runToEnd({ openChannel: () => server }, 'lsp')
  const send = (message: object): void => void server.input.write(framed(message))
  send({ id: 1, method: HoverRequest.method, params: asked })
  send({ id: 2, method: ShutdownRequest.method })
  const params = { processId: null, rootUri: 'file:///repo', capabilities: {} }
  send({ id: 3, method: 'initialize', params })
  send({ id: 4, method: HoverRequest.method, params: asked })
  send({ id: 5, method: ShutdownRequest.method })
  send({ id: 6, method: HoverRequest.method, params: asked })
  send({ id: 7, method: 'initialize', params })
  await expect.poll(() => answers.has(7), patience).toBe(true)
  send({ method: 'exit' })
  expect((await exit).exitCode).toBe(0)
  for (const id of [1, 2]) {
    expect(answers.get(id)).toMatchObject({ error: { code: ErrorCodes.ServerNotInitialized } })
  }
  for (const id of [4, 5]) expect(answers.get(id)).toMatchObject({ result: null })
  for (const id of [6, 7]) {
    expect(answers.get(id)).toMatchObject({ error: { code: ErrorCodes.InvalidRequest } })
  }
})

it('ends without a word where nobody reads what it says', async () => {
  const directory = temporaryDirectory()
  directories.push(directory)
  const text = clusterYaml('east') + configMapYaml('shop/a')
  writeFileSync(join(directory, 'map.yaml'), text)
  const { process: server, exit, errors } = startServer(directory)
  const send = (method: string, params: object, id?: number): void =>
    void server.stdin?.write(framed({ method, params, id }))
  const rootUri = pathToFileURL(directory).href
  send('initialize', { processId: null, rootUri, capabilities: {} }, 1)
  await new Promise((resolve) => server.stdout?.once('data', resolve))
  server.stdout?.destroy()
  const textDocument = { uri: `${rootUri}/map.yaml`, languageId: 'yaml', version: 1, text }
  send('textDocument/didOpen', { textDocument })
  expect(await exit).toBe(1)
  expect(errors()).toBe('')
})

it('ends where the editor goes in the middle of a message', async () => {
  const directory = temporaryDirectory()
  directories.push(directory)
  const { process: server, exit } = startServer(directory)
  server.stdin?.end('Content-Length: 100\r\n\r\n{')
  expect(await exit).toBe(1)
})
