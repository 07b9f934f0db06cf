import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from 'scslre'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Why an expression that the analysis does not pass, or that it cannot see, takes linear time: by file and source. */
const exceptions: Readonly<Record<string, string>> = {
  'action/step-summary.ts /`+/g': 'a match consumes the whole run, and nothing after it can fail',
  'views/fleet-diff/format/markdown-text.ts /`+/g':
    'a match consumes the whole run, and nothing after it can fail',
  "krm/resource-list.ts new RegExp(`^ {${indent}}`, 'gm')":
    'one repetition of a fixed number, at the start of a line',
  "text/quote.ts new RegExp(String.raw`(?![\\n\\t]|\\r\\n)(?:${obeyed.source})`, 'gu')":
    'single characters and fixed words',
  'text/quote.ts new RegExp(`(${escape}\\\\[(?:1|2|22|3[1236]|39)m)`)': 'fixed words',
  "text/quote.ts new RegExp(`^((?:[^\\\\S\\\\n\\\\r\\\\u2028\\\\u2029]|${escape}\\\\[\\\\d+m)*):(?=:)`, 'gm')":
    'at the start of a line, and reads its indentation once',
  'stages/authorize/checkout-attributes.ts /[ \\t\\r]+/':
    'a match consumes the whole run, and nothing after it can fail',
  'stages/validate/config/glob-bounds.ts /\\*+|[?@!]\\(/g':
    'a match consumes the whole run, and nothing after it can fail',
  'yaml/plain/fold.ts /\\n[ \\n]*/g': 'a match consumes the whole run, and nothing after it can fail',
  'yaml/plain/read-quoted.ts /\\\\\\n[ \\n]*|\\\\[^]|\\n[ \\n]*/g':
    'a match consumes the whole run, and nothing after it can fail',
  'yaml/read/split-documents.ts new RegExp(`^(?:(?!\\\\n)${goSpace})*\\\\n?`)':
    'one repetition, at the start of the text',
  'kubernetes/names.ts new RegExp(`^${label}$`)': 'a text of more than 63 characters is refused before',
  'kubernetes/names.ts new RegExp(`^${label}(?:\\\\.${label})*$`)':
    'a text of more than 253 characters is refused before',
  "yaml/edit/compose-document.ts new RegExp(foreignBreak, 'g')": 'a set of single characters',
  'yaml/read/list-lines.ts new RegExp(`\\\\n(?!${indent} |[ \\\\t]*(?:\\\\r?\\\\n|#|$))`)':
    'a look-ahead reads blanks of the one line that its line feed starts',
  "yaml/write/serialize-string.ts new RegExp(`[\"\\\\\\\\]|${unprintable.source}`, 'u')":
    'a set of single characters',
  "yaml/write/serialize-string.ts new RegExp(needsEscape.source, 'gu')": 'a set of single characters',
  'yaml/read/split-documents.ts new RegExp(`^${goSpace}*\\\\{`)': 'one repetition, at the start of the text',
  'yaml/read/split-documents.ts new RegExp(`^---${goSpace}*(?:#|$)`)':
    'one repetition, at the start of the text',
  "stages/parse/find-here-documents.ts new RegExp(`^\\\\t*${word}[ \\\\t]*\\\\r?$`, 'm')":
    'at the start of a line; the word has no tab or blank',
  'stages/parse/find-shell-command.ts /[ \\t]+/':
    'a match consumes the whole run, and nothing after it can fail',
  'stages/validate/refused/parse-duration.ts /(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)/g':
    'a text of more than 64 characters is refused before',
  "stages/validate/spare-plain-objects.ts new RegExp(`^${key}:[ \\\\t]*[\"']?([\\\\w./-]+)[\"']?[ \\\\t]*(?:#.*)?\\\\r?$`, 'gm')":
    'at the start of a line, after a fixed word; blanks and words exclude each other',
}

interface Expression {
  readonly name: string
  readonly literal?: RegExp
}

function expressionsOf(file: string, text: string): readonly Expression[] {
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? []
      found.push({ name: `${file} ${node.text}`, literal: new RegExp(source, flags) })
    }
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node)
    if (isCall && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
      found.push({ name: `${file} ${node.getText()}` })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}

/** Whether no text makes the engine try more than a fixed number of ways for each character. */
function isProven({ literal }: Expression): boolean {
  if (literal === undefined) return false
  const reportTypes = { Move: true, Self: true, Trade: true }
  return analyse(literal, { reportTypes, assumeRejectingSuffix: true }).reports.length === 0
}

function unproven(file: string, text: string): readonly string[] {
  return expressionsOf(file, text)
    .filter((each) => !isProven(each))
    .map((each) => each.name)
}

describe('every regular expression of the product', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.ts'),
  )

  it('takes linear time by analysis, or for a reason given here', () => {
    const found = files.flatMap((file) => unproven(file, readFileSync(join('src', file), 'utf8')))
    expect([...new Set(found)].sort()).toEqual(Object.keys(exceptions).sort())
  })

  it.each(['/^(a+)+$/', '/a*a*$/', '/a+$/', 'new RegExp(source)', 'RegExp(source)'])(
    'is not proven where it is %s',
    (source) => {
      expect(unproven('x.ts', `const x = ${source}`)).toEqual([`x.ts ${source}`])
    },
  )

  it.each(['/^a+$/', '/(?<!a)a+$/'])('is proven where it is %s', (source) => {
    expect(unproven('x.ts', `const x = ${source}`)).toEqual([])
  })
})
