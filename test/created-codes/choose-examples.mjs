// Chooses the examples of codes from what tests recorded: node test/created-codes/choose-examples.mjs FILE [CODE…]
// Codes that are named get another example; without any, those that have none get one.
import { readFileSync, writeFileSync } from 'node:fs'

const examplesFile = new URL('examples.json', import.meta.url)
const [, , file, ...named] = process.argv
const examples = JSON.parse(readFileSync(examplesFile, 'utf8'))
const recorded = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))

/** Whole repositories show more than a stage by itself, and an id of a commit nothing at all. */
const folders = [/\/test\/golden\//, /\/test\/(?:acceptance|docs)\/|transcripts/, /\/test\/cli\//, /./]

function rankOf({ test, text, hint = '' }) {
  const holdsCommit = /\b[0-9a-f]{7,}\b/.test(text + hint) ? 1 : 0
  return [holdsCommit, folders.findIndex((folder) => folder.test(test)), text.length, text]
}

function compareRanks(left, right) {
  const at = left.findIndex((each, index) => each !== right[index])
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1
}

const wanted = (code) => (named.length > 0 ? named.includes(code) : !(code in examples))
for (const code of new Set(recorded.map((each) => each.code).filter(wanted))) {
  // What a test of properties makes is another one each time.
  const own = recorded.filter((each) => each.code === code && !each.test.includes('/test/properties/'))
  const [best] = own.sort((left, right) => compareRanks(rankOf(left), rankOf(right)))
  if (best) examples[code] = { text: best.text, ...(best.hint !== undefined && { hint: best.hint }) }
}
const sorted = Object.fromEntries(Object.entries(examples).sort(([left], [right]) => (left < right ? -1 : 1)))
writeFileSync(examplesFile, `${JSON.stringify(sorted, undefined, 2)}\n`)
