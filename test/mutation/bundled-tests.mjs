// A test runner of Stryker that bundles the tests of a group and runs them in one process. Nothing is loaded again for a
// mutant but where it acts while modules load, so that most mutants take milliseconds, and a group minutes in place of hours.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { globSync } from 'glob'
import { group } from './groups.mjs'

const shim = fileURLToPath(new URL('vitest-in-bundle.mjs', import.meta.url))

const placesAndVitest = {
  name: 'places-and-vitest',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: shim }))
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
      loader: 'ts',
    }))
  },
}

class BundledTests {
  static inject = []
  /** How often the bundle was loaded; each time is a copy of every module. */
  #loads = 0
  #loaded
  #bundle

  capabilities() {
    return { reloadEnvironment: true }
  }

  /** Stryker has made its copy of the repository the working directory by now. */
  async init() {
    this.#bundle = path.resolve(`tests-${process.pid}.mjs`)
    const files = new Set(group.tests.flatMap((glob) => globSync(glob, { posix: true }).sort()))
    const entries = [...files].map((file) => `[${JSON.stringify(file)}, () => import('./${file}')]`)
    const contents = `export { load, tests } from ${JSON.stringify(shim)}
export const files = new Map([${entries.join(',\n')}])`
    await build({
      stdin: { contents, resolveDir: process.cwd() },
      outfile: this.#bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
      plugins: [placesAndVitest],
    })
  }

  /** Runs every test, and notes which mutants each of them reaches. */
  async dryRun() {
    const space = (globalThis.__stryker__ ??= {})
    const { tests } = await this.#load()
    const results = []
    for (const [id, test] of tests) {
      space.currentTestId = id
      results.push(await resultOf(id, test))
      space.currentTestId = undefined
    }
    return { status: 'complete', tests: results, mutantCoverage: space.mutantCoverage }
  }

  /** Runs the tests that reach a mutant, in the order of the group, until one of them fails. */
  async mutantRun({ activeMutant, hitLimit, mutantActivation, reloadEnvironment, testFilter }) {
    const space = (globalThis.__stryker__ ??= {})
    const isStatic = mutantActivation === 'static'
    Object.assign(space, { hitCount: 0, hitLimit, activeMutant: isStatic ? activeMutant.id : undefined })
    if (reloadEnvironment) this.#loaded = undefined
    try {
      const { tests } = await this.#load()
      space.activeMutant = activeMutant.id
      const wanted = new Set(testFilter ?? tests.keys())
      const known = [...tests.keys()].filter((id) => wanted.has(id))
      return await this.#run(known, tests, space)
    } catch (error) {
      return { status: 'killed', killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 }
    } finally {
      space.activeMutant = undefined
    }
  }

  async #run(ids, tests, space) {
    for (const [index, id] of ids.entries()) {
      const { status, failureMessage } = await resultOf(id, tests.get(id))
      if (space.hitCount > space.hitLimit) return { status: 'timeout', reason: 'hit limit reached' }
      if (status === 1) return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: index + 1 }
    }
    return { status: 'survived', nrOfTests: ids.length }
  }

  async #load() {
    if (this.#loaded) return this.#loaded
    const { files, load, tests } = await import(`${pathToFileURL(this.#bundle)}?${(this.#loads += 1)}`)
    for (const [file, importFile] of files) await load(file, importFile)
    this.#loaded = { tests }
    return this.#loaded
  }
}

async function resultOf(id, { file, run }) {
  const start = performance.now()
  const result = { id, name: id, fileName: path.resolve(file) }
  try {
    await run()
    return { ...result, status: 0, timeSpentMs: performance.now() - start }
  } catch (error) {
    return { ...result, status: 1, timeSpentMs: performance.now() - start, failureMessage: String(error) }
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'bundled-tests', injectableClass: BundledTests }]
