import { typesGroup } from '../../kubefed/groups.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { ControlPlane } from '../../model/control-plane.ts'

/**
 * The command line that lets a control plane that still runs read a federated type of another group than the default, for
 * which its role has no rule (KubeFed: docs/userguide.md, "Enabling an API type with a non-default API group");
 * undefined for the default group, and for names that no API server takes: they could end a word of the command line.
 */
export function rolePatch(
  group: string,
  { scope, systemNamespace }: Pick<ControlPlane, 'scope' | 'systemNamespace'>,
): string | undefined {
  if (group === typesGroup || ![group, systemNamespace].every(isDns1123Subdomain)) return undefined
  const rule = { apiGroups: [group], resources: ['*'], verbs: ['get', 'watch', 'list', 'update'] }
  const patch = JSON.stringify([{ op: 'add', path: '/rules/1', value: rule }])
  const role = scope === 'Cluster' ? 'clusterrole kubefed-role' : `-n ${systemNamespace} role kubefed-role`
  return `kubectl patch ${role} --type=json -p='${patch}'`
}
