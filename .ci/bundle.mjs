// Makes one file of the command line, dist/fedrender.mjs, that needs nothing beside it: it starts in less than half the
// time of its parts, and can be copied to where no npm is. The licences of what is in it are beside it. And makes
// dist/start.cjs, the command of the package, which reads that file only where it has to.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { compileSchemas } from './compile-schemas.mjs'
import { kubernetesLicence, licencesOf } from './licences.mjs'

const outfile = 'dist/fedrender.mjs'
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What no command reads: Kubernetes' schemas, which are packed, and what is made of them. */
function isForEditors(path) {
  return (
    /^(?:kubernetes|index)\.json$|\/Federated[A-Z]\w+\.json$/.test(path) &&
    !path.endsWith('/FederatedTypeConfig.json')
  )
}

/** The hand-written schemas, by their paths below schemas/. */
const schemas = readdirSync('schemas', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json') && !isForEditors(path))
  .sort()
  .map((path) => [path, JSON.parse(readFileSync(`schemas/${path}`, 'utf8'))])

/** A digest of all that a build is made of: an index of what another build made is not taken for this one's. */
function buildDigest() {
  const sources = ['src', 'schemas'].flatMap((directory) =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  )
  const hash = createHash('sha256')
  for (const path of [
    ...sources,
    'package.json',
    'package-lock.json',
    '.ci/bundle.mjs',
    '.ci/compile-schemas.mjs',
  ]) {
    hash.update(`${path}\0`).update(createHash('sha256').update(readFileSync(path)).digest())
  }
  return hash.digest('hex')
}

/** The code of a thread, as a text from which it is started. */
async function workerText(entryPoint) {
  const { outputFiles } = await build({
    ...settings,
    entryPoints: [entryPoint],
    format: 'cjs',
    write: false,
  })
  return outputFiles[0].text
}

/** In place of the modules that read the package's own files, modules that hold what they would read. */
const embed = {
  name: 'embed',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]host[\\/]schemas\.ts$/ }, () => {
      const packed = brotliCompressSync(readFileSync('schemas/kubernetes.json')).toString('base64')
      return {
        contents: [
          "import { brotliDecompressSync } from 'node:zlib'",
          `export const readSchemas = () => new Map(${JSON.stringify(schemas)})`,
          `const packed = '${packed}'`,
          'let schemas',
          "export const readKubernetesSchemas = () => (schemas ??= JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString()))",
        ].join('\n'),
        resolveDir: '.',
      }
    })
    onLoad({ filter: /[\\/]src[\\/]stages[\\/]validate[\\/]compile-schema\.ts$/ }, () => ({
      contents: compileSchemas(schemas),
      resolveDir: '.',
    }))
    onLoad({ filter: /[\\/]src[\\/]host[\\/]kubernetes[\\/]worker-source\.ts$/ }, async () => ({
      contents: `export const workerSource = ${JSON.stringify(await workerText('src/host/kubernetes/worker.ts'))}`,
    }))
    onLoad({ filter: /[\\/]src[\\/]host[\\/]writers[\\/]writer-source\.ts$/ }, async () => ({
      contents: `export const writerSource = ${JSON.stringify(await workerText('src/host/writers/worker.ts'))}`,
    }))
    onLoad({ filter: /[\\/]src[\\/]host[\\/]version\.ts$/ }, () => ({
      contents: [
        `export const readVersion = () => ${JSON.stringify(version)}`,
        `export const readBuild = () => ${JSON.stringify(buildDigest())}`,
      ].join('\n'),
    }))
  },
}

const lateModules = /^node:(?:child_process|crypto|dns\/promises|fs\/promises|worker_threads)$/

/** In place of Node's own modules that few commands use, modules that load them where something of them is first asked for. */
const loadLate = {
  name: 'load-late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: lateModules }, ({ path, namespace }) =>
      namespace === 'late' ? { path, external: true } : { path, namespace: 'late' },
    )
    onLoad({ filter: lateModules, namespace: 'late' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default')
      const exports = names.map((name) =>
        // A package takes some of these functions where it is loaded.
        /^[a-z]/.test(name) && path === 'node:fs/promises' && name !== 'constants'
          ? `${name}: (...given) => load().${name}(...given)`
          : `get ${name}() { return load().${name} }`,
      )
      return {
        contents: `let loaded
          const load = () => (loaded ??= require('${path}'))
          module.exports = { ${exports.join(', ')} }`,
      }
    })
  },
}

/** The command line beside the file that starts it, in place of the module. */
const oneFileBeside = {
  name: 'one-file-beside',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/main\.ts$/ }, () => ({ path: `./${basename(outfile)}`, external: true }))
  },
}

const settings = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // Names stay as they are, so that the stack in a report of a bug can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
}
await build({
  ...settings,
  entryPoints: ['src/cli/start.ts'],
  outfile: 'dist/start.cjs',
  // Node.js starts a CommonJS module sooner than one of its own.
  format: 'cjs',
  plugins: [embed, oneFileBeside],
})
const { metafile, outputFiles } = await build({
  ...settings,
  entryPoints: ['src/cli/main.ts'],
  outfile,
  // A function of its surroundings, so that dist/start.cjs can run it by code that was compiled before.
  format: 'cjs',
  define: { 'import.meta.url': 'moduleURL', performance: 'monotonicClock' },
  // Node.js loads more for its own `performance` than for `hrtime`.
  banner: {
    js: '"use strict";const monotonicClock={now:()=>Number(process.hrtime.bigint())/1e6};',
  },
  supported: { 'dynamic-import': false },
  metafile: true,
  write: false,
  plugins: [embed, loadLate],
})
const [shebang, ...program] = inASCII(outputFiles[0].text).trimEnd().split('\n')
// src/host/compiled/kept-program.ts reads the lines between the first two and the last.
writeFileSync(
  outfile,
  `${shebang}
import{createRequire as requireFrom}from'node:module';
(function(require,moduleURL){${program.join('\n')}
})
(requireFrom(import.meta.url),import.meta.url);
`,
  { mode: 0o755 },
)

/** A program with escapes for characters that esbuild leaves: a single one doubles what V8 keeps, and reads at each start. */
function inASCII(text) {
  if (/String\.raw`[^`]*[^\0-\x7F`]/.test(text))
    throw new Error('String.raw shows an escape as it is written')
  return text.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

writeFileSync(
  'dist/fedrender.LICENSES.txt',
  licencesOf('.', Object.keys(metafile.inputs), [kubernetesLicence('.')]),
)
