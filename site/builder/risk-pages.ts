import { structuredPatch } from 'diff'
import { code, page } from '../../docs/writer/markdown.ts'
import { linked, listedRisks, riskLevels, type ListedRisk } from '../../docs/writer/risks-page.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import { readRiskCases } from '../../test/views/fleet-diff/risks/read-risk-cases.ts'
import type { Pages } from './document-pages.ts'
import { readRepositoryFile } from './repository.ts'

/** What to do about the risks of some rules: those whose names a pattern finds, the first that does. */
const advice: readonly (readonly [rules: RegExp, advice: string])[] = [
  [
    /^(?:invariant-broken)$/,
    'Change the sources so that [the invariant](../../how-to/hold-invariants.md) holds again, or accept the violation until a date.',
  ],
  [
    /^(?:check-weakened|prune-approved)$/,
    'Whoever reviews the change of the setting decides; [the settings that checks rely on](../configuration.md#settings-that-checks-rely-on) say by what.',
  ],
  [
    /^wave-/,
    '[Promote waves in their order](../../how-to/hold-a-wave.md), and leave a wave at its commit until the one before it has tried the change.',
  ],
  [
    /-deleted$|^cluster-emptied$|^(?:object-stays|orphaned-and-deleted)$/,
    'If it is not meant, bring the source back. If it is, [say what becomes of it](../../how-to/remove-a-cluster.md): ' +
      '[`orphaning-deletion enable`](../../how-to/write-sources.md#keep-objects-when-their-federated-object-is-deleted), merged and synced before, lets the object stay; ' +
      'a large deletion [is approved](../../how-to/approve-a-deletion.md) in the same pull request.',
  ],
  [
    /immutable|-version$|unselected$/,
    'The API server refuses such a change of a live object. Keep the field as it is, or give the new object another name and delete the old one in a later change.',
  ],
  [
    /^(?:foreign-file|source-ignore|argocd-source|checkout-attributes|submodules)$/,
    'Agents read the output as it lies there. Remove the file, or allow it under [`foreignFiles`](../../concepts/output-and-pruning.md#foreign-files) after a look at what it does.',
  ],
  [
    /^(?:policy-weakened|policy-deleted|pod-security-lowered)$/,
    'Whoever answers for what clusters refuse decides. What no change may weaken is [given by `--policy`](../../how-to/check-policies.md), from a place that it does not reach.',
  ],
  [
    /^(?:rbac-|cluster-admin)/,
    'Grant the verbs and the resources that are needed, to the subjects that need them, by name.',
  ],
  [
    /./,
    'If it is meant, [let one cluster have it first](../../how-to/change-one-cluster-first.md); if not, the lines that `diff` names as its cause are the ones to change back.',
  ],
]

/** A page for each rule by which changes are judged, at `reference/risks/RULE.md`. */
export function riskPages(): Pages {
  const hits = readRiskCases().filter(({ isHit }) => isHit)
  return new Map(
    listedRisks.map((risk) => {
      const hit = hits.find(({ rule }) => rule === risk.name)
      const example = hit ? ofCase(risk.name, hit) : ofScene(risk.name)
      return [`reference/risks/${risk.name}.md`, riskPage(risk, example)]
    }),
  )
}

function riskPage({ name, level, about, citation }: ListedRisk, example: readonly string[]): string {
  const fix = advice.find(([rules]) => rules.test(name))
  return page(
    `# ${code(name)}`,
    `A risk of level **${level}**: ${riskLevels[level]}.`,
    '## Cause',
    about,
    citation === undefined ? '' : `Source: ${linked(citation)}`,
    '## Example',
    ...example,
    '## Fix',
    fix?.[1] ?? '',
    '[All risks](../risks.md), and [how a change is reviewed](../../how-to/review-a-change.md).',
  )
}

/** The change of the first case by which the rule is tested, and what is said of it. */
function ofCase(
  rule: string,
  { name, base, head }: { readonly name: string; readonly base?: JsonObject; readonly head?: JsonObject },
): readonly string[] {
  const golden = readRepositoryFile(`test/views/fleet-diff/risks/cases/${rule}.txt`).split('\n\n')
  const said = golden.find((each) => each.startsWith(`${name}\n`))?.slice(name.length + 1) ?? ''
  const [before, after] = [base, head].map((each) => (each ? serialize(each) : ''))
  const { hunks } = structuredPatch('', '', before ?? '', after ?? '', '', '', { context: 100 })
  const lines = hunks.flatMap((hunk) => hunk.lines).filter((line) => !line.startsWith('\\'))
  return [
    `\`\`\`diff\n${lines.join('\n')}\n\`\`\``,
    `\`\`\`text\n${said.replaceAll(/^ {2}/gm, '').trim()}\n\`\`\``,
  ]
}

/** A change that the tests make, and what `diff` prints of it. */
function ofScene(rule: string): readonly string[] {
  const text = readRepositoryFile(`test/docs/risk-examples/${rule}.txt`)
  const [change, said = ''] = text.split('\n\n')
  return [`\`\`\`diff\n${change}\n\`\`\``, `\`\`\`text\n${said.trim()}\n\`\`\``]
}
