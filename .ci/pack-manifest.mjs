// Packs package.json without `prepare`, which builds what is run from a clone: its program is not in the package, and npm
// warns whoever installs a package that has one. `--restore` puts the file back once the package is made; a run that was
// stopped between the two is made good by the next.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const [manifest, kept] = ['package.json', '.package.json.kept']
if (existsSync(kept)) renameSync(kept, manifest)
if (!process.argv.includes('--restore')) {
  const text = readFileSync(manifest, 'utf8')
  const packed = JSON.parse(text)
  delete packed.scripts.prepare
  writeFileSync(kept, text)
  writeFileSync(manifest, `${JSON.stringify(packed, undefined, 2)}\n`)
}
