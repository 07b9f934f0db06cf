import { readFileSync } from 'node:fs'

/** The version of this program, from its package.json. */
export function readVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/**
 * What is another for every build of this program whose code or data differ. Unbundled, as tests run it, it is the
 * version alone.
 */
export function readBuild(): string {
  return readVersion()
}
