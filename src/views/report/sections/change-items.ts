import type { Cause, FieldChange, FleetChange, ObjectIdentity, Risk } from '../../../model/fleet-diff.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { keyOfCause } from '../../fleet-diff/causes/each-cause-once.ts'
import { editNames, foldedReason, objectsTitle } from '../../fleet-diff/format/edit-lines.ts'
import { changedLines, fieldLines, type FieldLine } from '../../fleet-diff/format/field-lines.ts'
import { moveNames, moveTitle } from '../../fleet-diff/format/move-lines.ts'
import type { DiffItem, FleetEdit, FoldedRisk } from '../../fleet-diff/fold-changes.ts'
import type { ObjectMove } from '../../fleet-diff/object-moves.ts'
import type { Allowance } from '../allowance.ts'
import { causeLinks } from '../cause-links.ts'
import { markup, type Markup } from '../markup.ts'
import type { LinkSource } from '../source-link.ts'
import { changeTitle } from './change-title.ts'
import type { DescribeClusters } from './describe-clusters.ts'

/** What the items of a diff are written with. */
export interface ChangeContext {
  readonly link: LinkSource
  readonly describe: DescribeClusters
  /** The id on the page of an object's details; undefined where the page has none of it. */
  readonly anchorOf: (object: ObjectIdentity) => string | undefined
  /** Whether the items are so few that they are shown unfolded. */
  readonly isOpen: boolean
  /** Room for what is below the titles of the items. */
  readonly fits: Allowance
}

/**
 * One item of a diff: an edit of several objects, objects that moved, or what changes in one object. `known` are the causes
 * that are named above it.
 */
export function changeItem(context: ChangeContext, item: DiffItem, known: readonly Cause[]): Markup {
  if ('edit' in item) return editItem(context, item.edit)
  if ('moves' in item) return moveItem(context, item.moves)
  const { changes } = item.object
  const shown = changes.find(({ kind }) => kind !== 'removed' && kind !== 'held')
  return markup`${changes.map((each) => changeOf(context, each, { known, isShown: each === shown }))}`
}

/** How many lines that caused an edit are links: each costs a reading of its document. */
const mostLinks = 3

/** The first lines that caused something, as links, and how many others there are. */
export function firstCauses(link: LinkSource, causes: readonly Cause[]): Markup {
  const more = causes.length - mostLinks
  return markup`${causeLinks(link, causes.slice(0, mostLinks))}${more > 0 && ` and ${more} more`}`
}

/** A risk as an item of a list. */
export function riskOf({ level, rule, reason }: Risk): Markup {
  return markup`
<li class="${level}"><span class="level ${level}">${level}</span> <b>${rule}</b> ${reason}</li>`
}

function folded(
  { isOpen, fits }: ChangeContext,
  title: Markup,
  risks: readonly Risk[],
  details: readonly (Markup | false | undefined)[],
): Markup {
  const levels = [...new Set(risks.map(({ level }) => level))].map(
    (level) => markup` <span class="level ${level}">${level}</span>`,
  )
  const list = risks.length > 0 && markup`<ul class="risks">${risks.map(riskOf)}</ul>`
  const body = markup`${[list, ...details]}`
  return (details.some(Boolean) || list !== false) && fits(body)
    ? markup`
<details class="change"${isOpen && markup` open`}><summary>${title}${levels}</summary>
${body}</details>`
    : markup`
<p class="change">${title}${levels}</p>`
}

function editItem(context: ChangeContext, edit: FleetEdit): Markup {
  const { change, objects } = edit
  const { kind, clusters, fields, held } = change
  const where = clusters.length > 0 && markup` in ${context.describe(clusters)}`
  const title = markup`<span class="kind ${kind}">${kind}</span> ${objectsTitle(objects)}${where}${preview(context, fields)}`
  const risks = edit.risks.map(withFoldedReason)
  return folded(context, title, risks, [
    held !== undefined && markup`<p>The files stay as they are: ${held}.</p>`,
    fieldsOf(context, fields),
    reasonsOf(change),
    markup`<ul>${editNames(edit).map((names) => markup`<li>${names}</li>`)}</ul>`,
  ])
}

/** The fields that change, unless the title has them. */
function fieldsOf(context: ChangeContext, fields: readonly FieldChange[]): Markup | false {
  if (fields.length === 0 || preview(context, fields) !== false) return false
  return markup`<pre>${fields.flatMap(changedLines).map(lineOf)}</pre>`
}

/** The one field that changes, beside the title of an item that is folded. */
function preview({ isOpen }: ChangeContext, fields: readonly FieldChange[]): Markup | false {
  const [line, ...others] = fields.slice(0, 2).flatMap(fieldLines)
  return !isOpen && line !== undefined && others.length === 0 && markup` <small>${line.text}</small>`
}

function withFoldedReason(folded: FoldedRisk): Risk {
  return { ...folded.risk, reason: foldedReason(folded) }
}

function moveItem(context: ChangeContext, moves: readonly ObjectMove[]): Markup {
  const risks = moves.flatMap(({ removed, added }) => [...removed.risks, ...added.risks])
  const clusters = moves[0]?.removed.clusters ?? []
  const where = clusters.length > 0 && markup` in ${context.describe(clusters)}`
  const title = markup`<span class="kind moved">moved</span> ${moveTitle(moves)}, with the same content${where}`
  return folded(context, title, risks, [
    markup`<ul>${moveNames(moves).map((name) => markup`<li>${name}</li>`)}</ul>`,
  ])
}

/** What of an object's changes is elsewhere on the page. */
interface KnownChange {
  readonly known: readonly Cause[]
  /** Whether the change leads to the object's YAML. */
  readonly isShown: boolean
}

function changeOf(context: ChangeContext, change: FleetChange, { known, isShown }: KnownChange): Markup {
  const { link, describe, anchorOf } = context
  const { kind, object, fields, risks, causes, held, sameContentAs } = change
  const title = markup`<span class="kind ${kind}">${kind}</span> ${changeTitle(change, describe)}${preview(context, fields)}`
  const anchor = isShown ? anchorOf(object) : undefined
  return folded(context, title, risks, [
    held !== undefined && markup`<p>The file stays as it is: ${held}.</p>`,
    sameContentAs &&
      markup`<p>A rename: ${sameContentAs.kind} ${qualifiedName(sameContentAs)} has the same content.</p>`,
    fieldsOf(context, fields),
    reasonsOf(change),
    areOthers(causes, known) && markup`<p>Caused by ${firstCauses(link, causes)}.</p>`,
    anchor !== undefined &&
      markup`<p><a href="#${anchor}">The rendered YAML, with the origin of each line</a></p>`,
  ])
}

/** Whether a change has not all of the causes that are named above it. */
function areOthers(causes: readonly Cause[], known: readonly Cause[]): boolean {
  return causes.length > 0 && new Set(causes.map(keyOfCause)).size < known.length
}

/** Why fedrender itself makes a change that no line of the sources caused. */
function reasonsOf({ reasons = [] }: FleetChange): Markup | false {
  return reasons.length > 0 && markup`<p>Since ${reasons.join('; ')}.</p>`
}

function lineOf({ sign, text }: FieldLine): Markup {
  const line = `${sign} ${text}`
  if (sign === '+') return markup`<ins>${line}</ins>\n`
  return sign === '-' ? markup`<del>${line}</del>\n` : markup`${line}\n`
}
