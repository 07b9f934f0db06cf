import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import * as protocol from 'vscode-languageserver-protocol/node'
import { generate } from './generate.mjs'

/**
 * Measures `fedrender lsp`: from a key to the diagnostics that it changes, and to a completion and a hover after a key, with the CPU
 * time of the server for each key. Build first: `npm run build && node bench/language-server.mjs`.
 */

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '300' },
    clusters: { type: 'string', default: '20' },
    keys: { type: 'string', default: '60' },
  },
})
const keys = Number(values.keys)
const directory = mkdtempSync(join(tmpdir(), 'fedrender-lsp-'))
const sizes = { resources: Number(values.resources), clusters: Number(values.clusters) }
generate(directory, sizes)

const main = fileURLToPath(new URL('../dist/fedrender.mjs', import.meta.url))
const server = spawn(process.execPath, [main, 'lsp'], { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] })
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
)
const path = 'teams/team-0000/deployment-app-00003.yaml'
const uri = pathToFileURL(join(directory, path)).href
let wake = () => {}
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  if (params.uri === uri) wake(params)
})
connection.listen()
await connection.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: null,
  capabilities: {},
  workspaceFolders: [{ uri: pathToFileURL(directory).href, name: 'fleet' }],
})
connection.sendNotification(protocol.InitializedNotification.type, {})

const text = readFileSync(join(directory, path), 'utf8')
const lines = text.split('\n')
const line = lines.findIndex((each) => each.includes('replicas:'))
const [, indent] = /^( *)/.exec(lines[line])
let version = 1

/** Types a character before the field, or takes it away: `xreplicas` is no field of a Deployment. */
function key(isTyped) {
  const start = { line, character: indent.length }
  const end = { line, character: indent.length + (isTyped ? 0 : 1) }
  version += 1
  connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: [{ range: { start, end }, text: isTyped ? 'x' : '' }],
  })
}

const published = () => new Promise((resolve) => (wake = resolve))
const cpuOf = () => {
  // Fields 14 and 15 of proc(5): ticks of 10 ms in user and in kernel mode.
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
const median = (numbers) => numbers.toSorted((left, right) => left - right)[numbers.length >> 1]
const worst = (numbers) => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length * 0.95)]

const opened = performance.now()
connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
  textDocument: { uri, languageId: 'yaml', version, text },
})
const position = { line, character: indent.length + 1 }
await connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position })
const first = performance.now() - opened

/** What a round waits for after its key. */
const rounds = {
  diagnostics: () => published(),
  hover: () => connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position }),
  completion: () =>
    connection.sendRequest(protocol.CompletionRequest.type, { textDocument: { uri }, position }),
}
const results = []
for (const [name, wait] of Object.entries(rounds)) {
  const times = []
  const before = cpuOf()
  for (let round = 0; round < keys; round += 1) {
    const start = performance.now()
    const waiting = name === 'diagnostics' ? wait() : undefined
    key(round % 2 === 0)
    await (waiting ?? wait())
    times.push(performance.now() - start)
  }
  results.push([name, median(times), worst(times), (cpuOf() - before) / keys])
}
process.stdout.write(
  `Node ${process.version}, ${sizes.resources} objects × ${sizes.clusters} clusters, ${keys} keys each, load ${loadavg()[0].toFixed(1)}\n`,
)
process.stdout.write(`first answer ${first.toFixed(0)} ms\n`)
for (const [name, middle, most, cpu] of results) {
  process.stdout.write(
    `${name.padEnd(12)} median ${middle.toFixed(1).padStart(6)} ms, 95 % ${most.toFixed(1).padStart(6)} ms, CPU ${cpu.toFixed(1)} ms a key\n`,
  )
}
await connection.sendRequest(protocol.ShutdownRequest.type)
connection.sendNotification(protocol.ExitNotification.type)
connection.dispose()
rmSync(directory, { recursive: true })
