import { federatedYaml } from '../../../helpers/kubefed-yaml.ts'

/** The text of a federated policy that has the parameters of a kind, and its binding. */
export function policyYaml(
  name: string,
  {
    params = '',
    placement = '{clusterSelector: {}}',
  }: { readonly params?: string; readonly placement?: string } = {},
): string {
  const match =
    'matchConstraints: {resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], resources: ["*"], operations: ["*"]}]}'
  const kind = params === '' ? '' : 'paramKind: {apiVersion: v1, kind: ConfigMap}, '
  const spec = `{${kind}${match}, validations: [{expression: "true"}, {expression: "false"}]}`
  const reference = params === '' ? '' : `, paramRef: ${params}`
  return (
    federatedYaml('ValidatingAdmissionPolicy', name, `template: {spec: ${spec}}`, placement) +
    federatedYaml(
      'ValidatingAdmissionPolicyBinding',
      `${name}-everywhere`,
      `template: {spec: {policyName: ${name}, validationActions: [Deny]${reference}}}`,
      placement,
    )
  )
}
