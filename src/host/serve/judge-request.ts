/** What of a request decides how it is answered. */
export interface JudgedRequest {
  readonly method: string
  /** The path and the query. */
  readonly url: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** How a request is answered: the page, the stream of its changes, or a refusal by its status code. */
export type Answer = 'page' | 'events' | 403 | 404 | 405

/**
 * How a request to a page that is served on a loopback port is answered. Only `GET` of the page and of its changes is; and
 * only a request that names the loopback address or `localhost` as its host, so that no name of somebody else that is made
 * to lead here can be used to read the page (DNS rebinding); and none that a page of another origin makes, but for a link
 * that a person follows.
 */
export function judgeRequest({ method, url, headers }: JudgedRequest, port: number): Answer {
  const names = ['127.0.0.1', 'localhost']
  // Of the port 80 browsers say nothing.
  const hosts = [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])]
  const { host, origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
  if (typeof host !== 'string' || !hosts.includes(host)) return 403
  if (origin !== undefined && origin !== `http://${host}`) return 403
  if ((site === 'cross-site' || site === 'same-site') && mode !== 'navigate') return 403
  if (method !== 'GET') return 405
  if (url === '/') return 'page'
  return url === '/events' ? 'events' : 404
}
