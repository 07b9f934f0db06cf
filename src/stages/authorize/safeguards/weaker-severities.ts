import { catalog } from '../../../diagnostics/catalog/index.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import { describeChange } from './find-changed.ts'
import type { WeakerValue } from './safeguard.ts'
import type { Severity } from '../../../model/severity.ts'

type Configured = Severity | 'off'

const gravestFirst: readonly Configured[] = ['error', 'warning', 'info', 'off']

/** The codes with a lower severity in the change than in the base, whether one of them or the catalogue sets it. */
export function weakerSeverities(base: RenderConfig, head: RenderConfig): readonly WeakerValue[] {
  return codesOf(base, head).flatMap((code) => {
    const [was, is] = [severityOf(base, code), severityOf(head, code)]
    if (gravestFirst.indexOf(is) <= gravestFirst.indexOf(was)) return []
    const pointer = childPointer('/severities', code)
    return [{ pointer, setting: `severities.${code}`, change: describeChange(was, is) }]
  })
}

/** Of each code the graver of the two severities. */
export function graverSeverities(base: RenderConfig, head: RenderConfig): Pick<RenderConfig, 'severities'> {
  const graver = codesOf(base, head).map((code): [string, Configured] => {
    const both = new Set([severityOf(base, code), severityOf(head, code)])
    return [code, gravestFirst.find((each) => both.has(each)) ?? 'error']
  })
  return { severities: new Map(graver) }
}

function codesOf(base: RenderConfig, head: RenderConfig): readonly string[] {
  return [...new Set([...base.severities.keys(), ...head.severities.keys()])]
}

function severityOf({ severities }: RenderConfig, code: string): Configured {
  const known: Readonly<Record<string, { readonly severity: Severity }>> = catalog
  return severities.get(code) ?? known[code]?.severity ?? 'error'
}
