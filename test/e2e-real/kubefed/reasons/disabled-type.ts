import { disabledType } from '../disable-type.ts'
import { federated, jobTemplate, type Reason } from './reason.ts'

const unknownBefore: Reason = {
  name: 'status-before-type-was-disabled',
  kubefed:
    'keeps the status that it gave an object which it could bring to no cluster, once the type is disabled',
  fedrender: 'gives such an object no status, as one that was made after its type was disabled',
  why: 'no file of the output shows that the object was there; a dump has the status itself, and that is shown',
  excuses: ({ about, key, pointer, kubefed, fedrender }) => {
    if (about !== 'status' || !key.includes(`/${disabledType}/`) || fedrender !== undefined) return false
    // Whoever has it in a cluster has a file there.
    return pointer === '/condition' || (pointer.startsWith('/clusters/') && kubefed !== '')
  },
  example: {
    created: [unplaced()],
    changed: [unplaced()],
    shows: ['status  /condition: ["False","ComputePlacementFailed"] → nothing'],
  },
}

function unplaced(): ReturnType<typeof federated> {
  return federated('Job', 'status-before-type-was-disabled', {
    template: jobTemplate,
    placement: { clusterSelector: { matchLabels: { '-': 'x' } } },
  })
}

/** What concerns a type that is disabled. */
export const disabledTypes: readonly Reason[] = [unknownBefore]
