import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializeRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type CompletionList,
  type MarkupContent,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { clusterYaml, configMapYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import {
  connectClient,
  editorCapabilities,
  startServer,
  type LanguageClient,
  type ServerProcess,
} from './language-client.ts'

const directories: string[] = []
const running: { server: ServerProcess; client: LanguageClient }[] = []

afterEach(async () => {
  for (const { server, client } of running.splice(0)) {
    await client.end()
    expect([await server.exit, server.errors()]).toStrictEqual([0, ''])
  }
})
afterAll(() => directories.forEach((each) => rmSync(each, { recursive: true })))

const web = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "web:1"}]}
  placement:
    clusters:
    - name: us-east
    - name: eu-west
  overrides:
  - clusterName: eu-west
    clusterOverrides:
    - path: /spec/replicas
      value: 5
`

const files = {
  'clusters/all.yaml': clusterYaml('us-east', '{region: us}') + clusterYaml('eu-west', '{region: eu}'),
  'shop/namespace.yaml': namespaceYaml('shop'),
  'shop/web.yaml': web,
}

function makeRepository(content: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory()
  directories.push(directory)
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}

/** A client of the built server that has a repository open. */
async function openEditor(
  content: Readonly<Record<string, string>>,
  { capabilities = editorCapabilities, others = [] as readonly string[] } = {},
): Promise<LanguageClient & { directory: string; server: ServerProcess }> {
  const directory = makeRepository(content)
  const server = startServer(directory)
  const client = await connectClient(server, [directory, ...others], capabilities)
  running.push({ server, client })
  return { ...client, directory, server }
}

const codes = (found: readonly { code?: number | string | undefined }[]): readonly unknown[] =>
  found.map(({ code }) => code)

describe('fedrender lsp, as a process', () => {
  it('has the diagnostics of validate while somebody types, and takes them back', async () => {
    const editor = await openEditor(files)
    editor.open('shop/web.yaml', web)
    const { start } = { start: editor.place('shop/web.yaml', 'name: us-east', 6).position }
    editor.edit('shop/web.yaml', { start, end: start }, 'x')
    const [found] = await editor.until('shop/web.yaml', (each) => each.length > 0)
    expect(found).toMatchObject({
      code: 'unknown-cluster',
      severity: 2,
      source: 'fedrender',
      range: { start, end: { line: start.line, character: start.character + 'xus-east'.length } },
    })
    editor.edit('shop/web.yaml', { start, end: { ...start, character: start.character + 1 } }, '')
    await editor.until('shop/web.yaml', (each) => each.length === 0)
  })

  it('names the other place of a fault, and greys out what has no effect', async () => {
    const editor = await openEditor({ ...files, 'shop/again.yaml': namespaceYaml('shop') })
    const idle = web.replace('value: 5', 'value: 3')
    editor.open('shop/web.yaml', idle)
    const found = await editor.until('shop/web.yaml', (each) => each.length > 0)
    expect(found).toMatchObject([{ code: 'override-equals-template', severity: 3, tags: [1] }])
    const [twice] = await editor.until('shop/namespace.yaml', (each) => each.length > 0)
    expect(twice?.relatedInformation?.map(({ location }) => location.uri)).toStrictEqual([
      editor.uri('shop/again.yaml'),
    ])
  })

  it('answers what a field becomes, what may be typed, where a name is declared and used', async () => {
    const editor = await openEditor(files)
    editor.open('shop/web.yaml', web)
    const { connection } = editor
    const hover = await connection.sendRequest(
      HoverRequest.type,
      editor.place('shop/web.yaml', 'replicas: 3', 2),
    )
    expect((hover?.contents as MarkupContent | undefined)?.value).toContain(
      '- `5` in `eu-west`: `override, shop/web.yaml:21',
    )
    const start = editor.place('shop/web.yaml', 'us-east').position
    editor.edit('shop/web.yaml', { start, end: { ...start, character: start.character + 7 } }, '')
    const completion = (await connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: editor.uri('shop/web.yaml') },
      position: start,
    })) as CompletionList
    expect(completion.items.map(({ label, detail }) => [label, detail])).toStrictEqual([
      ['eu-west', 'region=eu'],
      ['us-east', 'region=us'],
    ])
    expect(completion.items[0]?.textEdit).toStrictEqual({ range: { start, end: start }, newText: 'eu-west' })
    const definitions = await connection.sendRequest(
      DefinitionRequest.type,
      editor.place('shop/web.yaml', 'clusterName: eu-west', 15),
    )
    expect(definitions).toStrictEqual([
      {
        uri: editor.uri('clusters/all.yaml'),
        range: { start: { line: 7, character: 17 }, end: { line: 7, character: 24 } },
      },
    ])
    const references = await connection.sendRequest(ReferencesRequest.type, {
      ...editor.place('shop/web.yaml', 'clusterName: eu-west', 15),
      context: { includeDeclaration: false },
    })
    expect(references?.map(({ range }) => range.start.line)).toStrictEqual([15, 17])
  })

  it('renames a cluster over the repository, and nothing else', async () => {
    const editor = await openEditor({
      ...files,
      'observed/eu-west.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
    })
    editor.open('shop/web.yaml', web)
    const at = editor.place('shop/web.yaml', 'clusterName: eu-west', 15)
    const { connection } = editor
    expect(await connection.sendRequest(PrepareRenameRequest.type, at)).toMatchObject({
      placeholder: 'eu-west',
    })
    const other = editor.place('shop/web.yaml', 'name: web', 7)
    expect(await connection.sendRequest(PrepareRenameRequest.type, other)).toBeNull()
    const edit = (await connection.sendRequest(RenameRequest.type, {
      ...at,
      newName: 'eu-1',
    })) as WorkspaceEdit
    const changes = edit.documentChanges as (TextDocumentEdit | { kind: string })[]
    expect(
      changes.map((each) => ('kind' in each ? each : [each.textDocument, each.edits.length])),
    ).toStrictEqual([
      [{ uri: editor.uri('clusters/all.yaml'), version: null }, 1],
      [{ uri: editor.uri('shop/web.yaml'), version: 1 }, 2],
      {
        kind: 'rename',
        oldUri: editor.uri('observed/eu-west.yaml'),
        newUri: editor.uri('observed/eu-1.yaml'),
      },
    ])
    await expect(
      connection.sendRequest(RenameRequest.type, { ...at, newName: 'us-east' }),
    ).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: 'There is a cluster "us-east" already.',
    })
  })

  it('renames by plain changes where the editor takes no others, and refuses what that cannot do', async () => {
    const editor = await openEditor(files, { capabilities: {} })
    editor.open('shop/web.yaml', web)
    const at = editor.place('shop/web.yaml', 'clusterName: eu-west', 15)
    const edit = await editor.connection.sendRequest(RenameRequest.type, { ...at, newName: 'eu-1' })
    expect(Object.keys(edit?.changes ?? {})).toStrictEqual([
      editor.uri('clusters/all.yaml'),
      editor.uri('shop/web.yaml'),
    ])
    writeFileSync(join(editor.directory, 'eu-west.yaml'), '')
    mkdirSync(join(editor.directory, 'observed'))
    writeFileSync(
      join(editor.directory, 'observed/eu-west.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
    )
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: editor.uri('observed/eu-west.yaml'), type: 1 }],
    })
    const renaming = editor.connection.sendRequest(RenameRequest.type, { ...at, newName: 'eu-1' })
    await expect(renaming).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed })
  })

  it('offers the fixes of validate --fix', async () => {
    const editor = await openEditor({ ...files, 'other/map.yaml': configMapYaml('other/colors') })
    const idle = web.replace('value: 5', 'value: 3')
    editor.open('shop/web.yaml', idle)
    editor.open('other/map.yaml', configMapYaml('other/colors'))
    const [fault] = await editor.until('shop/web.yaml', (each) => each.length > 0)
    const ask = async (path: string, range: unknown, only?: string[]): Promise<unknown> =>
      editor.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: editor.uri(path) },
        range: range as never,
        context: { diagnostics: [], ...(only && { only }) },
      })
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    expect(await ask('shop/web.yaml', fault?.range)).toMatchObject([{ kind: 'quickfix', isPreferred: true }])
    expect(await ask('shop/web.yaml', everywhere, ['source.fixAll'])).toMatchObject([
      { kind: 'source.fixAll.fedrender' },
    ])
    expect(await ask('shop/web.yaml', everywhere, ['refactor'])).toStrictEqual([])
    expect(await ask('other/map.yaml', everywhere)).toMatchObject([
      {
        edit: {
          documentChanges: [
            { kind: 'create', uri: editor.uri('other/federatednamespace-other.yaml') },
            { edits: [{ newText: expect.stringContaining('kind: FederatedNamespace') }] },
          ],
        },
      },
    ])
  })

  it('places by UTF-16 code units and by the line breaks of the protocol', async () => {
    const odd = `# 🐄\r${web.replace('shop}', 'shop, labels: {a: "🐄🐄"}, annotations: {b: c}}').replaceAll('\n', '\r\n').replace('- name: us-east', '- name: us-eest')}`
    const editor = await openEditor({ ...files, 'shop/web.yaml': `\ufeff${web}` })
    editor.open('shop/web.yaml', odd)
    const found = await editor.until('shop/web.yaml', (each) => codes(each).includes('unknown-cluster'))
    const fault = found.find(({ code }) => code === 'unknown-cluster')
    expect(fault?.range.start).toStrictEqual(editor.place('shop/web.yaml', 'us-eest').position)
    const hover = await editor.connection.sendRequest(
      HoverRequest.type,
      editor.place('shop/web.yaml', 'namespace: shop', 12),
    )
    expect(hover?.range?.start).toStrictEqual(editor.place('shop/web.yaml', 'shop').position)
  })

  it('leaves out a byte order mark, which no editor shows, in a file that is not open', async () => {
    const editor = await openEditor({
      ...files,
      'clusters/all.yaml': `\ufeff{"apiVersion": "core.kubefed.io/v1beta1", "kind": "KubeFedCluster", "metadata": {"name": "us-east"}, "spec": {"apiEndpoint": "https://a", "secretRef": {"name": "a"}}}\n`,
    })
    editor.open('shop/web.yaml', web)
    const [place] = (await editor.connection.sendRequest(
      DefinitionRequest.type,
      editor.place('shop/web.yaml', 'name: us-east', 8),
    )) as { range: { start: { character: number } } }[]
    expect(place?.range.start.character ?? -1).toBe(
      '{"apiVersion": "core.kubefed.io/v1beta1", "kind": "KubeFedCluster", "metadata": {"name": '.length,
    )
  })

  it('cancels what it is asked to', async () => {
    const editor = await openEditor(files)
    editor.open('shop/web.yaml', web)
    const place = editor.place('shop/web.yaml', 'replicas: 3', 2)
    const source = new CancellationTokenSource()
    const first = editor.connection.sendRequest(HoverRequest.type, place)
    const cancelled = editor.connection.sendRequest(HoverRequest.type, place, source.token)
    source.cancel()
    await expect(cancelled).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
    expect(await first).not.toBeNull()
  })

  it('sees what changes on the disk, and forgets what was not saved', async () => {
    const editor = await openEditor(files)
    editor.open('shop/web.yaml', web.replace('us-east', 'us-west'))
    await editor.until('shop/web.yaml', (each) => codes(each).includes('unknown-cluster'))
    expect(editor.registrations).toMatchObject([{ method: 'workspace/didChangeWatchedFiles' }])
    writeFileSync(join(editor.directory, 'clusters/west.yaml'), clusterYaml('us-west'))
    const west = editor.uri('clusters/west.yaml')
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: west, type: 1 }],
    })
    await editor.until('shop/web.yaml', (each) => each.length === 0)
    rmSync(join(editor.directory, 'clusters/west.yaml'))
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: west, type: 3 }],
    })
    await editor.until('shop/web.yaml', (each) => codes(each).includes('unknown-cluster'))
    const textDocument = { uri: editor.uri('shop/web.yaml') }
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument })
    await editor.until('shop/web.yaml', (each) => each.length === 0)
  })

  it('takes each repository of several folders by itself, and leaves alone what is outside', async () => {
    const [other, outside] = [makeRepository(files), makeRepository(files)]
    const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
    const editor = await openEditor(
      {
        'a/fedrender.yaml': settings,
        'a/map.yaml': configMapYaml('shop/a'),
        'b/fedrender.yaml': settings,
        'b/web.yaml': web,
      },
      { others: [other] },
    )
    editor.open('a/map.yaml', configMapYaml('shop/a'))
    editor.open('b/web.yaml', web)
    const found = await editor.until('b/web.yaml', (each) => each.length > 0)
    expect(codes(found)).not.toContain('unknown-cluster')
    await editor.until('a/map.yaml', (each) => codes(each).includes('namespace-not-federated'))
    const open = (directory: string, text: string): string => {
      const uri = pathToFileURL(join(directory, 'shop/web.yaml')).href
      void editor.connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      })
      return uri
    }
    const uri = open(other, web.replace('us-east', 'us-west'))
    const ask = (of: string): Promise<unknown> =>
      editor.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: of },
        position: { line: 7, character: 8 },
      })
    expect(await ask(uri)).not.toBeNull()
    const strange = open(outside, web.replace('us-east', 'us-west'))
    expect(await ask(strange)).toBeNull()
    expect(await ask('untitled:Untitled-1')).toBeNull()
    const event = { added: [], removed: [{ uri: pathToFileURL(other).href, name: 'other' }] }
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event })
    expect(await ask(uri)).toBeNull()
    expect(editor.diagnostics.get(uri)?.diagnostics ?? []).toStrictEqual([])
    expect(editor.diagnostics.has(strange)).toBe(false)
  })

  it('says nothing of a folder that holds nothing of KubeFed', async () => {
    const editor = await openEditor({ 'a.yaml': 'kind: [\n' })
    editor.open('a.yaml', 'kind: [\n')
    expect(
      await editor.connection.sendRequest(HoverRequest.type, editor.place('a.yaml', 'kind', 1)),
    ).toBeNull()
    expect(editor.diagnostics.size).toBe(0)
  })

  it('writes nothing, and runs nothing of the folder', async () => {
    const editor = await openEditor({
      ...files,
      'fedrender.yaml':
        'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nchecks: {kubernetes: server}\n',
      'node_modules/@fedrender/kubernetes-1.30/package.json':
        '{"name": "@fedrender/kubernetes-1.30", "version": "0.1.0"}',
    })
    symlinkSync(makeRepository(files), join(editor.directory, 'root'))
    editor.open('shop/web.yaml', web)
    editor.open('fedrender.yaml', readFileSync(join(editor.directory, 'fedrender.yaml'), 'utf8'))
    await editor.connection.sendRequest(HoverRequest.type, editor.place('shop/web.yaml', 'replicas: 3', 2))
    const after = readdirSync(editor.directory, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !path.startsWith('root'),
    )
    expect(after.filter((path) => statSync(join(editor.directory, path)).isFile()).toSorted()).toStrictEqual(
      [
        ...Object.keys(files),
        'fedrender.yaml',
        'node_modules/@fedrender/kubernetes-1.30/package.json',
      ].toSorted(),
    )
  })

  it('ends with 1 where the editor goes without a word, and prints nothing that is no message', async () => {
    const directory = makeRepository(files)
    const server = startServer(directory)
    const client = await connectClient(server, [directory])
    client.open('shop/web.yaml', web)
    await client.connection.sendRequest(HoverRequest.type, client.place('shop/web.yaml', 'replicas', 1))
    server.process.stdin?.end()
    expect(await server.exit).toBe(1)
    expect(server.errors()).toBe('')
  })

  it('answers an editor that names a root and no folders', async () => {
    const directory = makeRepository(files)
    const server = startServer(directory)
    const client = await connectClient(server, [])
    running.push({ server, client })
    // A second initialize is the editor's fault, and takes the place of the first.
    await client.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: pathToFileURL(directory).href,
      capabilities: {},
    })
    const uri = pathToFileURL(join(directory, 'shop/web.yaml')).href
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'yaml', version: 1, text: web },
    })
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 7, character: 8 },
    })
    expect(hover).not.toBeNull()
  })
})
