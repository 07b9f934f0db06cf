// What a release was made of, and by what. The statement is not signed: whoever publishes the release signs it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { run } from './run.mjs'

export const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** What the files of a release are made of. */
const materials = [
  'src',
  'schemas',
  '.ci',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'Dockerfile',
  '.dockerignore',
]

/** The commit that is built, which the work tree has to be: a release of what nobody can check out has no provenance. */
export function readCommit() {
  const changes = run('git', ['status', '--porcelain', '--', ...materials])
  if (changes !== '') throw new Error(`commit these before a release is made of them:\n${changes}`)
  const [id, seconds] = run('git', ['log', '-1', '--format=%H %ct']).trim().split(' ')
  return { id, seconds: Number(seconds) }
}

/** A statement of in-toto (v1) with the provenance of SLSA (v1): the files and their digests, the commit, and the materials. */
export function provenanceStatement({ files, commit, repository, node, debian, builder }) {
  const resolvedDependencies = [
    { uri: `git+${repository}`, digest: { gitCommit: commit.id } },
    { uri: 'package-lock.json', digest: { sha256: sha256('package-lock.json') } },
    ...node.map(({ name, sha512 }) => ({ uri: `pkg:npm/${name}`, digest: { sha512 } })),
    ...debian.map((uri) => ({ uri })),
  ]
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ name, path }) => ({ name, digest: { sha256: sha256(path) } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${repository}/blob/${commit.id}/docs/releasing.md`,
        externalParameters: { repository, commit: commit.id },
        resolvedDependencies,
      },
      runDetails: { builder: { id: builder } },
    },
  }
}

/**
 * What is in the package, with digests, as CycloneDX; the same commit gives the same bytes. npm's --omit=dev would leave out
 * what development needs too.
 */
export function softwareBill(commit) {
  const { serialNumber: _drawn, ...bill } = JSON.parse(
    run('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']),
  )
  // npm calls it what its directory is called.
  bill.metadata.component.name = 'fedrender'
  bill.metadata.timestamp = new Date(commit.seconds * 1000).toISOString()
  return `${JSON.stringify(bill, undefined, 2)}\n`
}
