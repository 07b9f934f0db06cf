import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build } from 'vitepress'
import { buildPlayground } from './build-playground.ts'
import { linkCodes, diagnosticPages } from './diagnostic-pages.ts'
import { documentPages } from './document-pages.ts'
import { readRepositoryFile, repositoryPath } from './repository.ts'
import { riskPages } from './risk-pages.ts'

const source = repositoryPath('site/pages')

function write(path: string, text: string): void {
  mkdirSync(dirname(`${source}/${path}`), { recursive: true })
  writeFileSync(`${source}/${path}`, text)
}

/** Only what the sidebar lists has pages before and after it. */
function writeAlone(path: string, text: string): void {
  write(path, `---\nprev: false\nnext: false\n---\n\n${text}`)
}

rmSync(source, { recursive: true, force: true })
for (const [path, text] of documentPages()) {
  const [, list] = /^reference\/(diagnostics|risks)\.md$/.exec(path) ?? []
  const writePage = path.startsWith('repository/') ? writeAlone : write
  writePage(path, list === undefined ? text : linkCodes(text, list))
}
for (const pages of [diagnosticPages(), riskPages()]) for (const [path, text] of pages) writeAlone(path, text)
write('index.md', readRepositoryFile('site/index.md'))
write('playground.md', readRepositoryFile('site/playground.md'))
write('public/icon.svg', readRepositoryFile('site/icon.svg'))
await buildPlayground(`${source}/public/playground`)
await build(repositoryPath('site'))
