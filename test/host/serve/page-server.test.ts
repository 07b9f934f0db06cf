import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { openPageServer, type PageServer } from '../../../src/host/serve/page-server.ts'

const servers: PageServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(): Promise<PageServer> {
  const server = await openPageServer(0, { version: 'one', html: '<p>one' })
  servers.push(server)
  return server
}

function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

it('serves the page that is shown last, which nobody may keep or frame', async () => {
  const server = await serve()
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9][0-9]*\/$/)
  server.show({ version: 'two', html: '<p>two' })
  const response = await fetch(server.url)
  expect([response.status, await response.text()]).toStrictEqual([200, '<p>two'])
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "frame-ancestors 'none'",
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
})

it('says which version there is, at once and whenever it is another', async () => {
  const server = await serve()
  const { body } = await fetch(`${server.url}events`)
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe('data: one\n\n')
  server.show({ version: 'two', html: '' })
  expect(await next()).toBe('data: two\n\n')
})

it('refuses a request by another name, and shows nothing of the page', async () => {
  const server = await serve()
  expect(await statusOf(server.url, { Host: 'evil.example' })).toBe(403)
  expect(await statusOf(server.url, {})).toBe(200)
  const response = await fetch(server.url, { method: 'POST', body: 'x' })
  expect([response.status, response.headers.get('allow'), await response.text()]).toStrictEqual([
    405,
    'GET',
    '',
  ])
})

it('listens on the loopback address alone', async () => {
  const { port } = new URL((await serve()).url)
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  for (const { address } of [...others, { address: '127.0.0.2' }]) {
    await expect(statusOf(`http://${address}:${port}/`, {})).rejects.toThrow('ECONNREFUSED')
  }
})

it('ends with every connection, and gives the port back', async () => {
  const server = await serve()
  const { body } = await fetch(`${server.url}events`)
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  await servers.pop()?.close()
  await expect(reader.read()).rejects.toThrow()
  const again = await openPageServer(Number(new URL(server.url).port), { version: '', html: '' })
  servers.push(again)
  expect(again.url).toBe(server.url)
  await expect(openPageServer(Number(new URL(server.url).port), { version: '', html: '' })).rejects.toThrow(
    'EADDRINUSE',
  )
})
