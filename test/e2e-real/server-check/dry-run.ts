import { Agent, request } from 'node:https'
import type { JsonObject } from '../../../src/model/json.ts'
import { getOwn, isObject } from '../../../src/json/own.ts'
import type { ApiServer } from '../control-plane.ts'

/** What a real API server answers. */
export interface RealAnswer {
  readonly code: number
  readonly message: string
  /** The fields that it names, each once, sorted. */
  readonly fields: readonly string[]
}

/** Asks a real API server. */
export interface DryRun {
  /** Undefined for a type that it does not serve. */
  readonly create: (object: JsonObject) => Promise<RealAnswer | undefined>
}

interface Resource {
  readonly path: string
  readonly name: string
  readonly namespaced: boolean
}

/** A client that creates objects without storing them, strict about fields, by the types that the server serves now. */
export async function createDryRun({ address }: Pick<ApiServer, 'address'>): Promise<DryRun> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4, rejectUnauthorized: false })
  const call = (
    method: string,
    path: string,
    body?: JsonObject,
  ): Promise<{ code: number; body: JsonObject }> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: 'Bearer e2e', 'content-type': 'application/json' }
      const sent = request(address + path, { method, agent, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => {
          const isJson = text.startsWith('{')
          resolve({
            code: response.statusCode ?? 0,
            body: isJson ? (JSON.parse(text) as JsonObject) : { message: text },
          })
        })
      })
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const resources = new Map<string, Resource>()
  const learn = async (path: string, groupVersion: string): Promise<void> => {
    const { body } = await call('GET', path)
    for (const each of (body['resources'] ?? []) as unknown as (Resource & { kind: string })[]) {
      if (!each.name.includes('/')) resources.set(`${groupVersion} ${each.kind}`, { ...each, path })
    }
  }
  await learn('/api/v1', 'v1')
  const { body } = await call('GET', '/apis')
  for (const { versions } of body['groups'] as unknown as { versions: { groupVersion: string }[] }[]) {
    for (const { groupVersion } of versions) await learn(`/apis/${groupVersion}`, groupVersion)
  }
  return {
    create: async (object) => {
      const resource = resources.get(`${String(object['apiVersion'])} ${String(object['kind'])}`)
      if (resource === undefined) return undefined
      const metadata = getOwn(object, 'metadata')
      const named = isObject(metadata) ? getOwn(metadata, 'namespace') : undefined
      const namespace = typeof named === 'string' && named !== '' ? named : 'default'
      const place = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : ''
      const path = `${resource.path}${place}/${resource.name}?fieldValidation=Strict&dryRun=All`
      const answer = await call('POST', path, object)
      return {
        code: answer.code,
        message: String(answer.body['message'] ?? ''),
        fields: fieldsOf(answer.body),
      }
    },
  }
}

function fieldsOf(status: JsonObject): readonly string[] {
  const { details } = status
  const causes = isObject(details) ? (details['causes'] ?? []) : []
  const fields = (causes as unknown as { field?: string }[]).map(({ field = '' }) => field)
  return [...new Set(fields)].sort()
}
