import type { Cause, FleetChange, FleetDiff } from '../../../model/fleet-diff.ts'
import { sourceUrl, type SourcePlace } from '../../source-url.ts'
import { causesOfItem, type CauseGroup } from '../causes/cause-groups.ts'
import type { DiffItem, FleetEdit } from '../fold-changes.ts'
import { formatCause, type LocatedCause } from '../causes/locate-causes.ts'
import { nameClusters } from '../name-clusters.ts'
import { nameObject, type ObjectChanges } from '../object-changes.ts'
import type { ObjectMove } from '../object-moves.ts'
import { showCauses, type ShownCauses } from './cause-lines.ts'
import { editNames, objectsTitle } from './edit-lines.ts'
import { changedLines, objectLines, type FieldLine } from './field-lines.ts'
import type { Piece } from './fit-pieces.ts'
import { describeClusters } from './markdown-clusters.ts'
import { moveNames, moveTitle } from './move-lines.ts'
import { codeBlock, codeSpan } from './markdown-text.ts'

type Clusters = FleetDiff['clusters']

/**
 * The items that the same lines made: a single one with its causes beside it, several in a list below their causes. What is
 * long is folded away.
 */
export function groupPieces(
  { causes, items }: CauseGroup,
  diff: FleetDiff,
  { sources, maxBytes }: Pick<ItemContext, 'sources' | 'maxBytes'>,
): readonly Piece[] {
  const [first] = items
  const shown = showCauses(causes, diff, sources.prefix)
  const from = formatCauses(shown, sources)
  if (items.length === 1 && first) {
    return itemPieces(first, diff, { beside: from === '' ? '' : `, from ${from}`, shown, sources, maxBytes })
  }
  const inList = items.flatMap((item) => itemPieces(item, diff, { beside: '', sources, maxBytes }))
  return [
    { part: 'causes', count: items.length, text: `\n- From ${from}:` },
    ...[...inList, ...linesPiece(shown)].map(indentPiece),
  ]
}

/** What an item gets from its group. */
interface ItemContext {
  /** What comes after the clusters, in Markdown. */
  readonly beside: string
  /** The causes, where the item is the only one that they made. */
  readonly shown?: ShownCauses
  readonly sources: SourcePlace
  /** The most bytes of a comment: of a block that is longer no more is made, since it is left out. */
  readonly maxBytes: number
}

/** `[shop/web.yaml:23](…), … and 7 more (label tier stage → prod)`; the path is the one from the top of Git. */
function formatCauses({ first, more, what }: ShownCauses, sources: SourcePlace): string {
  if (first.length === 0) return ''
  const places = first.map((cause) => formatPlace(cause, sources)).join(', ')
  return `${places}${more > 0 ? ` and ${more} more` : ''}${what === '' ? '' : ` (${codeSpan(what)})`}`
}

function formatPlace(cause: LocatedCause, sources: SourcePlace): string {
  const url = sourceUrl(sources, cause)
  const text = codeSpan(formatCause({ ...cause, side: 'head' }))
  return `${url === undefined ? text : `[${text}](${url})`}${cause.side === 'base' ? ' (before)' : ''}`
}

function itemPieces(item: DiffItem, diff: FleetDiff, context: ItemContext): readonly Piece[] {
  if ('edit' in item) return editPieces(item.edit, diff.clusters, context)
  return 'moves' in item
    ? movePieces(item.moves, diff.clusters, context)
    : objectPieces(item.object, causesOfItem(item), diff.clusters, context)
}

/** So many lines of an edit are seen at once. */
const mostEditLines = 12

/** An edit of several objects: what it does, once, and the names of all of them, folded away. */
function editPieces(
  edit: FleetEdit,
  clusters: Clusters,
  { beside, shown, maxBytes }: ItemContext,
): readonly Piece[] {
  const { change, objects } = edit
  const where = describeClusters(change.clusters, clusters)
  const why = change.held === undefined ? '' : ` (${change.held})`
  const lines = linesThatMayFit([fieldsOf(change), sinceLines(change)], maxBytes)
  const block = codeBlock('diff', lines)
  const body = lines.length > mostEditLines ? details('fields', block) : `\n\n${block}`
  const whole = nameClusters(change.clusters, clusters)
  const inClusters = change.clusters.length > 0 && where !== whole ? [`clusters: ${whole}`] : []
  const names = codeBlock('text', [...editNames(edit), ...inClusters])
  return [
    {
      part: 'edits',
      text: `\n- ${codeSpan(objectsTitle(objects))} ${change.kind} in ${codeSpan(where)}${why}${beside}`,
    },
    ...(lines.length === 0
      ? []
      : [
          {
            part: 'bodies' as const,
            count: objects.length,
            text: body,
            lines: Math.min(lines.length, mostEditLines),
          },
        ]),
    { part: 'objects', count: objects.length, text: details('names', names) },
    ...(shown ? linesPiece(shown) : []),
  ]
}

/** Objects of the same content under other names, which are folded away where they are several. */
function movePieces(
  moves: readonly ObjectMove[],
  clusters: Clusters,
  { beside, shown }: ItemContext,
): readonly Piece[] {
  const where = codeSpan(describeClusters(moves[0]?.removed.clusters ?? [], clusters))
  const title = `\n- ${codeSpan(moveTitle(moves))}, with the same content, in ${where}${beside}`
  const names = details('names', codeBlock('text', moveNames(moves)))
  return [
    { part: 'edits', text: title },
    ...(moves.length > 1 ? [{ part: 'objects' as const, count: moves.length, text: names }] : []),
    ...(shown ? linesPiece(shown) : []),
  ]
}

/** All places of causes, where they are more than those beside the change. */
function linesPiece({ all, more }: ShownCauses): readonly Piece[] {
  if (all.length === 0) return []
  return [{ part: 'lines', count: more, text: details('all causes', codeBlock('text', all)) }]
}

function objectPieces(
  { object, changes }: ObjectChanges,
  causes: readonly Cause[],
  clusters: Clusters,
  { beside, shown, sources: { prefix }, maxBytes }: ItemContext,
): readonly Piece[] {
  const kinds = [...new Set(changes.map(({ kind }) => kind))].join(', ')
  // Where each of several changes has causes of its own, they are named beside it.
  const areApart = changes.some((each) => each.causes.length !== causes.length)
  const bodies = changes.map((each) =>
    bodyLines(each, clusters, areApart ? showCauses(each.causes, {}, prefix) : undefined),
  )
  const lines = linesThatMayFit(bodies, maxBytes)
  return [
    { part: 'objects', text: `\n- ${codeSpan(nameObject(object))} ${kinds}` },
    { part: 'places', text: places(changes, clusters), lines: 0 },
    ...(beside === '' ? [] : [{ part: 'causes' as const, text: beside, lines: 0 }]),
    ...(lines.length === 0
      ? []
      : [{ part: 'bodies' as const, text: details('details', codeBlock('diff', lines)) }]),
    ...(shown ? linesPiece(shown) : []),
  ]
}

/** ` in A; in B` after the only kind; `: removed in A; changed in B` after several. */
function places(changes: readonly FleetChange[], clusters: Clusters): string {
  const areAlike = changes.every(({ kind }) => kind === changes[0]?.kind)
  const described = changes.map(({ kind, clusters: names, held, sameContentAs }) => {
    const where = `in ${codeSpan(describeClusters(names, clusters))}`
    const why = held === undefined ? '' : ` (${held})`
    const other = sameContentAs ? `, same content as ${codeSpan(nameObject(sameContentAs))}` : ''
    return `${areAlike ? '' : `${kind} `}${where}${why}${other}`
  })
  return `${areAlike ? ' ' : ': '}${described.join('; ')}`
}

/** The changed lines; none where no change has any, such as a removal. */
function* bodyLines(change: FleetChange, clusters: Clusters, causes?: ShownCauses): Generator<string> {
  const { first = [], more = 0 } = causes ?? {}
  const from = first.map((each) => `# from ${formatCause(each)}`)
  const rest = more > 0 ? [`# and ${more} more`] : []
  const { kind, head, clusters: names } = change
  const title = `@@ ${kind} in ${names.length === 0 ? 'dns' : nameClusters(names, clusters)} @@`
  let isTitled = false
  const shown = kind === 'added' && head !== undefined ? objectLines(head).map(diffLine) : fieldsOf(change)
  for (const lines of [shown, from, rest, sinceLines(change)]) {
    for (const line of lines) {
      if (!isTitled) yield title
      isTitled = true
      yield line
    }
  }
}

function* fieldsOf({ fields }: FleetChange): Generator<string> {
  for (const field of fields) yield* changedLines(field).map(diffLine)
}

/**
 * Lines of a block, as many as can be in a comment: a block that is longer than all of it is left out, and that it is
 * longer is all that is asked of it, and whether it is folded away.
 */
function linesThatMayFit(parts: readonly Iterable<string>[], maxBytes: number): readonly string[] {
  const lines: string[] = []
  let length = 0
  for (const part of parts) {
    for (const line of part) {
      if (length > maxBytes && lines.length > mostEditLines) return lines
      lines.push(line)
      length += line.length
    }
  }
  return lines
}

/** Why fedrender itself makes the change. */
function sinceLines({ reasons = [] }: FleetChange): readonly string[] {
  return reasons.map((reason) => `# since ${reason}`)
}

/** GitHub colours lines that start with `!` in a diff. */
function diffLine({ sign, text }: FieldLine): string {
  return `${sign === '~' ? '!' : sign} ${text}`
}

function details(summary: string, block: string): string {
  return `\n\n<details><summary>${summary}</summary>\n\n${block}\n</details>\n`
}

/** A piece as it is inside of an item of a list. */
function indentPiece(piece: Piece): Piece {
  return { ...piece, text: piece.text.replaceAll(/\n(?=[^\n])/g, '\n  ') }
}
