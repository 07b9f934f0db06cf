import type { IncomingHttpHeaders } from 'node:http'
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
  readonly warnings: readonly string[]
  /** The name of its line in the audit log. */
  readonly auditId: string
}

/** Asks a real API server. */
export interface DryRun {
  /** Undefined for a type that it does not serve. */
  readonly create: (object: JsonObject) => Promise<RealAnswer | undefined>
  /** The same for an object whose fields are merged into those of one that is there. */
  readonly update: (object: JsonObject) => Promise<RealAnswer | undefined>
  /** Creates an object, replaces one, or deletes it, for good. */
  readonly store: (object: JsonObject) => Promise<RealAnswer | undefined>
  readonly replace: (object: JsonObject) => Promise<RealAnswer | undefined>
  readonly remove: (object: JsonObject) => Promise<RealAnswer | undefined>
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
  ): Promise<{ code: number; body: JsonObject; headers: IncomingHttpHeaders }> =>
    new Promise((resolve, reject) => {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
      const headers = { authorization: 'Bearer e2e', 'content-type': type }
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
            headers: response.headers,
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
  const ask = async (method: string, object: JsonObject, query: string): Promise<RealAnswer | undefined> => {
    const resource = resources.get(`${String(object['apiVersion'])} ${String(object['kind'])}`)
    if (resource === undefined) return undefined
    const metadata = getOwn(object, 'metadata')
    const named = isObject(metadata) ? getOwn(metadata, 'namespace') : undefined
    const namespace = typeof named === 'string' && named !== '' ? named : 'default'
    const place = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : ''
    const name = isObject(metadata) ? String(metadata['name']) : ''
    const item = method === 'POST' ? '' : `/${encodeURIComponent(name)}`
    const path = `${resource.path}${place}/${resource.name}${item}${query}`
    const answer = await call(method, path, method === 'DELETE' ? undefined : object)
    return {
      code: answer.code,
      message: String(answer.body['message'] ?? ''),
      fields: fieldsOf(answer.body),
      warnings: warningsIn(answer.headers),
      auditId: String(answer.headers['audit-id'] ?? ''),
    }
  }
  const dry = '?fieldValidation=Strict&dryRun=All'
  return {
    create: (object) => ask('POST', object, dry),
    update: (object) => ask('PATCH', object, dry),
    store: (object) => ask('POST', object, ''),
    replace: (object) => ask('PUT', object, ''),
    remove: (object) => ask('DELETE', object, ''),
  }
}

/** The texts of warnings, each `299 - "TEXT"` (RFC 7234), of which Node joins several by a comma. */
function warningsIn(headers: IncomingHttpHeaders): readonly string[] {
  const text = String(headers.warning ?? '')
  return [...text.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, each = '']) =>
    each.replaceAll(/\\(.)/g, '$1'),
  )
}

function fieldsOf(status: JsonObject): readonly string[] {
  const { details } = status
  const causes = isObject(details) ? (details['causes'] ?? []) : []
  const fields = (causes as unknown as { field?: string }[]).map(({ field = '' }) => field)
  return [...new Set(fields)].sort()
}
