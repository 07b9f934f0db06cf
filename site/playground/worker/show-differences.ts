import { compareSides } from '../../../src/app/compare/compare-sides.ts'
import { findCausesBetween } from '../../../src/app/compare/find-causes.ts'
import type { CompiledFiles } from '../../../src/app/compare/compiled-files.ts'
import { stringifyJson } from '../../../src/json/stringify.ts'
import type { FieldChange, FleetChange } from '../../../src/model/fleet-diff.ts'
import type { Json } from '../../../src/model/json.ts'
import { qualifiedName } from '../../../src/text/qualified-name.ts'
import { locateAll } from '../../../src/diagnostics/locate.ts'
import { compareObjects } from '../../../src/views/fleet-diff/compare-objects.ts'
import { maskSecrets } from '../../../src/views/fleet-diff/mask-secrets.ts'
import type { MatrixObject } from '../../../src/views/report/matrix/matrix.ts'
import type { ShownChange, ShownDifference } from '../protocol.ts'
import type { Compiled } from './compile-fleet.ts'
import { placeOf } from './describe-fleet.ts'

/** So many objects are shown, so many fields of each, and so many characters of a value. */
const mostChanges = 200
const mostFields = 100
const longestValue = 300

/** What two clusters get that differs, object by object. */
export function compareClusters(objects: readonly MatrixObject[], from: string, to: string): ShownDifference {
  const changes = objects.flatMap((object): readonly ShownChange[] => {
    const [before, after] = [from, to].map(
      (cluster) => object.variants.find(({ clusters }) => clusters.includes(cluster))?.object,
    )
    const title = `${object.kind} ${qualifiedName(object)}`
    const shown = { title, clusters: [], risks: [], causes: [] }
    if (before === undefined && after === undefined) return []
    if (before === undefined) return [{ ...shown, kind: 'added', fields: [], moreFields: 0 }]
    if (after === undefined) return [{ ...shown, kind: 'removed', fields: [], moreFields: 0 }]
    const { fields } = maskSecrets({ base: before, head: after, fields: compareObjects(before, after) })
    return fields.length === 0 ? [] : [{ ...shown, kind: 'changed', ...showFields(fields) }]
  })
  return bounded(changes)
}

/** What every cluster gets that differs from what other files give, with the risks and the lines that are the cause. */
export function compareFleets(base: Compiled, head: Compiled): ShownDifference {
  const [before, after] = [base.result?.fleet, head.result?.fleet]
  if (base.result === undefined || before === undefined)
    return { ...nothing, problem: 'The example is in error.' }
  if (head.result === undefined || after === undefined) {
    return { ...nothing, problem: 'Errors let nothing be rendered, so there is nothing to compare.' }
  }
  const { changes } = compareSides({
    base: before,
    head: after,
    delivery: head.repository.config.delivery,
    causesOf: findCausesBetween(filesOf(base, base.result), filesOf(head, head.result)),
  })
  return bounded(changes.map(showChange))
}

const nothing: ShownDifference = { changes: [], moreChanges: 0 }

function bounded(changes: readonly ShownChange[]): ShownDifference {
  return { changes: changes.slice(0, mostChanges), moreChanges: Math.max(0, changes.length - mostChanges) }
}

function filesOf({ repository }: Compiled, result: CompiledFiles['result']): CompiledFiles {
  const { files, observed, configFile, dnsLock } = repository
  return { result, files, observed, ...(configFile && { config: configFile }), ...(dnsLock && { dnsLock }) }
}

function showChange({ kind, object, clusters, fields, risks, causes }: FleetChange): ShownChange {
  const places = locateAll(causes.filter(({ side }) => side === 'head').map(({ at }) => at))
  return {
    kind,
    title: `${object.kind} ${qualifiedName(object)}`,
    clusters,
    ...showFields(fields),
    risks: risks.map(({ level, rule, reason }) => ({ level, rule, reason })),
    causes: [...places.values()].map(placeOf),
  }
}

function showFields(fields: readonly FieldChange[]): Pick<ShownChange, 'fields' | 'moreFields'> {
  return {
    fields: fields.slice(0, mostFields).map(showField),
    moreFields: Math.max(0, fields.length - mostFields),
  }
}

function showField({ field, from, to }: FieldChange): ShownChange['fields'][number] {
  return {
    field,
    ...(from !== undefined && { from: shownValue(from) }),
    ...(to !== undefined && { to: shownValue(to) }),
  }
}

function shownValue(value: Json): string {
  const text = typeof value === 'string' ? value : stringifyJson(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
