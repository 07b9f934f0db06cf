import { expect, it } from 'vitest'
import { judgeRequest } from '../../../src/host/serve/judge-request.ts'

const own = { host: '127.0.0.1:8080' }
const judge = (headers: Record<string, string | undefined>, method = 'GET', url = '/') =>
  judgeRequest({ method, url, headers }, 8080)

it('the page and its changes are answered, and nothing else', () => {
  expect(judge(own)).toBe('page')
  expect(judge(own, 'GET', '/events')).toBe('events')
  for (const url of ['/x', '/index.html', '//', '/?', '/events/', '/../etc/passwd', '/%2e%2e/', '*', '']) {
    expect([url, judge(own, 'GET', url)]).toStrictEqual([url, 404])
  }
})

it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', 'get', ''])('%s is refused', (method) => {
  expect(judge(own, method)).toBe(405)
})

it('only the loopback address and localhost are hosts, with the port', () => {
  expect(judge({ host: 'localhost:8080' })).toBe('page')
  const others = [
    undefined,
    '',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:80',
    '127.0.0.1:8080.evil.example',
    'evil.example:8080',
    'localhost.evil.example:8080',
    'localhost:8080@evil.example',
    '127.0.0.1:8080, evil.example',
    '[::1]:8080',
    '0.0.0.0:8080',
    'LOCALHOST:8080',
  ]
  for (const host of others) expect([host, judge({ host })]).toStrictEqual([host, 403])
  expect(judgeRequest({ method: 'GET', url: '/', headers: { host: 'localhost' } }, 80)).toBe('page')
})

it('no page of another origin may ask, but a person may follow its link', () => {
  expect(judge({ ...own, origin: 'http://127.0.0.1:8080' })).toBe('page')
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:8081', 'https://127.0.0.1:8080']) {
    expect([origin, judge({ ...own, origin })]).toStrictEqual([origin, 403])
  }
  for (const site of ['cross-site', 'same-site']) {
    expect(judge({ ...own, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).toBe(403)
    expect(judge({ ...own, 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' }, 'GET', '/events')).toBe(403)
    expect(judge({ ...own, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).toBe('page')
  }
  expect(judge({ ...own, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 'GET', '/events')).toBe(
    'events',
  )
})
