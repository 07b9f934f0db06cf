import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import {
  DidChangeWorkspaceFoldersNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
} from 'vscode-languageserver-protocol/node'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { clusterYaml, configMapYaml } from '../helpers/kubefed-yaml.ts'
import { connectClient, startServer, type LanguageClient } from './language-client.ts'

const directories: string[] = []
afterAll(() => directories.forEach((each) => rmSync(each, { recursive: true, force: true })))

function makeRepository(): string {
  const directory = temporaryDirectory()
  directories.push(directory)
  writeFileSync(join(directory, 'fedrender.yaml'), 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n')
  writeFileSync(join(directory, 'clusters.yaml'), clusterYaml('east'))
  writeFileSync(join(directory, 'map.yaml'), configMapYaml('shop/a'))
  return directory
}

const position = { line: 1, character: 8 }

function openDocument({ connection }: LanguageClient, uri: string, text: string): void {
  void connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  })
}

/** A loaded machine answers late. */
const patience = { timeout: 20_000 }

it('has nothing to say of a URI that no file can have', async () => {
  const directory = makeRepository()
  const server = startServer(directory)
  const client = await connectClient(server, [directory])
  for (const path of ['a%00b/c.yaml', 'a%00b.yaml', '%2e%2e%2fmap.yaml', '%ff.yaml']) {
    const uri = `${pathToFileURL(directory).href}/${path}`
    openDocument(client, uri, configMapYaml('shop/a'))
    const hover = { textDocument: { uri }, position }
    expect(await client.connection.sendRequest(HoverRequest.type, hover)).toBeNull()
  }
  await client.end()
  expect([await server.exit, server.errors()]).toStrictEqual([0, ''])
})

it('closes a folder by the name that the editor gives it, also once it is deleted', async () => {
  const directory = makeRepository()
  const links = temporaryDirectory()
  directories.push(links)
  mkdirSync(join(links, 'other'))
  symlinkSync(directory, join(links, 'link'))
  const named = [join(links, 'link'), directory]
  const server = startServer(links)
  const client = await connectClient(server, named)
  const close = async (path: string): Promise<void> => {
    const event = { added: [], removed: [{ uri: pathToFileURL(path).href, name: path }] }
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event })
  }
  const uri = pathToFileURL(join(directory, 'map.yaml')).href
  openDocument(client, uri, 'kind: [')
  const found = (): number => client.diagnostics.get(uri)?.diagnostics.length ?? 0
  await expect.poll(found, patience).toBeGreaterThan(0)
  await close(join(links, 'link'))
  const hover = { textDocument: { uri }, position }
  await client.connection.sendRequest(HoverRequest.type, hover)
  expect(found()).toBeGreaterThan(0)
  renameSync(directory, join(links, 'other/gone'))
  await close(directory)
  await expect.poll(found, patience).toBe(0)
  await client.end()
  expect([await server.exit, server.errors()]).toStrictEqual([0, ''])
})

it('compiles no folder that was edited and is closed at once', async () => {
  const directory = makeRepository()
  const server = startServer(directory)
  const client = await connectClient(server, [directory])
  const uri = pathToFileURL(join(directory, 'map.yaml')).href
  openDocument(client, uri, configMapYaml('shop/a'))
  await expect.poll(() => client.diagnostics.has(uri), patience).toBe(true)
  openDocument(client, uri, 'kind: [')
  const removed = [{ uri: pathToFileURL(directory).href, name: 'folder' }]
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: [], removed },
  })
  const hover = { textDocument: { uri }, position }
  expect(await client.connection.sendRequest(HoverRequest.type, hover)).toBeNull()
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(client.diagnostics.get(uri)?.diagnostics).toStrictEqual([])
  await client.end()
  expect([await server.exit, server.errors()]).toStrictEqual([0, ''])
})
