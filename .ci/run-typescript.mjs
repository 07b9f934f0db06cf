// Runs a program in TypeScript, which Node 20 cannot read: every module of ours becomes one, in which each knows where it is.
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
      loader: 'ts',
    }))
  },
}

export async function runTypeScript(entryPoint) {
  const outfile = `node_modules/.cache/fedrender/${basename(dirname(entryPoint))}.mjs`
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
    plugins: [keepPlaces],
  })
  await import(pathToFileURL(outfile).href)
}
