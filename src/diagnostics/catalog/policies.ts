import { listSome } from '../../text/list-some.ts'
import { quote } from '../../text/quote.ts'
import { wordsOf, type ServerWords } from './kubernetes.ts'

/** What the admission of API servers says of an object: ValidatingAdmissionPolicies, and Pod Security Admission. */
export const policiesCatalog = {
  'policy-refused': {
    severity: 'error' as const,
    about:
      "A ValidatingAdmissionPolicy that a cluster has refuses an object, by Kubernetes' own code; also one that cannot be evaluated and whose `failurePolicy` is `Fail`.",
    message: (p: ServerWords): string => `${p.servers} will refuse this ${p.kind}: ${wordsOf(p)}.`,
    hint: (): string => policyHint,
  },
  'policy-warning': {
    severity: 'warning' as const,
    about: 'A ValidatingAdmissionPolicy that a cluster has warns of an object, as its binding asks.',
    message: (p: ServerWords): string => `${p.servers} will warn of this ${p.kind}: ${wordsOf(p)}.`,
    hint: (): string => policyHint,
  },
  'policy-note': {
    severity: 'info' as const,
    about:
      'A ValidatingAdmissionPolicy that a cluster has writes something of an object to the audit log, as its binding or its audit annotations ask.',
    message: (p: ServerWords): string => `${p.servers} will audit this ${p.kind}: ${wordsOf(p)}.`,
  },
  'policy-unknown': {
    severity: 'info' as const,
    about:
      'A ValidatingAdmissionPolicy concerns an object and asks what only a running cluster knows: its authorizer, who applies the object, a Namespace or a type that is not known here. It is not evaluated.',
    message: (p: ServerWords): string =>
      `${p.servers} alone ${p.servers.startsWith('The API servers') ? 'know' : 'knows'} whether this ${p.kind} is taken: ${wordsOf(p)}.`,
  },
  'pod-security-refused': {
    severity: 'error' as const,
    about:
      'Pod Security Admission refuses a Pod by the level that its Namespace enforces, or a Namespace for its labels.',
    message: (p: ServerWords): string => `${p.servers} will refuse this ${p.kind}: ${wordsOf(p)}.`,
    hint: (p: ServerWords): string => podSecurityHint(p, 'enforce'),
  },
  'pod-security-pods-refused': {
    severity: 'warning' as const,
    about:
      'An API server takes a Deployment, or another object that makes Pods, and Pod Security Admission refuses all of its Pods: nothing of it will run.',
    message: (p: ServerWords): string =>
      `${p.servers} will take this ${p.kind} and refuse its Pods, so that none of them runs: ${wordsOf(p)}.`,
    hint: (p: ServerWords): string => podSecurityHint(p, 'enforce'),
  },
  'pod-security-warning': {
    severity: 'warning' as const,
    about: 'Pod Security Admission warns of an object by the level that its Namespace warns of.',
    message: (p: ServerWords): string => `${p.servers} will warn of this ${p.kind}: ${wordsOf(p)}.`,
    hint: (p: ServerWords): string => podSecurityHint(p, 'warn'),
  },
  'pod-security-note': {
    severity: 'info' as const,
    about:
      'Pod Security Admission writes to the audit log that an object violates the level which its Namespace audits.',
    message: (p: ServerWords): string => `${p.servers} will audit this ${p.kind}: ${wordsOf(p)}.`,
  },
  'policies-unchecked': {
    severity: 'warning' as const,
    about:
      'Clusters have ValidatingAdmissionPolicies, and there is no code of their version of Kubernetes that evaluates them.',
    message: (p: { clusters: readonly string[] }): string =>
      `The policies of ${listSome(p.clusters.map(quote), 5)} are not evaluated: there is no code of the version of Kubernetes there.`,
    hint: (): string => 'Install the package of that version, and name the version of each cluster.',
  },
  'policy-replaced': {
    severity: 'warning' as const,
    about:
      'Clusters get a ValidatingAdmissionPolicy, or a binding, from here, and `--policy` has another one of its name, which is evaluated in its place.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} that ${listSome(p.clusters.map(quote), 5)} ${p.clusters.length === 1 ? 'gets' : 'get'} from here is not evaluated: --policy has another one of its name.`,
    hint: (): string => 'Give one of them another name, or leave it out of --policy.',
  },
  'policy-file-ignored': {
    severity: 'warning' as const,
    about: 'What `--policy` names has no effect in any cluster.',
    message: (p: { kind: string; name: string; reason: string }): string =>
      `${p.kind === '' ? 'An object' : `The ${p.kind}`} ${quote(p.name)} of --policy has no effect: it ${p.reason}.`,
    hint: (): string =>
      'Take it out of the directory, or add what gives it an effect: a policy needs a binding, a binding its policy, a parameter a policy with its kind.',
  },
}

const policyHint = 'Change the object, or the policy, or what its binding selects.'

function podSecurityHint({ kind }: ServerWords, mode: 'enforce' | 'warn'): string {
  return kind === 'Namespace'
    ? 'Correct the labels pod-security.kubernetes.io/* of the Namespace.'
    : `Change ${kind === 'Pod' ? 'the Pod' : 'the template of the Pods'}, or the label pod-security.kubernetes.io/${mode} of its Namespace.`
}
