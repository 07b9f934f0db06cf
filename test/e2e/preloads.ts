import { fileURLToPath } from 'node:url'

/** Options of `node` that load a module of `fixtures/` before the program. */
export function preload(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    '--import',
    fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url)),
  ])
}
