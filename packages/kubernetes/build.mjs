// Makes packages/kubernetes-1.NN: the code of one minor version of Kubernetes as WebAssembly. Needs Go and its modules, and nothing else of
// this repository does.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { sourcesDigest } from './sources-digest.mjs'

const own = fileURLToPath(new URL('.', import.meta.url))

/**
 * The versions that are built, which of the files in go/ a version can compile, which of its modules need a stub besides, and which have to
 * be of a later version than it asks for.
 */
const versions = JSON.parse(readFileSync(join(own, 'versions.json'), 'utf8'))

/** The form of questions and answers: find-package.ts refuses others. */
const protocol = 2

/** The modules in whose place ours are compiled, since they do not compile for wasip1; nothing that they do is ever done here. */
const stubsOfAll = {
  'go.etcd.io/etcd/api/v3': 'etcd-api',
  'go.etcd.io/etcd/client/v3': 'etcd-client',
  'go.etcd.io/etcd/client/pkg/v3': 'etcd-client-pkg',
}

const [minor, ...others] = process.argv.slice(2)
if (minor === undefined || versions[minor] === undefined || others.length > 0) {
  process.stderr.write(
    `usage: npm run build:kubernetes -- VERSION, which is one of ${Object.keys(versions).join(', ')}\n`,
  )
  process.exit(64)
}
const { version, tags, stubs: ownStubs = {}, requires = {} } = versions[minor]
const stubs = { ...stubsOfAll, ...ownStubs }
const work = mkdtempSync(join(tmpdir(), 'fedrender-kubernetes-'))
try {
  buildPackage()
} finally {
  rmSync(work, { recursive: true, force: true })
}

function buildPackage() {
  cpSync(join(own, 'go'), work, { recursive: true })
  const module = JSON.parse(
    go(['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], { cwd: tmpdir() }),
  )
  writeFileSync(join(work, 'go.mod'), goMod(readFileSync(module.GoMod, 'utf8')))
  const built = join(work, 'kubernetes.wasm')
  const target = { GOOS: 'wasip1', GOARCH: 'wasm' }
  const stamp = 'k8s.io/component-base/version'
  const flags = [
    '-s -w',
    `-X ${stamp}.gitVersion=v${version}`,
    `-X ${stamp}.gitMajor=1`,
    `-X ${stamp}.gitMinor=${minor.split('.')[1]}`,
  ].join(' ')
  const tagged = [`-tags=${tags.join(',')}`]
  go(['build', ...tagged, '-buildmode=c-shared', '-trimpath', '-ldflags', flags, '-o', built, '.'], {
    env: target,
  })
  const licences = go(
    ['list', ...tagged, '-deps', '-f', '{{with .Module}}{{.Path}} {{.Version}} {{.Dir}}{{end}}', '.'],
    { env: target },
  )
  writePackage(readFileSync(built), licences)
}

/** A module of ours that has the versions of Kubernetes' own tree, since what its go.mod replaces has no effect outside of it. */
function goMod(kubernetes) {
  const staging = [...kubernetes.matchAll(/^\s*(k8s\.io\/[\w-]+) v0\.0\.0(?:\s|$)/gm)].map(([, name]) => name)
  const [, language] = /^go (\S+)/m.exec(kubernetes)
  const [, number] = /^1\.(\d+)/.exec(language)
  return [
    'module fedrender.dev/kubernetes',
    // Functions are exported to WebAssembly since 1.24.
    `go ${Number(number) < 24 ? '1.24.0' : language}`,
    `require k8s.io/kubernetes v${version}`,
    ...Object.entries(requires).map(([name, later]) => `require ${name} ${later}`),
    ...staging
      .filter((name) => stubs[name] === undefined)
      .map((name) => `replace ${name} => ${name} v0.${version.slice(2)}`),
    ...Object.entries(stubs).map(
      ([name, directory]) => `replace ${name} => ${join(own, 'stubs', directory)}`,
    ),
    '',
  ].join('\n\n')
}

function go(commandArguments, { env = {}, cwd = work } = {}) {
  const { status, stdout, stderr, error } = spawnSync('go', commandArguments, {
    cwd,
    env: { ...process.env, GOFLAGS: `${process.env.GOFLAGS ?? ''} -mod=mod -buildvcs=false`.trim(), ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`go ${commandArguments.join(' ')}\n${stderr}`)
  return stdout
}

function writePackage(module, licences) {
  const directory = join(own, '..', `kubernetes-${minor}`)
  const file = 'kubernetes.wasm.br'
  const packed = brotliCompressSync(module, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: module.length,
    },
  })
  const digest = createHash('sha256').update(packed).digest('hex')
  const { version: ownVersion } = JSON.parse(readFileSync(join(own, '../../package.json'), 'utf8'))
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory)
  const write = (name, content) => writeFileSync(join(directory, name), content)
  write(file, packed)
  write(
    'manifest.json',
    json({ version, protocol, file, digest, size: module.length, sources: sourcesDigest() }),
  )
  write(
    'package.json',
    json({
      name: `@fedrender/kubernetes-${minor}`,
      version: ownVersion,
      description: `The validation of Kubernetes ${version} as WebAssembly, for fedrender.`,
      license: 'Apache-2.0',
      files: [file, 'manifest.json', 'LICENSES.txt'],
    }),
  )
  write(
    'README.md',
    `# @fedrender/kubernetes-${minor}\n\nThe validation of Kubernetes ${version} as WebAssembly, for fedrender.\n`,
  )
  write('LICENSES.txt', licenceTexts(licences))
  process.stdout.write(
    `${directory}: Kubernetes ${version}, ${megabytes(module)} MB, compressed ${megabytes(packed)} MB\n`,
  )
}

/** The licences of all modules whose code is in the package. */
function licenceTexts(list) {
  const modules = [...new Set(list.trim().split('\n'))]
    .map((line) => line.split(' '))
    .filter(([name]) => name)
  const texts = modules.flatMap(([name, version, directory]) => {
    if (name === 'fedrender.dev/kubernetes' || stubs[name] !== undefined || directory === undefined) return []
    const names = readdirSync(directory, { withFileTypes: true })
      .filter((each) => each.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(each.name))
      .map((each) => each.name)
    return names.map(
      (each) => `${name} ${version}: ${each}\n\n${readFileSync(join(directory, each), 'utf8').trim()}\n`,
    )
  })
  return texts.sort().join(`\n${'-'.repeat(80)}\n\n`)
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function megabytes({ length }) {
  return (length / 1e6).toFixed(1)
}
