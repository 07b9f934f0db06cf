import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isSystemError } from '../system-error.ts'
import type { PackedModule } from './packed-module.ts'

/** A package with the code of one minor version of Kubernetes, or why it is of no use, as the end of a sentence. */
export type KubernetesPackage =
  | { readonly version: string; readonly digest: string; readonly module: PackedModule }
  | { readonly directory: string; readonly problem: string }

/** What `manifest.json` of a package says, as `build:kubernetes` writes it. */
interface PackageManifest {
  /** The version of Kubernetes, as `1.34.4`. */
  readonly version: string
  /** The form of questions and answers. */
  readonly protocol: number
  /** The file of the compressed module. */
  readonly file: string
  /** SHA-256 of that file. */
  readonly digest: string
  /** How large the module is, in bytes. */
  readonly size: number
}

/** The form of questions and answers that this program speaks. */
const protocol = 2

/** The largest module that is unpacked, in bytes. */
const mostBytes = 256 << 20

/** The largest manifest that is read, in bytes. */
const longestManifest = 1 << 16

/** Finds the package of a minor version, as `kubernetes-1.34` below one of some directories; undefined where there is none. */
export function findKubernetesPackage(
  minor: number,
  places: readonly string[],
): KubernetesPackage | undefined {
  for (const place of places) {
    const found = readPackage(join(place, `kubernetes-1.${minor}`), minor)
    if (found) return found
  }
  return undefined
}

/**
 * Where packages lie that are installed with this program: in npm's folder around it, or those that its own checkout built. None where
 * the program is in the repository that is read: who can commit there would choose what runs.
 */
export function besideInstallation(repository: string): readonly string[] {
  const own = installation()
  if (`${own}${sep}`.startsWith(`${repository}${sep}`)) return []
  const around = dirname(own)
  return [...(basename(around) === 'node_modules' ? [join(around, '@fedrender')] : []), join(own, 'packages')]
}

/** The directory of this program: this file is in `dist` or, unbundled, in `src/host/kubernetes` or the same below `dist`. */
function installation(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!['dist', 'src'].includes(basename(directory)) && dirname(directory) !== directory) {
    directory = dirname(directory)
  }
  return dirname(directory)
}

function readPackage(directory: string, minor: number): KubernetesPackage | undefined {
  const unusable = (problem: string): KubernetesPackage => ({ directory, problem })
  let manifest: unknown
  try {
    manifest = JSON.parse(String(readBounded(join(directory, 'manifest.json'), longestManifest)))
  } catch (error) {
    if (isSystemError(error) && ['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) return undefined
    return unusable('has no manifest that can be read')
  }
  if (!isManifest(manifest)) return unusable('has a manifest of another form')
  const { version, size, file } = manifest
  if (manifest.protocol !== protocol) return unusable('is of another version of fedrender')
  if (!version.startsWith(`1.${minor}.`)) return unusable(`is of Kubernetes ${version}`)
  if (file !== basename(file) || size > mostBytes) return unusable('has a manifest of another form')
  return readModule(directory, manifest)
}

function readModule(directory: string, { version, digest, file, size }: PackageManifest): KubernetesPackage {
  try {
    const packed = readBounded(join(directory, file), mostBytes)
    if (packed === undefined) return { directory, problem: 'has no module that can be read' }
    if (createHash('sha256').update(packed).digest('hex') !== digest) {
      return { directory, problem: 'has a module that is not the one of its manifest' }
    }
    return { version, digest, module: { bytes: packed, size } }
  } catch (error) {
    if (isSystemError(error)) return { directory, problem: 'has no module that can be read' }
    throw error
  }
}

/** A plain file that is not larger than a limit: a pipe or a device, which a link may lead to, would never end. */
function readBounded(path: string, limit: number): Buffer | undefined {
  const found = statSync(path)
  return found.isFile() && found.size <= limit ? readFileSync(path) : undefined
}

function isManifest(value: unknown): value is PackageManifest {
  if (typeof value !== 'object' || value === null) return false
  const {
    version,
    protocol: spoken,
    file,
    digest,
    size,
  } = value as Partial<Record<keyof PackageManifest, unknown>>
  const texts = [version, file, digest]
  return (
    texts.every((each) => typeof each === 'string') && typeof spoken === 'number' && Number.isInteger(size)
  )
}
