import type { FleetDiff, ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { Variant } from '../../../model/render-plan.ts'
import { count } from '../../../text/count.ts'
import { foldChanges, type DiffItem } from '../../fleet-diff/fold-changes.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { createAllowance } from '../allowance.ts'
import { markup, type Markup } from '../markup.ts'
import { letterOf, type MatrixObject } from '../matrix/matrix.ts'
import { objectLink } from '../object-link.ts'
import type { FleetReport } from '../report.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'
import type { LinkSource } from '../source-link.ts'
import { yamlLines, type OriginsOf } from './yaml-lines.ts'
import { yamlTable } from './yaml-table.ts'

/** The objects whose YAML is on the page, and where. */
export interface ShownObjects {
  readonly section: Section
  /** The id of an object's details; undefined where its YAML is not on the page. */
  readonly anchorOf: (object: Pick<ObjectIdentity, 'path'>) => string | undefined
}

/** So many characters of YAML are on a page, so that it opens at once however many objects there are. */
const mostCharacters = 60_000
/** So many variants of one object are shown, and after the first no more than so many characters. */
const mostVariants = 4
const mostCharactersOfObject = 20_000

/**
 * The rendered YAML of variants with the origin of each line: what changes comes first, then what differs between clusters,
 * until the page holds enough. How many variants it leaves out, and what shows those, is said.
 */
export function objectsSection(
  link: LinkSource,
  describe: DescribeClusters,
  report: FleetReport,
): ShownObjects {
  const objects = report.matrix.rows.flatMap((row) => row.objects).filter(({ path }) => path !== undefined)
  const shown = new Map<string, Markup>()
  const fits = createAllowance(mostCharacters)
  let variants = 0
  for (const object of rankObjects(objects, report.diff)) {
    const { path = '' } = object
    const id = `object-${shown.size + 1}`
    const { details, count: ofObject } = objectDetails(
      { link, describe, originsOf: report.originsOf },
      object,
      id,
    )
    if (!fits(details)) break
    shown.set(path, details)
    variants += ofObject
  }
  const ids = new Map([...shown.keys()].map((path, index) => [path, `object-${index + 1}`]))
  const all = objects.reduce((sum, each) => sum + each.variants.length, 0)
  const content = markup`${leftOut(all, variants, shown.size)}${[...shown.values()]}`
  return {
    section: { id: 'objects', title: 'Rendered objects', content },
    anchorOf: ({ path }) => ids.get(path),
  }
}

function leftOut(all: number, shown: number, objects: number): Markup {
  if (all === 0) return markup`<p>Nothing is rendered.</p>`
  const here = markup`<p>The YAML of ${count(shown, 'variant')} of ${count(objects, 'object')}, with the origin of each line`
  if (all === shown) return markup`${here}.</p>`
  return markup`${here}: what changes comes first, then what differs between clusters. ${count(all - shown, 'more variant')} of all ${all} ${all - shown === 1 ? 'is' : 'are'} not
on this page; <code>fedrender explain CLUSTER TYPE/NAME -n NAMESPACE</code> shows each of them field by field.</p>`
}

/** What changes first, one object of each item before the others; then what differs between clusters; each once. */
function rankObjects(objects: readonly MatrixObject[], diff: FleetDiff | undefined): readonly MatrixObject[] {
  const byPath = new Map(objects.map((each) => [each.path, each]))
  const items = (diff === undefined ? [] : foldChanges(diff.changes)).map(pathsOf)
  const changed = [...items.flatMap(([first]) => first ?? []), ...items.flat()]
  const ranked = [
    ...changed.flatMap((path) => byPath.get(path) ?? []),
    ...objects.filter(({ variants }) => variants.length > 1),
    ...objects,
  ]
  return [...new Set(ranked)]
}

function pathsOf(item: DiffItem): readonly string[] {
  if ('edit' in item) return item.edit.objects.map(({ path }) => path)
  if ('moves' in item) return item.moves.map(({ added }) => added.object.path)
  return [item.object.object.path]
}

interface DetailsContext {
  readonly link: LinkSource
  readonly describe: DescribeClusters
  readonly originsOf: OriginsOf | undefined
}

/** The details of an object, and of how many of its variants they are. */
function objectDetails(
  context: DetailsContext,
  object: MatrixObject,
  id: string,
): { readonly details: Markup; readonly count: number } {
  const { variants, kind, path = '' } = object
  const shown = shownVariants(context, object)
  const more = variants.length - shown.length
  const name = `${kind} ${qualifiedName(object)}`
  const note = variants.length > 1 ? `, ${count(variants.length, 'variant')}` : ''
  const details = markup`
<details class="object"><summary id="${id}">${name}<small>${note}</small></summary>
<p>${objectLink(context.link, object)} is rendered as <code>${path}</code>.</p>
${shown}
${more > 0 && markup`<p>${count(more, 'more variant')} of it ${more === 1 ? 'is' : 'are'} not on this page.</p>`}</details>`
  return { details, count: shown.length }
}

function shownVariants(context: DetailsContext, object: MatrixObject): readonly Markup[] {
  const fits = createAllowance(mostCharactersOfObject)
  const shown: Markup[] = []
  for (const [index, variant] of object.variants.slice(0, mostVariants).entries()) {
    const details = variantDetails(context, object, variant, index)
    if (!fits(details) && index > 0) break
    shown.push(details)
  }
  return shown
}

function variantDetails(
  { link, describe, originsOf }: DetailsContext,
  { plan, variants }: MatrixObject,
  { object, clusters }: Variant,
  index: number,
): Markup {
  const [cluster] = clusters
  const origins = plan && cluster !== undefined ? originsOf?.(plan, cluster) : undefined
  const table = yamlTable(link, yamlLines(object, origins))
  const where = clusters.length === 0 ? 'in no cluster' : describe(clusters)
  if (variants.length === 1) return markup`<p>${where}</p>${table}`
  return markup`<details class="variant"${index === 0 && markup` open`}><summary><b>${letterOf(index)}</b> ${where}</summary>
${table}</details>`
}
