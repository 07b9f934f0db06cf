import { atPointer } from '../../../../src/json/at-pointer.ts'
import { isObject } from '../../../../src/json/own.ts'
import { pointerSegments } from '../../../../src/json/pointer.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import type { Difference } from '../difference.ts'
import { federated, overridesIn, overridesOf, reports, workload, type Reason } from './reason.ts'

const annotationsOf = (object: JsonObject | undefined): JsonObject => {
  const found = object && atPointer(object, '/metadata/annotations')
  return found !== undefined && isObject(found) ? found : {}
}

/** The annotations that only one of both has, where a difference is one of annotations; else nothing. */
function ownAnnotations(
  { about, pointer }: Difference,
  own: Json | undefined,
  other: Json | undefined,
): JsonObject | undefined {
  const [metadata, annotations, name, ...rest] = pointerSegments(pointer)
  if (about !== 'object' || metadata !== 'metadata' || annotations !== 'annotations') return undefined
  if (own === undefined || other !== undefined || rest.length > 0) return undefined
  if (name !== undefined) return { [name]: own }
  return isObject(own) ? own : undefined
}

/** What is rendered for an object that outlives its file. */
const ofAgents: JsonObject = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
}

const keptForAgents: Reason = {
  name: 'kept-for-agents',
  kubefed:
    'leaves the objects of a federated object with kubefed.io/orphan: "true" in the members when that is deleted',
  fedrender: 'renders the annotations by which Argo CD and Flux leave an object whose file goes',
  why: 'an agent deletes, not fedrender',
  excuses: (difference) => {
    const { source, kubefed, fedrender } = difference
    if (source?.metadata['annotations'] === undefined) return false
    const own = ownAnnotations(difference, fedrender, kubefed)
    return own !== undefined && Object.entries(own).every(([name, value]) => ofAgents[name] === value)
  },
  example: {
    created: [
      federated(
        'ConfigMap',
        'kept-for-agents',
        { placement: { clusters: [{ name: 'eu-west' }] }, template: { data: { a: '1' } } },
        { annotations: { 'kubefed.io/orphan': 'true' } },
      ),
    ],
    shows: [`object eu-west /metadata/annotations: nothing → ${JSON.stringify(ofAgents)}`],
  },
}

const ofGoneOverride: Reason = {
  name: 'annotations-of-gone-override',
  kubefed:
    'keeps all annotations that an object has in a member, so those of an override stay when that goes',
  fedrender: 'renders them no longer',
  why: 'what is in no source is not rendered; `adopt` counts them as retained',
  excuses: (difference) => {
    const { kubefed, fedrender, previous } = difference
    const own = ownAnnotations(difference, kubefed, fedrender)
    const before = annotationsOf(previous)
    return own !== undefined && Object.entries(own).every(([name, value]) => before[name] === value)
  },
  example: {
    created: [
      federated('ConfigMap', 'annotations-of-gone-override', {
        template: { data: { a: '1' } },
        ...overridesOf('eu-west', { op: 'add', path: '/metadata/annotations', value: { note: 'x' } }),
      }),
    ],
    changed: [federated('ConfigMap', 'annotations-of-gone-override', { template: { data: { a: '1' } } })],
    shows: ['object eu-west /metadata/annotations: {"note":"x"} → nothing'],
  },
}

const addNote = { op: 'add', path: '/metadata/annotations/note', value: 'x' }
const overridesWith = (
  ...operations: readonly (readonly [cluster: string, operation: JsonObject])[]
): JsonObject => ({
  overrides: operations.map(([clusterName, operation]) => ({ clusterName, clusterOverrides: [operation] })),
})

function overridesAnnotation(difference: Difference): boolean {
  return overridesIn(difference).some(({ path }) => String(path).startsWith('/metadata/annotations/'))
}

const addedLater: Reason = {
  name: 'annotation-added-later',
  kubefed: 'applies an override of one annotation where the object already has some in the member',
  fedrender:
    'reports an error where nothing was observed, unless Kubernetes itself annotates all objects of the kind',
  why: 'what others annotate is in no file; KubeFed itself fails where nothing is annotated yet',
  excuses: (difference) => {
    const { about, kubefed, fedrender, previous } = difference
    if (!reports(difference, 'override-not-applicable') || !overridesAnnotation(difference)) return false
    const isAnnotated = Object.keys(annotationsOf(previous)).length > 0
    if (about === 'status') return kubefed === '' && fedrender === 'ApplyOverridesFailed'
    return isAnnotated && ownAnnotations(difference, kubefed, fedrender) !== undefined
  },
  example: {
    created: [
      federated('ConfigMap', 'annotation-added-later', {
        template: { data: { a: '1' } },
        ...overridesWith(['us-east', { op: 'add', path: '/metadata/annotations', value: { first: 'y' } }]),
      }),
    ],
    changed: [
      federated('ConfigMap', 'annotation-added-later', {
        template: { data: { a: '1' } },
        ...overridesWith(['ap-south', addNote], ['us-east', addNote]),
      }),
    ],
    shows: [
      'object us-east /metadata/annotations/note: "x" → nothing',
      'status us-east /clusters/us-east: "" → "ApplyOverridesFailed"',
    ],
  },
}

const presumed: Reason = {
  name: 'annotations-presumed',
  kubefed: 'fails to apply an override of one annotation where the object has none in the member',
  fedrender:
    'renders it, with a warning, where Kubernetes itself annotates all objects of the kind and nothing was observed',
  why: 'a Deployment is annotated by its controller in all clusters that run it; here one has no such controller',
  excuses: (difference) => {
    const { about, pointer, kubefed, fedrender } = difference
    if (!reports(difference, 'override-needs-annotations') || !overridesAnnotation(difference)) return false
    if (about === 'object') return ownAnnotations(difference, fedrender, kubefed) !== undefined
    return pointer.startsWith('/condition/') || (kubefed === 'ApplyOverridesFailed' && fedrender === '')
  },
  example: {
    created: [
      federated('Deployment', 'annotations-presumed', { template: workload('annotations-presumed') }),
    ],
    changed: [
      federated('Deployment', 'annotations-presumed', {
        template: workload('annotations-presumed'),
        ...overridesWith(['ap-south', addNote], ['us-east', addNote]),
      }),
    ],
    shows: [
      'object ap-south /metadata/annotations: nothing → {"note":"x"}',
      'status  /condition/0: "False" → "True"',
      'status  /condition/1: "CheckClusters" → ""',
      'status ap-south /clusters/ap-south: "ApplyOverridesFailed" → ""',
    ],
  },
}

/** What concerns annotations. */
export const annotations: readonly Reason[] = [keptForAgents, ofGoneOverride, addedLater, presumed]
