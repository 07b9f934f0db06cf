import type { JsonObject } from '../../../../../src/model/json.ts'

/** Policies in a cluster, and what is created or changed there. */
export interface PolicyCase {
  readonly name: string
  readonly policies: readonly JsonObject[]
  readonly bindings: readonly JsonObject[]
  /** CustomResourceDefinitions of parameters and objects. */
  readonly definitions: readonly JsonObject[]
  readonly params: readonly JsonObject[]
  /** The labels of the Namespace `shop`. */
  readonly labels: Readonly<Record<string, string>>
  readonly requests: readonly PolicyRequest[]
}

/** An object that is created or, where there is an old one, put in its place. */
export interface PolicyRequest {
  readonly object: JsonObject
  readonly old?: JsonObject
}

/** What a case has beside its name; a spec stands for a policy `p` of ConfigMaps, or for its binding `b`, which denies. */
export interface CaseParts {
  readonly policy?: JsonObject
  readonly binding?: JsonObject
  readonly bindings?: readonly JsonObject[]
  readonly definitions?: readonly JsonObject[]
  readonly params?: readonly JsonObject[]
  readonly labels?: Readonly<Record<string, string>>
  readonly create?: readonly JsonObject[]
  readonly update?: readonly (readonly [old: JsonObject, object: JsonObject])[]
}

const version = 'admissionregistration.k8s.io/v1'

/** A case of its parts. */
export function policyCase(name: string, parts: CaseParts): PolicyCase {
  const { policy, binding = {}, definitions = [], params = [], labels = {} } = parts
  const bindings = parts.bindings ?? (policy === undefined ? [] : [bindingOf('b', binding)])
  return {
    name,
    policies: policy === undefined ? [] : [policyOf('p', policy)],
    bindings,
    definitions,
    params,
    labels,
    requests: [
      ...(parts.create ?? []).map((object) => ({ object })),
      ...(parts.update ?? []).map(([old, object]) => ({ object, old })),
    ],
  }
}

/** A policy that concerns ConfigMaps, unless its spec says otherwise. */
export function policyOf(name: string, spec: JsonObject): JsonObject {
  const constraints = { matchConstraints: { resourceRules: [ruleOf('', 'v1', 'configmaps')] } }
  return {
    apiVersion: version,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: { ...constraints, ...spec },
  }
}

/** A binding of the policy `p` that denies, unless its spec says otherwise. */
export function bindingOf(name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: version,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: 'p', validationActions: ['Deny'], ...spec },
  }
}

/** A rule for what is created and changed. */
export function ruleOf(
  group: string,
  apiVersion: string,
  resource: string,
  more: JsonObject = {},
): JsonObject {
  return {
    apiGroups: [group],
    apiVersions: [apiVersion],
    operations: ['CREATE', 'UPDATE'],
    resources: [resource],
    ...more,
  }
}

/** A ConfigMap in the Namespace of the case. */
export function configMap(name: string, data: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', ...metadata }, data }
}

/** A Deployment in the Namespace of the case. */
export function deployment(name: string, replicas: number, podSpec: JsonObject = {}): JsonObject {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpecOf(podSpec) },
    },
  }
}

/** A Pod in the Namespace of the case. */
export function pod(name: string, podSpec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: podSpecOf(podSpec),
  }
}

/** The spec of a Pod with one container that asks for nothing. */
export function podSpecOf(spec: JsonObject): JsonObject {
  return { containers: [{ name: 'main', image: 'registry.example.com/main:1' }], ...spec }
}

/** A validation of an expression. */
export function demand(expression: string, more: JsonObject = {}): JsonObject {
  return { expression, ...more }
}
