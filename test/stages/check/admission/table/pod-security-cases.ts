import type { JsonObject } from '../../../../../src/model/json.ts'
import { deployment, pod, podSpecOf, policyCase, type PolicyCase } from './policy-case.ts'

const level = 'pod-security.kubernetes.io'
const labels = (modes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(modes).map(([mode, value]) => [`${level}/${mode}`, value]))
const container = (securityContext: JsonObject): JsonObject => ({
  containers: [{ name: 'main', image: 'registry.example.com/main:1', securityContext }],
})
const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}
const pods = [
  pod('plain'),
  pod('restricted', container(restricted)),
  pod('privileged', container({ privileged: true })),
  pod('host', { hostNetwork: true, volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] }),
]
const job = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly', namespace: 'shop' },
  spec: {
    schedule: '0 0 * * *',
    jobTemplate: {
      spec: { template: { spec: podSpecOf({ restartPolicy: 'Never', ...container({ privileged: true }) }) } },
    },
  },
}
const namespace = (modes: Readonly<Record<string, string>>): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'other', labels: labels(modes) },
})

/** What Pod Security Admission says. */
export const podSecurityCases: readonly PolicyCase[] = [
  policyCase('no level', { create: pods }),
  policyCase('privileged is enforced', { labels: labels({ enforce: 'privileged' }), create: pods }),
  policyCase('baseline is enforced', { labels: labels({ enforce: 'baseline' }), create: pods }),
  policyCase('restricted is enforced', { labels: labels({ enforce: 'restricted' }), create: pods }),
  policyCase('restricted of an old version is enforced', {
    labels: labels({ enforce: 'restricted', 'enforce-version': 'v1.18' }),
    create: pods,
  }),
  policyCase('baseline is enforced, restricted is warned of and audited', {
    labels: labels({ enforce: 'baseline', warn: 'restricted', audit: 'restricted' }),
    create: [...pods, deployment('web', 1), job],
  }),
  policyCase('a level that does not exist', {
    labels: {},
    create: [namespace({ enforce: 'restrictd' }), namespace({ enforce: 'baseline' })],
  }),
  policyCase('a version that does not exist', {
    labels: {},
    create: [namespace({ enforce: 'baseline', 'enforce-version': '1.30' })],
  }),
  policyCase('a controller is taken whatever is enforced', {
    labels: labels({ enforce: 'restricted' }),
    create: [deployment('web', 1), job],
  }),
  policyCase('an image is changed where what runs violates the level', {
    labels: labels({ enforce: 'privileged', warn: 'baseline' }),
    update: [
      [
        pod('old', container({ privileged: true })),
        pod('old', {
          containers: [
            { name: 'main', image: 'registry.example.com/main:2', securityContext: { privileged: true } },
          ],
        }),
      ],
    ],
  }),
]
