// The builds of Node.js that executables are made of, as the `node-*` packages of npm hold them. Each is fetched once and
// taken only with the digest that is written here. macOS is not among them: it runs signed programs alone, and signs on macOS.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

const nodeVersion = '26.10.0'

/** For each platform the sha512 of its package, as the registry has it. */
const digests = {
  'linux-x64': 'OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  'linux-arm64': 'idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
}
export const platforms = Object.keys(digests)

/** Fetches the build of a platform below a directory, and gives the path of its program and the digest of its package. */
export function fetchNode(platform, directory) {
  const target = join(directory, platform)
  mkdirSync(target, { recursive: true })
  const name = `node-${platform}@${nodeVersion}`
  const archive = join(target, run('npm', ['pack', '--silent', '--pack-destination', target, name]).trim())
  const digest = createHash('sha512').update(readFileSync(archive)).digest()
  if (digest.toString('base64') !== digests[platform]) {
    throw new Error(`${name} is not what it was when its digest was written down`)
  }
  run('tar', ['-xzf', archive, '-C', target])
  return { program: join(target, 'package/bin/node'), name, sha512: digest.toString('hex') }
}

/** Whether a platform's programs run on this machine. */
export const isOurs = (platform) => platform === `${process.platform}-${process.arch}`
