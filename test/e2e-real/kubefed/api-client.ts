import { Agent, request } from 'node:https'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { parseExactJson } from '../../helpers/parse-exact-json.ts'
import { stringifyExactJson } from '../../helpers/stringify-exact-json.ts'

/** What an API server answers; integers of any size are exact. */
export interface Answer {
  readonly status: number
  readonly body: JsonObject
}

/** An object of Kubernetes. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: JsonObject & { readonly name: string; readonly namespace?: string }
}

/** At most so many requests are under way, whatever was asked; the others wait. */
const agent = new Agent({ keepAlive: true, maxSockets: 6, rejectUnauthorized: false })

const contentTypes: Readonly<Record<string, string>> = { PATCH: 'application/apply-patch+yaml' }

/** Asks an API server of the tests; a PATCH is a server-side apply. */
export function ask(address: string, method: string, path: string, body?: Json): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      Authorization: 'Bearer e2e',
      'Content-Type': contentTypes[method] ?? 'application/json',
      'User-Agent': 'fedrender-e2e',
    }
    const asked = request(`${address}${path}`, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const isJson = response.headers['content-type']?.startsWith('application/json')
        resolve({
          status: response.statusCode ?? 0,
          body: isJson ? (parseExactJson(text) as JsonObject) : { message: text },
        })
      })
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : stringifyExactJson(body))
  })
}

/** Asks for what the server must not refuse. Throws its message where it does. */
export async function demand(
  address: string,
  method: string,
  path: string,
  body?: Json,
): Promise<JsonObject> {
  const answer = await ask(address, method, path, body)
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${String(answer.body['message'])}`)
  return answer.body
}

/** The objects of a list, each with the type that only the list names. */
export async function listObjects(address: string, path: string): Promise<readonly KubernetesObject[]> {
  const { items, apiVersion, kind } = await demand(address, 'GET', path)
  const type = { apiVersion: apiVersion ?? '', kind: String(kind).replace(/List$/, '') }
  return (items as readonly KubernetesObject[]).map((each) => ({ ...type, ...each }) as KubernetesObject)
}
