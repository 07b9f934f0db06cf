import type { FileChange } from '../../model/file-change.ts'
import type { JsonObject } from '../../model/json.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import { kubeFedConfigObject } from './kubefed-config-object.ts'

/** The files of a new repository: the configuration, the control plane's settings, and a place for the inventory. */
export function repositorySkeleton(systemNamespace: string, values: JsonObject): readonly FileChange[] {
  const config: JsonObject = {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'RenderConfig',
    output: defaultRenderConfig.output,
    ...(systemNamespace !== defaultRenderConfig.systemNamespace && { systemNamespace }),
  }
  return [
    { path: 'fedrender.yaml', after: `# How fedrender renders this repository.\n${serialize(config)}` },
    {
      path: 'kubefed-config.yaml',
      after: `# The settings of the control plane.\n${serialize(kubeFedConfigObject(systemNamespace, values))}`,
    },
    { path: 'clusters/inventory.yaml', after: inventory(systemNamespace) },
  ]
}

function inventory(namespace: string): string {
  return `# The inventory: a KubeFedCluster for each member cluster, here or in files beside this one.
# "fedrender join NAME --cluster-context CONTEXT" writes one. Labels are what placements select by.
#
# apiVersion: core.kubefed.io/v1beta1
# kind: KubeFedCluster
# metadata:
#   name: us-east
#   namespace: ${namespace}
#   labels:
#     region: us
# spec:
#   apiEndpoint: https://us-east.example.com:6443
#   secretRef:
#     name: us-east
`
}
