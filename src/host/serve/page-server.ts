import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { judgeRequest } from './judge-request.ts'

/** A page that is served. */
export interface ServedPage {
  /** What distinguishes it from the pages that were served before it; browsers that show another load it. */
  readonly version: string
  readonly html: string
}

/** Serves one page to the browsers of this machine. */
export interface PageServer {
  /** As `http://127.0.0.1:8080/`. */
  readonly url: string
  /** Serves another page from now on, and has every browser load it that shows an earlier one. */
  readonly show: (page: ServedPage) => void
  /** Ends, with every connection. */
  readonly close: () => Promise<void>
}

/** No other page may show the served one, read it, or keep it; what it may do itself its own policy says. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const

/** So many browsers can have the page open at once. */
const mostConnections = 64

/**
 * Serves a page on a port of the loopback address, and on no other; 0 means a free port. A `SystemError` where the system
 * refuses the port.
 */
export async function openPageServer(port: number, first: ServedPage): Promise<PageServer> {
  let page = first
  const listeners = new Set<ServerResponse>()
  // No other command waits for what Node loads to serve anything.
  const { createServer } = await import('node:http')
  const server = createServer()
  server.maxConnections = mostConnections
  const used = await listen(server, port)
  server.on('request', (request, response) => {
    const answer = judgeRequest(judgedOf(request), used)
    if (answer === 'page') return send(response, 200, 'text/html', page.html)
    if (answer !== 'events') return send(response, answer, 'text/plain', '')
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' })
    response.write(eventOf(page))
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
  })
  return {
    url: `http://127.0.0.1:${used}/`,
    show: (next) => {
      page = next
      for (const listener of listeners) listener.write(eventOf(page))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function judgedOf({
  method = '',
  url = '',
  headers: given,
}: IncomingMessage): Parameters<typeof judgeRequest>[0] {
  return { method, url, headers: given }
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  const allow = status === 405 ? { Allow: 'GET' } : {}
  response.writeHead(status, { ...headers, ...allow, 'Content-Type': `${type}; charset=utf-8` })
  response.end(text)
}

function eventOf({ version }: ServedPage): string {
  return `data: ${version}\n\n`
}
