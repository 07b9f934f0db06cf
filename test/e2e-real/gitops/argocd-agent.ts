import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ApiServer } from '../control-plane.ts'
import { endDaemon } from '../daemon.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { install, namespace, startPrograms, type ArgoCDBinaries } from './argocd-programs.ts'
import { eventually } from './eventually.ts'
import { change, get, list, type LiveObject } from './kubernetes-api.ts'
import type { LiveAgent, UnitStates } from './live-agent.ts'

const root = 'fedrender-root'
const resources = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}`
const applications = `${resources}/applications`
const refresh = 'argocd.argoproj.io/refresh'

interface Application extends LiveObject {
  readonly spec: { readonly source: { readonly path: string; readonly targetRevision: string } }
  readonly operation?: object
  readonly status?: {
    readonly reconciledAt?: string
    readonly sync?: { readonly status: string; readonly revision?: string }
    readonly health?: { readonly status: string }
    readonly conditions?: readonly { readonly type: string; readonly message: string }[]
    readonly resources?: readonly { readonly kind: string; readonly name: string; readonly status?: string }[]
    readonly operationState?: {
      readonly phase: string
      readonly message?: string
      /** How often it was tried again. */
      readonly retryCount?: number
    }
  }
}

interface ApplicationSet extends LiveObject {
  readonly spec: {
    readonly generators: readonly {
      readonly list: { readonly elements: readonly { readonly application: string; readonly path: string }[] }
    }[]
    readonly template: { readonly spec: { readonly source: { readonly targetRevision: string } } }
  }
}

/** Starts Argo CD for a host cluster, from which it reaches the members. */
export async function startArgoCD(
  host: ApiServer,
  binaries: ArgoCDBinaries,
  directory: string,
): Promise<LiveAgent> {
  await install(host, binaries)
  const daemons = await startPrograms(host, binaries, directory)
  return {
    title: 'Argo CD',
    // Argo CD: util/argo/resource_tracking.go.
    recallsUnits: true,
    begin: async (repository) => begin(host, join(repository.directory, 'bootstrap/argocd')),
    notice: async () => {
      const found = await list<Application>(host.address, applications)
      for (const { metadata } of found) await ask(host, metadata.name)
    },
    follow: (commit) => follow(host, commit),
    reconcile: () => reconcileAll(host),
    lose: async () => {
      await reconcileAll(host)
    },
    stop: async () => {
      await Promise.all(daemons.map(endDaemon))
    },
  }
}

/** The steps that `fedrender bootstrap` prints; the Secrets get the credentials that they lack. */
function begin(host: ApiServer, files: string): void {
  for (const [path] of readTree(join(files, 'clusters'))) {
    const secret = parse(readFileSync(join(files, 'clusters', path), 'utf8')) as {
      readonly stringData: { readonly config: string }
    }
    const config = { ...(JSON.parse(secret.stringData.config) as object), bearerToken: 'e2e' }
    const stringData = { ...secret.stringData, config: JSON.stringify(config) }
    host.kubectl(['apply', '--filename', '-'], JSON.stringify({ ...secret, stringData }))
  }
  host.kubectl(['apply', '--filename', join(files, 'root.yaml')])
}

async function follow(host: ApiServer, commit: string): Promise<UnitStates> {
  const [found] = await refreshed(host, [root], (each) => each.status?.sync?.revision === commit)
  if (found?.status?.sync?.revision !== commit)
    throw new Error(`the root does not follow: ${JSON.stringify(found)}`)
  return reconcileAll(host, (each) => each.status?.sync?.revision === commit)
}

/** The root first, since it makes the ApplicationSet; whose controller makes and deletes the others. */
async function reconcileAll(
  host: ApiServer,
  isCurrent: (application: Application) => boolean = () => true,
): Promise<UnitStates> {
  await refreshed(host, [root], isCurrent)
  const names = await eventually('the Applications of the ApplicationSet', () => generated(host))
  const found = [...(await refreshed(host, names, isCurrent)), ...(await refreshed(host, [root], isCurrent))]
  return Object.fromEntries(
    found.map((each) => [
      each.metadata.name,
      { isReady: isContent(each) && isCurrent(each), message: messageOf(each) },
    ]),
  )
}

/** The names of the Applications, once they are those of the ApplicationSet. */
async function generated(host: ApiServer): Promise<readonly string[] | undefined> {
  const set = await get<ApplicationSet>(host.address, `${resources}/applicationsets/fedrender`)
  const found = await list<Application>(host.address, applications)
  const others = found.filter(({ metadata }) => metadata.name !== root)
  if (set === undefined) return undefined
  const { generators, template } = set.spec
  const { targetRevision } = template.spec.source
  const wanted = generators.flatMap((each) => each.list.elements)
  const isThere = wanted.every(({ application, path }) =>
    others.some(
      ({ metadata, spec: { source } }) =>
        metadata.name === application && source.path === path && source.targetRevision === targetRevision,
    ),
  )
  return isThere && wanted.length === others.length ? wanted.map(({ application }) => application) : undefined
}

/** For how long an Application may show something else than what is awaited, in milliseconds. */
const patience = 20_000

/**
 * Has Applications be compared with Git and the cluster, and waits until each is synced and healthy; one that complains, or
 * does not get there, is given as it is.
 */
async function refreshed(
  host: ApiServer,
  names: readonly string[],
  isCurrent: (application: Application) => boolean = () => true,
): Promise<readonly Application[]> {
  for (const name of names) await ask(host, name)
  const begun = Date.now()
  return Promise.all(
    names.map((name) => {
      const look = (): Promise<Application | undefined> =>
        get<Application>(host.address, `${applications}/${name}`)
      return eventually(
        `Application ${name} is done`,
        async () => {
          const found = await look()
          if (found === undefined || found.metadata.annotations?.[refresh] !== undefined) return undefined
          const { phase, retryCount = 0 } = found.status?.operationState ?? {}
          const isLate = Date.now() - begun > patience
          const isBusy = found.operation !== undefined || phase === 'Running'
          if (isBusy && (retryCount === 0 || !isLate)) return undefined
          return (isContent(found) && isCurrent(found)) || isLate ? found : undefined
        },
        look,
      )
    }),
  )
}

function isContent({ status }: Application): boolean {
  const hasErrors = status?.conditions?.some(({ type }) => type.endsWith('Error')) ?? false
  return status?.sync?.status === 'Synced' && status.health?.status === 'Healthy' && !hasErrors
}

function messageOf({ status }: Application): string {
  const { sync, health, conditions = [], resources: objects = [], operationState } = status ?? {}
  const said = conditions.map(({ type, message }) => `${type}: ${message}`)
  const others = objects.filter((each) => each.status !== 'Synced')
  const unsynced = others.map((each) => `${each.kind} ${each.name} ${each.status}`)
  return [sync?.status, sync?.revision, health?.status, ...said, ...unsynced, operationState?.message].join(
    '; ',
  )
}

/** What `argocd app get --hard-refresh` does. */
function ask(host: ApiServer, name: string): Promise<void> {
  return change(host.address, 'PATCH', `${applications}/${name}`, {
    metadata: { annotations: { [refresh]: 'hard' } },
  })
}
