// Makes the files of a release of the commit that is checked out: the package, the one file, an executable for each platform,
// the image where it is asked for, what krew and Homebrew install them by, what they are made of, and their digests.
// docs/releasing.md says what to do with them.
//   npm run release -- --out DIRECTORY [--platform linux-x64]… [--image]
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildExecutable, packDirectory } from './release/executable.mjs'
import { buildImage } from './release/image.mjs'
import { fetchImageNode, fetchNode, isOurs, platforms } from './release/node-builds.mjs'
import { homebrewFormula, krewManifest } from './release/package-managers.mjs'
import { provenanceStatement, readCommit, sha256, softwareBill } from './release/provenance.mjs'
import { run } from './release/run.mjs'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    platform: { type: 'string', multiple: true, default: platforms },
    image: { type: 'boolean', default: false },
  },
})
const { out, platform: wanted, image } = values
if (out === undefined) throw new Error('--out DIRECTORY is missing')
if (existsSync(out)) throw new Error(`${out} is there already`)
const unknown = wanted.filter((each) => !platforms.includes(each))
if (unknown.length > 0)
  throw new Error(`no platform ${unknown.join(', ')}; there are ${platforms.join(', ')}`)

const { version, repository = {} } = JSON.parse(readFileSync('package.json', 'utf8'))
const homepage = (repository.url ?? 'https://github.com/OWNER/fedrender').replace(/^git\+|\.git$/g, '')
const urlOf = (name) => `${homepage}/releases/download/v${version}/${name}`
const commit = readCommit()
const work = mkdtempSync(join(tmpdir(), 'fedrender-release-'))
try {
  mkdirSync(out, { recursive: true })
  const files = []
  const add = (name) => {
    const path = join(out, name)
    files.push({ name, path })
    return path
  }
  const write = (name, text) => writeFileSync(add(name), text)

  const tarball = run('npm', ['pack', '--silent', '--pack-destination', out]).trim()
  add(tarball)
  copyFileSync('dist/fedrender.mjs', add('fedrender.mjs'))
  copyFileSync('dist/fedrender.LICENSES.txt', add('fedrender.LICENSES.txt'))

  // The builder runs here, whatever it builds for.
  const ours = platforms.find(isOurs)
  if (ours === undefined) throw new Error(`executables are made on ${platforms.join(' or ')}`)
  const node = new Map(
    [...new Set([ours, ...wanted])].map((each) => [each, fetchNode(each, join(work, 'node'))]),
  )
  const executables = wanted.map((platform) => {
    const directory = join(work, platform)
    buildExecutable({ builder: node.get(ours).program, program: node.get(platform).program, directory })
    const name = `fedrender-${version}-${platform}.tar.gz`
    const path = add(name)
    packDirectory(directory, path, commit.seconds)
    return { platform, url: urlOf(name), sha256: sha256(path) }
  })

  const dependencies = [...node.values()]
  const debian = []
  if (image) {
    const build = fetchImageNode(join(work, 'image-node'))
    dependencies.push(build)
    const archive = add(`fedrender-${version}-image-linux-x64.tar`)
    const directory = join(work, 'image')
    debian.push(...buildImage({ node: build.program, archive, seconds: commit.seconds, directory }))
  }

  write('fedrender.krew.yaml', krewManifest({ version, homepage, executables }))
  const packed = { url: urlOf(tarball), sha256: sha256(join(out, tarball)) }
  write('fedrender.rb', homebrewFormula({ homepage, tarball: packed }))
  write('fedrender.cdx.json', softwareBill(commit))
  const builder = process.env.FEDRENDER_BUILDER ?? `${homepage}/blob/${commit.id}/.ci/release.mjs`
  const statement = provenanceStatement({
    files,
    commit,
    repository: homepage,
    node: dependencies,
    debian,
    builder,
  })
  write('fedrender.intoto.json', `${JSON.stringify(statement, undefined, 2)}\n`)
  const sums = files.map(({ name, path }) => `${sha256(path)}  ${name}\n`)
  writeFileSync(join(out, 'SHA256SUMS'), sums.join(''))
  process.stdout.write(sums.join(''))
} finally {
  rmSync(work, { recursive: true, force: true })
}
