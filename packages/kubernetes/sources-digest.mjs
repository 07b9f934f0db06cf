import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const own = fileURLToPath(new URL('.', import.meta.url))

/** A digest of all that a package is made of, by which one that was built of other sources is known. */
export function sourcesDigest() {
  const files = ['go', 'stubs'].flatMap((directory) =>
    readdirSync(join(own, directory), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name)),
  )
  const hash = createHash('sha256')
  for (const file of [...files.sort(), join(own, 'versions.json'), join(own, 'build.mjs')]) {
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}
