import { classHighlighter, highlightCode } from '@lezer/highlight'
import { parser as yaml } from '@lezer/yaml'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
}

/** A block of code as HTML without any style of its own, so that a page needs no style but its sheets. */
export function highlight(text: string, language: string): string {
  const code = text.replace(/\n$/, '')
  return `<pre v-pre tabindex="0"><code>${language === 'yaml' ? yamlMarkup(code) : lineMarkup(code, language)}</code></pre>`
}

function yamlMarkup(text: string): string {
  let markup = ''
  const put = (code: string, classes: string): void => {
    markup += classes === '' ? escapeText(code) : `<span class="${classes}">${escapeText(code)}</span>`
  }
  highlightCode(text, yaml.parse(text), classHighlighter, put, () => (markup += '\n'))
  return markup
}

/** What a person types, and what a change adds and removes. */
const kinds: Readonly<Record<string, readonly (readonly [start: RegExp, name: string])[]>> = {
  console: [[/^\$ /, 'typed']],
  diff: [
    [/^\+/, 'added'],
    [/^-/, 'removed'],
  ],
}

function lineMarkup(text: string, language: string): string {
  const marks = kinds[language] ?? []
  return text
    .split('\n')
    .map((line) => {
      const mark = marks.find(([start]) => start.test(line))
      return mark ? `<span class="line-${mark[1]}">${escapeText(line)}</span>` : escapeText(line)
    })
    .join('\n')
}
