import { count } from '../../text/count.ts'
import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with what was observed, where it is compared with what is rendered. */
export const adoptionCatalog = {
  'adopt-nothing-observed': {
    severity: 'error' as const,
    about: '`fedrender adopt` finds no object that was observed in a member cluster.',
    message: (p: { directory: string | undefined }): string =>
      p.directory === undefined
        ? 'No object was observed in any member cluster.'
        : `No object in ${quote(p.directory)} was observed in a member cluster.`,
    hint: (): string =>
      'Dump the running objects with kubectl, into a folder or a file for each cluster that is named after it, and name the directory with --observed.',
  },
  'adopt-cluster-unobserved': {
    severity: 'warning' as const,
    about:
      'Objects are rendered for a cluster of which nothing was observed, so what they change there is unknown.',
    message: (p: { cluster: string }): string => `Nothing was observed in the cluster ${quote(p.cluster)}.`,
    hint: (): string => 'Dump the objects that run there too, or move that cluster later.',
  },
  'adopt-kind-unobserved': {
    severity: 'warning' as const,
    about: 'No object of a rendered kind was observed in a cluster, as if the dump left the kind out.',
    message: (p: { cluster: string; kinds: readonly string[] }): string =>
      `No object of ${p.kinds.map(quote).join(', ')} was observed in the cluster ${quote(p.cluster)}, so each one that is rendered counts as missing there.`,
    hint: (): string => 'Dump the objects of these kinds too.',
  },
  'clusters-directory-empty': {
    severity: 'error' as const,
    about: '`federate --from-clusters` finds no object in its directory.',
    message: (p: { directory: string }): string => `No file in ${quote(p.directory)} has an object.`,
    hint: (): string =>
      'Put the rendered objects of each cluster into a folder or a file that is named after the cluster.',
  },
  'cluster-folder-unknown': {
    severity: 'error' as const,
    about: 'A folder of `federate --from-clusters` is named after no KubeFedCluster of the repository.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No cluster is called ${quote(p.cluster)}.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      `${p.nearest === undefined ? 'Add' : `Did you mean ${quote(p.nearest)}? If not, add`} it to the inventory: \`fedrender join ${printable(p.cluster)}\`.`,
  },
  'cluster-folder-unrendered': {
    severity: 'error' as const,
    about:
      'A folder of `federate --from-clusters` holds a kustomization, a chart or a template, and not the objects that it makes.',
    message: (p: { what: 'kustomization' | 'chart' | 'template' }): string =>
      `This is a ${p.what}, whose objects are not rendered yet.`,
    hint: (p: { what: 'kustomization' | 'chart' | 'template' }): string =>
      p.what !== 'kustomization'
        ? 'Render it first, and put the result into the folder of its cluster.'
        : 'Render each overlay into the folder of its cluster, `kustomize build OVERLAY > DIR/CLUSTER/all.yaml`, and name DIR.',
  },
  'cluster-object-twice': {
    severity: 'error' as const,
    about: 'The files of one cluster hold an object twice.',
    message: (p: { kind: string; name: string; cluster: string }): string =>
      `The cluster ${quote(p.cluster)} has the ${printable(p.kind)} ${quote(p.name)} twice.`,
    hint: (): string => 'Remove one of them.',
  },
  'object-without-namespace': {
    severity: 'error' as const,
    about: 'An object of a namespaced type that `federate --from-clusters` reads names no namespace.',
    message: (p: { kind: string; name: string }): string =>
      `The ${printable(p.kind)} ${quote(p.name)} names no namespace.`,
    hint: (): string => 'Give -n for all that name none, or set defaultNamespace in fedrender.yaml.',
  },
  'cluster-object-not-restored': {
    severity: 'error' as const,
    about:
      'A federated object that `federate --from-clusters` would write does not render to what a cluster has.',
    message: (p: { kind: string; name: string; cluster: string; problem: string }): string =>
      `The ${printable(p.kind)} ${quote(p.name)} of the cluster ${quote(p.cluster)} would not be rendered as it is: ${p.problem}.`,
    hint: (): string => 'Change the object, or leave it out of the directory and write it by hand.',
  },
  'cluster-namespace-added': {
    severity: 'info' as const,
    about:
      '`federate --from-clusters` writes a FederatedNamespace where a cluster has objects in a namespace, but no Namespace.',
    message: (p: { namespace: string; clusters: readonly string[] }): string =>
      `The Namespace ${quote(p.namespace)} is rendered too for ${count(p.clusters.length, 'cluster')} that ${p.clusters.length === 1 ? 'has' : 'have'} objects in it: ${p.clusters.slice(0, 5).map(printable).join(', ')}${p.clusters.length > 5 ? ', …' : ''}.`,
  },
  'cluster-annotations-overridden': {
    severity: 'info' as const,
    about: 'Annotations become overrides of each cluster, since templates have none.',
    message: (p: { objects: number }): string =>
      `The annotations of ${count(p.objects, 'object')} are overrides of each of their clusters, since KubeFed drops those of templates.`,
    hint: (): string =>
      'Set "templateAnnotations: keep" in fedrender.yaml first, and the templates have them.',
  },
}
