import { request } from 'node:https'

/** What every object of Kubernetes has. */
export interface LiveObject {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid: string
    readonly resourceVersion: string
    readonly generation?: number
    readonly deletionTimestamp?: string
    readonly annotations?: Readonly<Record<string, string>>
    readonly managedFields?: object
  }
}

/** An answer of an API server. */
interface Answer {
  readonly status: number
  readonly text: string
}

const contentTypes: Readonly<Record<string, string>> = { PATCH: 'application/merge-patch+json' }

/** Asks an API server of the tests, whose certificate nobody signed; other programs go on meanwhile. */
function ask(address: string, method: string, path: string, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      Authorization: 'Bearer e2e',
      'Content-Type': contentTypes[method] ?? 'application/json',
      'User-Agent': 'e2e',
    }
    const options = { method, headers, rejectUnauthorized: false }
    const asked = request(`${address}${path}`, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

/** An object, or nothing where there is none. */
export async function get<Type extends LiveObject>(address: string, path: string): Promise<Type | undefined> {
  const { status, text } = await ask(address, 'GET', path)
  if (status === 404) return undefined
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`)
  const { metadata, ...rest } = JSON.parse(text) as Type
  const { managedFields: _, ...shown } = metadata
  return { metadata: shown, ...rest } as Type
}

/** The objects at a path; none where the server does not know the type. */
export async function list<Type extends LiveObject>(address: string, path: string): Promise<readonly Type[]> {
  const { status, text } = await ask(address, 'GET', path)
  if (status === 404) return []
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`)
  return (JSON.parse(text) as { readonly items: readonly Type[] }).items
}

/** Changes an object by a JSON merge patch, or deletes it. Throws what the server refuses. */
export async function change(
  address: string,
  method: 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<void> {
  const { status, text } = await ask(address, method, path, body)
  if (status !== 200 && status !== 202) throw new Error(`${method} ${path}: ${status} ${text}`)
}
