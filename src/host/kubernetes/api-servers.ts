import type { ApiServers, ServerBatch, ServerBatchAnswers } from '../../model/api-servers.ts'
import { createAskedModule, type AskedModule } from './ask-worker.ts'
import { UnusableModuleError } from './bound-memory.ts'
import { besideInstallation, findKubernetesPackage, type KubernetesPackage } from './find-package.ts'

/** Where packages are looked for. */
interface PackagePlace {
  /** The directory that the command line names. */
  readonly named: string | undefined
  /** The repository that is read, in which no package is looked for by itself. */
  readonly repository: string
}

/**
 * Kubernetes' own code from the packages of a place, each version in a thread of its own that is started when it is first
 * asked.
 */
function createApiServers({ named, repository }: PackagePlace): ApiServers {
  const packages = new Map<number, KubernetesPackage | undefined>()
  const modules = new Map<number, AskedModule>()
  const places = named === undefined ? besideInstallation(repository) : [named]
  const find = (minor: number): KubernetesPackage | undefined => {
    if (!packages.has(minor)) packages.set(minor, findKubernetesPackage(minor, places))
    return packages.get(minor)
  }
  const send = (minor: number, batch: ServerBatch): (() => ServerBatchAnswers) => {
    const found = find(minor)
    if (found === undefined) throw new UnusableModuleError('is absent')
    if ('problem' in found) throw new UnusableModuleError(found.problem)
    const asked = modules.get(minor) ?? createAskedModule(found.module)
    modules.set(minor, asked)
    return asked.send(batch)
  }
  return {
    find,
    ask: (batches) => {
      // All begin before one is waited for.
      const begun = [...batches].map(([minor, batch]) => [minor, attempt(() => send(minor, batch))] as const)
      return new Map(begun.map(([minor, wait]) => [minor, 'problem' in wait ? wait : attempt(wait)] as const))
    },
  }
}

/** Gives for one place the same servers each time, so that their threads are started once. */
export function rememberApiServers(): (place: PackagePlace) => ApiServers {
  const opened = new Map<string, ApiServers>()
  return (place) => {
    const key = JSON.stringify([place.named ?? null, place.repository])
    const servers = opened.get(key) ?? createApiServers(place)
    opened.set(key, servers)
    return servers
  }
}

function attempt<Result extends object>(action: () => Result): Result | { readonly problem: string } {
  try {
    return action()
  } catch (error) {
    if (error instanceof UnusableModuleError) return { problem: error.message }
    throw error
  }
}
