import { mkdirSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import { compileSchemas } from '../../.ci/compile-schemas.mjs'
import { kubernetesLicence, licencesOf } from '../../.ci/licences.mjs'
import { exampleModules } from './example-modules.ts'
import { filesBelow, readRepositoryFile, repositoryPath } from './repository.ts'

/** The hand-written schemas by which sources are checked, by their paths below schemas/. */
function handWrittenSchemas(): readonly (readonly [path: string, schema: object])[] {
  return filesBelow('schemas')
    .map((path) => path.slice('schemas/'.length))
    .filter((path) => path.endsWith('.json') && path.includes('/'))
    .filter((path) => !/\/Federated[A-Z]\w+\.json$/.test(path) || path.endsWith('/FederatedTypeConfig.json'))
    .map((path) => [path, JSON.parse(readRepositoryFile(`schemas/${path}`)) as object])
}

/** In place of the modules that read files of the package, and of those of Node.js, modules that a browser can run. */
const forBrowsers: Plugin = {
  name: 'for-browsers',
  setup({ onLoad, onResolve }) {
    const schemas = handWrittenSchemas()
    const { version } = JSON.parse(readRepositoryFile('package.json')) as { version: string }
    onLoad({ filter: /[\\/]src[\\/]host[\\/]schemas\.ts$/ }, () => ({
      contents: [
        `const schemas = new Map(JSON.parse(${JSON.stringify(JSON.stringify(schemas))}))`,
        'export const readSchemas = () => schemas',
        `const packed = ${JSON.stringify(JSON.stringify(JSON.parse(readRepositoryFile('schemas/kubernetes.json'))))}`,
        'let kubernetes',
        'export const readKubernetesSchemas = () => (kubernetes ??= JSON.parse(packed))',
      ].join('\n'),
    }))
    onLoad({ filter: /[\\/]src[\\/]stages[\\/]validate[\\/]compile-schema\.ts$/ }, () => ({
      contents: compileSchemas(schemas),
      resolveDir: repositoryPath('src'),
    }))
    onLoad({ filter: /[\\/]src[\\/]host[\\/]version\.ts$/ }, () => ({
      contents: `export const readVersion = () => ${JSON.stringify(version)}`,
    }))
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'none-in-browsers' }))
    onLoad({ filter: /.*/, namespace: 'none-in-browsers' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => () => { throw new Error(${JSON.stringify(path)} + ' has no ' + String(name) + ' in a browser') } })`,
      loader: 'js',
    }))
  },
}

/** Bundles the playground into a directory: the page, the worker with the compiler, the examples, each a file, and licences. */
export async function buildPlayground(directory: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: {
      page: repositoryPath('site/playground/page/main.ts'),
      worker: repositoryPath('site/playground/worker/main.ts'),
    },
    outdir: directory,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [forBrowsers],
  })
  mkdirSync(`${directory}/examples`, { recursive: true })
  writeFileSync(
    `${directory}/licences.txt`,
    licencesOf(repositoryPath('.'), Object.keys(metafile.inputs), [kubernetesLicence(repositoryPath('.'))]),
  )
  for (const [path, text] of exampleModules()) writeFileSync(`${directory}/examples/${path}`, text)
}
