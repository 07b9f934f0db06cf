import type { ApiServer } from '../control-plane.ts'
import { list, type LiveObject } from './kubernetes-api.ts'

/** The types that the fleet of the tests has, by the directory of the output that holds them. */
const paths: Readonly<Record<string, string>> = {
  configmaps: '/api/v1/configmaps',
  services: '/api/v1/services',
  namespaces: '/api/v1/namespaces',
  'deployments.apps': '/apis/apps/v1/deployments',
  'widgets.example.com': '/apis/example.com/v1/widgets',
  'customresourcedefinitions.apiextensions.k8s.io': '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
}

/** An object of a member cluster. */
export interface MemberObject extends LiveObject {
  readonly spec?: { readonly replicas?: number }
  readonly data?: Readonly<Record<string, string>>
}

/**
 * What a member has of fedrender's output, by `<namespace or _cluster>/<type>/<name>`; what is being deleted is not there any
 * more.
 */
export async function managedObjects(server: ApiServer): Promise<ReadonlyMap<string, MemberObject>> {
  const lists = await Promise.all(
    Object.entries(paths).map(async ([type, path]) => {
      const found = await list<MemberObject>(server.address, `${path}?labelSelector=kubefed.io/managed=true`)
      return found
        .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
        .map((each): [string, MemberObject] => {
          const { namespace = '_cluster', name } = each.metadata
          return [`${namespace}/${type}/${name}`, each]
        })
    }),
  )
  return new Map(lists.flat().sort(([left], [right]) => (left < right ? -1 : 1)))
}

/** Where an API server has an object of `managedObjects`. */
export function serverPath(object: string): string {
  const [namespace, type = '', name = ''] = object.split('/')
  const [base, plural] = (paths[type] ?? '').split(/\/(?=[a-z]+$)/)
  return namespace === '_cluster'
    ? `${base}/${plural}/${name}`
    : `${base}/namespaces/${namespace}/${plural}/${name}`
}
