import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listedRisks } from '../../docs/writer/risks-page.ts'
import { pagePath } from '../../site/builder/document-pages.ts'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { documents } from '../docs/documents.ts'
import { attributeOf, builtSite, digestOf, readPages, textIn, type BuiltPage } from './built-pages.ts'

const pages = readPages()
const byPath = new Map(pages.map((page) => [page.path, page]))
const ids = new Map(pages.map((page) => [page.path, idsOf(page)]))

function idsOf({ elements }: BuiltPage): ReadonlySet<string> {
  return new Set(elements.flatMap((each) => attributeOf(each, 'id') ?? []))
}

/** The addresses on the same server that a page leads to or loads. */
function addressesOf({ elements }: BuiltPage): readonly string[] {
  return elements
    .flatMap((each) => ['href', 'src'].map((name) => attributeOf(each, name)))
    .filter((address) => address !== undefined)
    .filter((address) => !/^(?:[a-z]+:|\/\/)/.test(address))
}

/** Whether there is something at an address, and the part of it that the address names. */
function isThere(from: string, address: string): boolean {
  const [path = '', anchor] = address.split('#')
  const target =
    path === ''
      ? from
      : posix.join('/', posix.dirname(from), path.startsWith('/') ? `/${path}` : path).slice(1)
  const named = path.startsWith('/') ? path.slice(1) : target
  const file = named === '' || named.endsWith('/') ? `${named}index.html` : named
  if (!existsSync(`${builtSite}/${file}`)) return false
  // What the playground is to open is no part of its page.
  if (file === 'playground.html' && anchor?.startsWith('example=')) return true
  return anchor === undefined || anchor === '' || ids.get(file)?.has(decodeURIComponent(anchor)) === true
}

describe('the built site', () => {
  it('has a page for each page of the documentation', () => {
    const wanted = documents
      .filter((path) => path.startsWith('docs/'))
      .map((path) => pagePath(path).replace(/\.md$/, '.html'))
    expect(wanted.filter((path) => !byPath.has(path))).toStrictEqual([])
  })

  it('leads and loads nothing that is not there, anchors included', () => {
    const broken = pages.flatMap((page) =>
      addressesOf(page).flatMap((address) =>
        isThere(page.path, address) ? [] : [`${page.path}: ${address}`],
      ),
    )
    expect(broken).toStrictEqual([])
  })

  it('loads nothing from another server', () => {
    const loaded = pages.flatMap(({ path, elements }) =>
      elements
        .filter(({ tagName }) => tagName !== 'a')
        .flatMap((each) => [attributeOf(each, 'src'), attributeOf(each, 'href')])
        .filter((address) => address !== undefined && /^(?:https?:|\/\/)/.test(address))
        .map((address) => `${path}: ${address}`),
    )
    expect(loaded).toStrictEqual([])
  })

  it('has the licences of what runs in it', () => {
    const [site, playground] = ['licences.txt', 'playground/licences.txt'].map((path) =>
      readFileSync(`${builtSite}/${path}`, 'utf8'),
    )
    for (const name of ['vue', 'vitepress', 'minisearch', '@docsearch/css']) {
      expect(site).toMatch(new RegExp(`^${name} `, 'm'))
    }
    for (const name of ['@codemirror/view', 'yaml', 'Kubernetes']) {
      expect(playground).toMatch(new RegExp(`^${name} `, 'm'))
    }
  })

  it('lets no page run more than its own files and the scripts in it, nor have a style of its own', () => {
    for (const { path, elements } of pages) {
      const policy = elements.flatMap((each) =>
        attributeOf(each, 'http-equiv') === 'Content-Security-Policy'
          ? [attributeOf(each, 'content') ?? '']
          : [],
      )
      const inline = elements.filter(
        (each) => each.tagName === 'script' && attributeOf(each, 'src') === undefined,
      )
      const connects = path === 'playground.html' ? "'none'" : "'self'"
      const scripts = ["script-src 'self'", ...inline.map((each) => digestOf(textIn(each)))].join(' ')
      expect([path, policy]).toStrictEqual([
        path,
        [
          `default-src 'none'; ${scripts}; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src ${connects}; base-uri 'none'; form-action 'none'`,
        ],
      ])
      const styled = elements.filter(
        (each) => each.tagName === 'style' || attributeOf(each, 'style') !== undefined,
      )
      const handlers = elements.filter(({ attrs }) => attrs.some(({ name }) => name.startsWith('on')))
      expect([path, [...styled, ...handlers].map(({ tagName }) => tagName)]).toStrictEqual([path, []])
    }
  })

  it.each([
    ['diagnostics', Object.keys(catalog)],
    ['risks', listedRisks.map(({ name }) => name)],
  ])('has an address for each of the %s, with cause, example and fix', (folder, names) => {
    const lacking = names.flatMap((name) => {
      const page = byPath.get(`reference/${folder}/${name}.html`)
      if (page === undefined) return [name]
      const own = idsOf(page)
      return ['cause', 'example', 'fix'].filter((part) => !own.has(part)).map((part) => `${name}: ${part}`)
    })
    expect(lacking).toStrictEqual([])
  })

  it('answers the twelve questions by a link of the first page', () => {
    const home = byPath.get('index.html')
    const rows = home?.elements.filter(({ tagName }) => tagName === 'tr') ?? []
    const answers = rows.map((row) =>
      row.childNodes
        .flatMap((cell) => ('childNodes' in cell ? cell.childNodes : []))
        .filter((each) => each.nodeName === 'a'),
    )
    expect(answers.filter((links) => links.length > 0)).toHaveLength(12)
  })
})
