import type { ObeyedBy } from '../model/foreign-file.ts'
import { agents } from './agents.ts'

/**
 * By its name, the kind of a file that agents obey, or Git on their behalf; undefined for every other file. Sources:
 * gitattributes(5), gitmodules(5); Argo CD checks submodules out unless configured otherwise, Flux if it is asked to.
 */
export function obeyedBy(name: string): ObeyedBy | undefined {
  const folded = name.toLowerCase()
  if (folded === '.gitattributes') return 'checkout-attributes'
  if (folded === '.gitmodules') return 'submodules'
  return agents.map((agent) => agent.obeys(folded)).find((each) => each !== undefined)
}

/**
 * Whether an agent reads a file of this name as a manifest or as what leads to others. All of them mind case; here it
 * does not count, because there are file systems on which it does not.
 */
export function isReadByAgents(name: string): boolean {
  const folded = name.toLowerCase()
  return agents.some((agent) => agent.reads(folded))
}
