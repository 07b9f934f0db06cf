import { configMapYaml, federatedYaml, namespaceYaml, widgetTypesYaml } from '../../helpers/kubefed-yaml.ts'

/** A member cluster as its KubeFedCluster names it. */
export interface MemberAddress {
  readonly name: string
  readonly address: string
  /** The certificate of its API server in base64. */
  readonly caBundle: string
}

/** Texts of files by path. */
export type Sources = Readonly<Record<string, string>>

/** The KubeFedCluster of a member, which may have another name than the file. */
export function memberYaml({ address, caBundle }: MemberAddress, name: string): string {
  return `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: ${name}, namespace: kube-federation-system}
spec: {apiEndpoint: "${address}", caBundle: "${caBundle}", secretRef: {name: ${name}}}
`
}

/** The federated objects that each promise begins with: two namespaces, one of them with an object of a type of its own. */
export const federatedObjects: Sources = {
  'platform/types.yaml': widgetTypesYaml,
  'platform/widgets.yaml': `apiVersion: types.kubefed.io/v1beta1
kind: FederatedCustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  placement: {clusterSelector: {}}
  template:
    spec:
      group: example.com
      scope: Namespaced
      names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
      versions:
        - name: v1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`,
  'platform/namespaces.yaml': namespaceYaml('shop') + namespaceYaml('pay'),
  'shop/web.yaml': deploymentYaml('shop/web', { retainReplicas: true }),
  'shop/service.yaml': serviceYaml('shop/web'),
  'shop/settings.yaml': configMapYaml('shop/settings'),
  'shop/motd.yaml': configMapYaml('shop/motd'),
  'pay/api.yaml': deploymentYaml('pay/api', {}),
  'pay/limits.yaml': configMapYaml('pay/limits'),
  'pay/big.yaml': federatedYaml('Widget', 'pay/big', 'template: {spec: {size: 7}}'),
}

/** A FederatedDeployment of 3 replicas. */
export function deploymentYaml(
  qualifiedName: string,
  { image = '1.0', retainReplicas = false }: { readonly image?: string; readonly retainReplicas?: boolean },
): string {
  const app = qualifiedName.split('/').at(-1) ?? ''
  const pod = `{metadata: {labels: {app: ${app}}}, spec: {containers: [{name: main, image: "registry.example.com/${app}:${image}"}]}}`
  const template = `{metadata: {labels: {app: ${app}}}, spec: {replicas: 3, selector: {matchLabels: {app: ${app}}}, template: ${pod}}}`
  return federatedYaml(
    'Deployment',
    qualifiedName,
    `${retainReplicas ? 'retainReplicas: true, ' : ''}template: ${template}`,
  )
}

function serviceYaml(qualifiedName: string): string {
  const app = qualifiedName.split('/').at(-1) ?? ''
  const spec = `{selector: {app: ${app}}, ports: [{name: http, port: 80, targetPort: 8080}]}`
  return federatedYaml('Service', qualifiedName, `template: {spec: ${spec}}`)
}
