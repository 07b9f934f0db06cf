import { getOwn } from '../../json/own.ts'
import type { JsonObject } from '../../model/json.ts'
import type { KubeconfigCluster } from './kubeconfig.ts'

/** The fields of a KubeFedCluster that do not come from the kubeconfig. */
export interface JoinedCluster {
  readonly name: string
  readonly namespace: string
  /** The name of the Secret that holds the token; its content is never written. */
  readonly secretName: string
  /** The certificate authority's certificates, in base64. */
  readonly caBundle?: string
}

/** The KubeFedCluster of a cluster, as `kubefedctl join` makes it (KubeFed: pkg/kubefedctl/join.go). */
export function kubeFedClusterObject(
  { fields }: KubeconfigCluster,
  { name, namespace, secretName, caBundle }: JoinedCluster,
): JsonObject {
  const proxyURL = getOwn(fields, 'proxy-url')
  const isInsecure = getOwn(fields, 'insecure-skip-tls-verify') === true
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'KubeFedCluster',
    metadata: { name, namespace },
    spec: {
      apiEndpoint: getOwn(fields, 'server') ?? '',
      ...(caBundle !== undefined && { caBundle }),
      ...(typeof proxyURL === 'string' && proxyURL !== '' && { proxyURL }),
      secretRef: { name: secretName },
      ...(isInsecure && { disabledTLSValidations: ['*'] }),
    },
  }
}
