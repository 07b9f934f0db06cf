import { parseKubernetesVersion } from '../../kubernetes/kubernetes-version.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { Weakening } from '../../model/tenant.ts'
import { describeChange } from './safeguards/find-changed.ts'

/**
 * The clusters whose version of Kubernetes is lower than in the base, or not known any more: by their labels, their
 * recorded status, or a setting that the base lacks. A setting of the base has a safeguard of its own.
 */
export function findWeakerVersions(
  base: { readonly clusters: readonly Cluster[]; readonly settings: RenderConfig },
  head: readonly Cluster[],
): readonly Weakening[] {
  const after = new Map(head.map((each) => [each.name, each]))
  return base.clusters.flatMap(({ name, kubernetesVersion: was }): readonly Weakening[] => {
    const cluster = after.get(name)
    const isSetting = base.settings.clusters.get(name)?.kubernetesVersion !== undefined
    if (cluster === undefined || was === undefined || isSetting) return []
    const { kubernetesVersion: is } = cluster
    const [before, now] = [was, is].map((each) => each && parseKubernetesVersion(each.text))
    if (before === undefined || (now !== undefined && now >= before)) return []
    return [
      {
        rule: 'check-weakened',
        judge: 'review',
        setting: `clusters.${name}.kubernetesVersion`,
        change: describeChange(was.text, is?.text),
        effect: 'what the cluster gets is validated by another version of Kubernetes, or by none',
        ...(is?.at && { at: is.at }),
        ...(was.at && { baseAt: was.at }),
      },
    ]
  })
}
