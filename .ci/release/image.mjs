// Makes the image of the Dockerfile without a Docker engine and without an image to begin with: the base is Debian's packages
// and a build of Node.js, and what the Dockerfile builds is taken from the release. It needs root, buildah and mmdebstrap.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { run } from './run.mjs'

/** Debian's release that the Dockerfile's base is of, and what its Node.js needs of it. */
const suite = 'bookworm'
const packages = ['ca-certificates', 'libstdc++6']

const environment = { ...process.env, BUILDAH_ISOLATION: 'chroot', STORAGE_DRIVER: 'vfs' }
const buildah = (parameters, store) =>
  run('buildah', [`--root=${store}/root`, `--runroot=${store}/run`, ...parameters], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()

/**
 * Writes the image as an OCI archive whose files are of the time of the commit, in seconds, and gives the packages of Debian
 * that are in it, as purls: they are those of the day, so that the same commit gives another image later.
 */
export function buildImage({ node, archive, seconds, directory }) {
  const store = join(directory, 'store')
  const base = join(directory, 'base.tar')
  const built = join(directory, 'built')
  mkdirSync(join(built, 'build/dist'), { recursive: true })
  for (const name of ['fedrender.mjs', 'fedrender.LICENSES.txt']) {
    copyFileSync(join('dist', name), join(built, 'build/dist', name))
  }
  const quiet = { env: { ...process.env, SOURCE_DATE_EPOCH: `${seconds}` } }
  run('mmdebstrap', ['--quiet', '--variant=minbase', `--include=${packages.join(',')}`, suite, base], quiet)

  const container = buildah(['from', 'scratch'], store)
  buildah(['add', '--quiet', container, resolve(base), '/'], store)
  buildah(['copy', '--quiet', '--chmod=0755', container, resolve(node), '/usr/local/bin/node'], store)
  buildah(['commit', '--quiet', '--rm', container, 'localhost/base'], store)
  buildah(
    [
      'build-using-dockerfile',
      '--quiet',
      '--squash',
      `--timestamp=${seconds}`,
      '--build-arg=BASE=localhost/base',
      `--build-context=build=${resolve(built)}`,
      '--tag=localhost/fedrender',
      '.',
    ],
    store,
  )
  buildah(['push', '--quiet', 'localhost/fedrender', `oci-archive:${archive}:fedrender`], store)

  const made = buildah(['from', 'localhost/fedrender'], store)
  const format = 'pkg:deb/debian/${Package}@${Version}?arch=${Architecture}\\n'
  return buildah(['run', made, '--', 'dpkg-query', '--show', `--showformat=${format}`], store).split('\n')
}
