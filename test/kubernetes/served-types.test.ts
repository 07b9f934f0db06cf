import { describe, expect, it } from 'vitest'
import { readKubernetesSchemas } from '../../src/host/schemas.ts'
import {
  builtinGroups,
  builtinSchema,
  definitionsIn,
  servedMinors,
  servingVersions,
} from '../../src/kubernetes/served-types.ts'
import type { StructuralSchema } from '../../src/model/structural-schema.ts'

const schemas = readKubernetesSchemas()
const [oldest, newest] = schemas.minors
const minors = Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index)

describe('schemas/kubernetes.json', () => {
  it('has every definition that a type is made of, in every minor version', () => {
    for (const minor of minors) {
      for (const type of Object.keys(schemas.kinds)) {
        const slash = type.lastIndexOf('/')
        const schema = builtinSchema(schemas, type.slice(0, slash), type.slice(slash + 1), minor)
        if (schema) expect(missingDefinitions(schema, minor), `${type} in 1.${minor}`).toStrictEqual([])
      }
    }
  })

  it('has the parts of types that only a test of the whole finds: quantities, ports, and open mappings', () => {
    const definition = definitionsIn(schemas, newest)
    expect(definition('io.k8s.apimachinery.pkg.api.resource.Quantity')).toMatchObject({ format: 'quantity' })
    expect(definition('io.k8s.apimachinery.pkg.util.intstr.IntOrString')).toStrictEqual({
      type: ['string', 'integer'],
    })
    expect(definition('io.k8s.apimachinery.pkg.runtime.RawExtension')).toMatchObject({
      'x-kubernetes-preserve-unknown-fields': true,
    })
  })
})

/** Names of definitions that a schema refers to, in whatever depth, and that are not there. */
function missingDefinitions(schema: StructuralSchema, minor: number): readonly string[] {
  const seen = new Set<string>()
  const missing: string[] = []
  const visit = (each: StructuralSchema): void => {
    const { $ref, items, additionalProperties, properties = {} } = each
    if ($ref !== undefined && !seen.has($ref)) {
      seen.add($ref)
      const ranges = schemas.definitions[$ref] ?? []
      const range = ranges.find(([first, last]) => first <= minor && minor <= last)
      if (range) visit(range[2])
      else missing.push($ref)
    }
    for (const part of [items, additionalProperties, ...Object.values(properties)]) if (part) visit(part)
  }
  visit(schema)
  return missing
}

/** Kubernetes' own list (https://kubernetes.io/docs/reference/using-api/deprecation-guide/). */
const deprecationGuide: readonly (readonly [removedIn: number, apiVersion: string, kinds: string])[] = [
  [32, 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration'],
  [29, 'flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema PriorityLevelConfiguration'],
  [27, 'storage.k8s.io/v1beta1', 'CSIStorageCapacity'],
  [26, 'flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration'],
  [26, 'autoscaling/v2beta2', 'HorizontalPodAutoscaler'],
  [25, 'batch/v1beta1', 'CronJob'],
  [25, 'discovery.k8s.io/v1beta1', 'EndpointSlice'],
  [25, 'events.k8s.io/v1beta1', 'Event'],
  [25, 'autoscaling/v2beta1', 'HorizontalPodAutoscaler'],
  [25, 'policy/v1beta1', 'PodDisruptionBudget PodSecurityPolicy'],
  [25, 'node.k8s.io/v1beta1', 'RuntimeClass'],
  [22, 'admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'],
  [22, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'],
  [22, 'apiregistration.k8s.io/v1beta1', 'APIService'],
  [22, 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest'],
  [22, 'coordination.k8s.io/v1beta1', 'Lease'],
  [22, 'extensions/v1beta1', 'Ingress'],
  [22, 'networking.k8s.io/v1beta1', 'Ingress IngressClass'],
  [22, 'rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding Role RoleBinding'],
  [22, 'scheduling.k8s.io/v1beta1', 'PriorityClass'],
  [22, 'storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment'],
  [16, 'extensions/v1beta1', 'DaemonSet Deployment NetworkPolicy PodSecurityPolicy ReplicaSet'],
  [16, 'apps/v1beta1', 'Deployment StatefulSet'],
  [16, 'apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet'],
]

describe('served types', () => {
  it.each(deprecationGuide)('1.%i serves no %s any more: %s', (removedIn, apiVersion, kinds) => {
    for (const kind of kinds.split(' ')) {
      expect(servedMinors(schemas, apiVersion, kind)?.[1]).toBe(removedIn - 1)
      expect(builtinSchema(schemas, apiVersion, kind, removedIn)).toBeUndefined()
      if (removedIn > oldest) expect(builtinSchema(schemas, apiVersion, kind, removedIn - 1)).toBeDefined()
    }
  })

  it.each([
    ['extensions', 'Ingress', 22, ['networking.k8s.io/v1']],
    ['extensions', 'Ingress', 18, ['extensions/v1beta1']],
    ['networking.k8s.io', 'Ingress', 20, ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1']],
    ['extensions', 'Deployment', 30, ['apps/v1']],
    [
      'autoscaling',
      'HorizontalPodAutoscaler',
      24,
      ['autoscaling/v2', 'autoscaling/v1', 'autoscaling/v2beta2', 'autoscaling/v2beta1'],
    ],
    ['policy', 'PodSecurityPolicy', 25, []],
    ['', 'Service', 30, ['v1']],
    ['', 'Deploymnt', 30, []],
  ])('of the group %j the kind %s is in 1.%i served by %j', (group, kind, minor, serving) => {
    expect(servingVersions(schemas, group, kind, minor)).toStrictEqual(serving)
  })

  it('are of groups that no CustomResourceDefinition is of', () => {
    const groups = builtinGroups(schemas)
    expect(['', 'apps', 'extensions', 'rbac.authorization.k8s.io'].every((each) => groups.has(each))).toBe(
      true,
    )
    expect(groups.has('example.com')).toBe(false)
  })

  it('differ from version to version', () => {
    const container = 'io.k8s.api.core.v1.Container'
    expect(definitionsIn(schemas, 27)(container).properties).not.toHaveProperty('restartPolicy')
    expect(definitionsIn(schemas, 28)(container).properties).toHaveProperty('restartPolicy')
  })
})
