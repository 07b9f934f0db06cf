import { defineConfig, type MarkdownRenderer, type UserConfig } from 'vitepress'
import { headingAnchor } from '../../docs/writer/links.ts'
import { licencesOf } from '../../.ci/licences.mjs'
import { addContentPolicy } from '../builder/content-policy.ts'
import { highlight } from '../builder/highlight.ts'
import { sidebar } from '../builder/sidebar.ts'

type Rule = NonNullable<MarkdownRenderer['renderer']['rules'][string]>

/** A cell of a table whose alignment is a class, since no page has a style of its own. */
const alignByClass: Rule = (tokens, index, options, _, self) => {
  const token = tokens[index]
  const aligned = /text-align:(\w+)/.exec(token?.attrGet('style') ?? '')?.[1]
  if (token && aligned !== undefined) token.attrs = [['class', `align-${aligned}`]]
  return self.renderToken(tokens, index, options)
}

/** Where the site lies on its server. */
const base = process.env['SITE_BASE'] ?? '/'

/** Puts the licences of what runs in the pages beside them. */
const licences = {
  name: 'licences',
  generateBundle(
    this: { readonly emitFile: (file: { type: 'asset'; fileName: string; source: string }) => string },
    _: unknown,
    bundle: Readonly<Record<string, object>>,
  ): void {
    const modules = Object.values(bundle).flatMap((part) => {
      return 'modules' in part ? Object.keys(part.modules as object) : []
    })
    const withText = modules.filter((path) => !path.includes('/@docsearch/css/'))
    const withoutText =
      '@docsearch/css (MIT), whose package has no text of it: © Algolia, Inc. and contributors, https://docsearch.algolia.com\n'
    this.emitFile({
      type: 'asset',
      fileName: 'licences.txt',
      source: licencesOf('.', withText, [withoutText]),
    })
  },
}

const config: UserConfig = defineConfig({
  title: 'fedrender',
  description:
    'A GitOps renderer for the KubeFed APIs: one directory of plain manifests for each member cluster.',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: 'dist',
  metaChunk: true,
  // Else a style is put into the page for a moment, which its policy refuses.
  appearance: { disableTransition: false },
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  markdown: {
    html: false,
    attrs: { disable: true },
    anchor: { slugify: headingAnchor },
    highlight,
    config: (markdown) => {
      const { text } = markdown.renderer.rules
      for (const cell of ['th_open', 'td_open']) markdown.renderer.rules[cell] = alignByClass
      // What looks like a template of Vue is the text of a page.
      markdown.renderer.rules.text = (...all) => (text?.(...all) ?? '').replaceAll('{{', '&#123;&#123;')
    },
  },
  vite: { plugins: [licences] },
  transformHtml: (page, path) => addContentPolicy(page, !path.endsWith('/playground.html')),
  themeConfig: {
    nav: [
      { text: 'Tutorial', link: '/tutorials/a-first-fleet' },
      { text: 'Documents', link: '/documents' },
      // A page of its own policy, which counts where the browser loads it alone.
      { text: 'Playground', link: '/playground', target: '_self' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    notFound: {
      title: 'There is no such page',
      quote: 'The search finds pages, and each diagnostic and risk, by words in them.',
      linkLabel: 'to the first page',
      linkText: 'To the first page',
    },
  },
})
export default config
