import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/** What has a name and may be in a namespace. */
interface Named {
  readonly name: string
  readonly namespace?: string
}

/**
 * The one of some objects that is called so: `web`, or `shop/web`; a namespace is needed only where several have the
 * name. Reports `object-not-found` and `object-ambiguous`.
 */
export function findNamed<T extends Named>(
  kind: string,
  name: string,
  namespace: string | undefined,
  objects: readonly T[],
): DiagnosticResult<T | undefined> {
  const wanted = namespace === undefined ? name : `${namespace}/${name}`
  const found = objects.filter((each) => qualifiedName(each) === wanted || each.name === wanted)
  const [first, second] = found
  if (first === undefined) {
    const parameters = { kind, name: wanted, nearest: nearest(wanted, objects.map(qualifiedName)) }
    return [undefined, [createDiagnostic('object-not-found', parameters)]]
  }
  if (second === undefined) return [first, []]
  const candidates = found.map(qualifiedName)
  return [undefined, [createDiagnostic('object-ambiguous', { kind, name, candidates })]]
}
