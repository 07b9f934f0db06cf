import { childPointer } from '../../../json/pointer.ts'
import { builtinTypes } from '../../../kubefed/builtin-types.ts'
import { compareVersions } from '../../../text/compare-versions.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import { added, describeAdded, findChanged } from './find-changed.ts'
import type { Safeguard, WeakerValue } from './safeguard.ts'
import { agentSettings, followedSettings, limitingSettings } from './weaker-delivery.ts'
import { graverSeverities, weakerSeverities } from './weaker-severities.ts'
import { weakerTenants } from './weaker-tenants.ts'

/**
 * Every setting of `fedrender.yaml` by which a change could weaken a check that judges it. Where the stricter value of
 * base and change can judge, it does; everything else takes a reviewer, and is reported so that one looks at it.
 */
export const safeguards: readonly Safeguard[] = [
  {
    settings: ['severities'],
    judge: 'stricter',
    weakerWhen: 'a code weighs less, by name or because it is left out',
    effect: 'what the code reports may be merged from then on',
    find: weakerSeverities,
    stricter: graverSeverities,
  },
  {
    settings: ['prune.maxClusters'],
    judge: 'stricter',
    weakerWhen: 'it rises',
    effect: 'one object may vanish from more clusters without approval',
    find: findChanged('/prune/maxClusters', ({ prune }) => prune.maxClusters, rises),
    stricter: (base, head) => ({
      prune: { ...head.prune, maxClusters: Math.min(base.prune.maxClusters, head.prune.maxClusters) },
    }),
  },
  {
    settings: ['prune.maxFraction'],
    judge: 'stricter',
    weakerWhen: 'it rises',
    effect: 'more of the files of a cluster may vanish without approval',
    find: findChanged('/prune/maxFraction', ({ prune }) => prune.maxFraction, rises),
    stricter: (base, head) => ({
      prune: { ...head.prune, maxFraction: Math.min(base.prune.maxFraction, head.prune.maxFraction) },
    }),
  },
  {
    settings: ['checks.kubernetes'],
    judge: 'stricter',
    weakerWhen: 'less is checked: `structural` in place of `server`, or `off`',
    effect: 'objects that API servers refuse may be merged',
    find: findChanged('/checks/kubernetes', ({ checks }) => checks.kubernetes, checksLess),
    stricter: (base, head) => ({
      checks: checksLess(base.checks.kubernetes, head.checks.kubernetes) ? base.checks : head.checks,
    }),
  },
  {
    settings: ['approvePrune'],
    rule: 'prune-approved',
    judge: 'review',
    weakerWhen: 'it has one more digest, which is how a change asks its reviewers for that approval',
    effect: 'the set of files of that digest may be deleted',
    find: approvedPrunes,
  },
  {
    settings: ['dns.shareHosts'],
    judge: 'stricter',
    weakerWhen: 'it becomes true',
    effect: 'one IngressDNSRecord may add its addresses to a host of another',
    find: findChanged(
      '/dns/shareHosts',
      ({ dns }) => dns.shareHosts,
      (_, head) => head === true,
    ),
    stricter: (base, head) => ({
      dns: { ...head.dns, shareHosts: base.dns.shareHosts && head.dns.shareHosts },
    }),
  },
  {
    settings: ['tenants'],
    judge: 'stricter',
    weakerWhen: 'a tenant gets a right, is new, loses sources that others may share, or none is left',
    effect: 'its sources may declare what the base denies them',
    find: weakerTenants,
  },
  {
    settings: ['invariants'],
    judge: 'stricter',
    weakerWhen:
      'one is gone, or has another `expression`, `objects`, `severity` or `accepted`; the same of a FleetInvariant in a file',
    effect: 'what violates it may be merged from then on',
    // Those of files count too, which a configuration does not know: `findWeakerInvariants` compares all.
    find: () => [],
  },
  {
    settings: ['requiredVersion'],
    judge: 'stricter',
    weakerWhen: 'it is lower or gone',
    effect: 'a version of fedrender that lacks checks may judge and render this repository',
    find: findChanged('/requiredVersion', ({ requiredVersion }) => requiredVersion, isLower),
  },
  {
    settings: ['sources'],
    judge: 'review',
    weakerWhen: 'it lacks a glob of the base, or excludes where the base excludes nothing',
    effect: 'files that were sources are neither read nor checked, and what they declare vanishes',
    find: findChanged('/sources', ({ sources }) => sources, lacksSources),
  },
  {
    settings: ['output'],
    judge: 'review',
    weakerWhen: 'it changes',
    effect: 'the files that stay in the directory that agents read are no longer compared with anything',
    find: findChanged('/output', ({ output }) => output),
  },
  {
    settings: ['observed'],
    judge: 'review',
    weakerWhen: 'it changes',
    effect: 'other files describe what runs in the clusters, or are no longer sources',
    find: findChanged(
      '/observed',
      ({ observed }) => observed,
      () => true,
    ),
  },
  {
    settings: ['systemNamespace'],
    judge: 'review',
    weakerWhen: 'it changes',
    effect: 'another control plane counts, with its clusters, types and feature gates',
    find: findChanged('/systemNamespace', ({ systemNamespace }) => systemNamespace),
  },
  {
    settings: ['defaultNamespace'],
    judge: 'review',
    weakerWhen: 'it is set, or set to another namespace',
    effect: 'an object that names no namespace gets one, where it was an error or had another',
    find: findChanged(
      '/defaultNamespace',
      ({ defaultNamespace }) => defaultNamespace,
      (_, head) => head !== undefined,
    ),
  },
  {
    settings: ['builtinTypes'],
    judge: 'review',
    weakerWhen: 'it lacks a type that counts in the base',
    effect: 'another FederatedTypeConfig, or none, decides what becomes of the objects of that type',
    find: findChanged(
      '/builtinTypes',
      countedTypes,
      (base, head) => added(texts(head), texts(base)).length > 0,
    ),
  },
  {
    settings: ['templateAnnotations'],
    judge: 'review',
    weakerWhen: 'it becomes `keep`',
    effect: 'annotations of templates reach the clusters, those that agents and controllers obey too',
    find: findChanged(
      '/templateAnnotations',
      ({ templateAnnotations }) => templateAnnotations,
      (_, head) => head === 'keep',
    ),
  },
  {
    settings: ['retainReplicas'],
    judge: 'review',
    weakerWhen: 'it becomes `render`',
    effect: 'replicas that the clusters scale are set back to those of the template',
    find: findChanged(
      '/retainReplicas',
      ({ retainReplicas }) => retainReplicas,
      (_, head) => head === 'render',
    ),
  },
  {
    settings: ['clusters'],
    judge: 'review',
    weakerWhen: 'a version of Kubernetes that the base sets is changed or removed',
    effect: 'what the cluster gets is validated by another version of Kubernetes',
    find: otherVersions,
  },
  {
    settings: ['foreignFiles'],
    judge: 'stricter',
    weakerWhen: 'it has one more glob',
    effect: 'files that fedrender did not write may be where agents apply them',
    find: findChanged(
      '/foreignFiles',
      ({ foreignFiles }) => foreignFiles,
      (base, head) => added(texts(base), texts(head)).length > 0,
    ),
  },
  {
    settings: ['waves.label', 'waves.order', 'waves.unlisted'],
    judge: 'review',
    weakerWhen: 'it changes or is gone',
    effect: 'clusters get what no promotion has let through',
    find: findChanged('/waves', waveOrder),
  },
  agentSettings,
  followedSettings,
  limitingSettings,
]

function rises(base: unknown, head: unknown): boolean {
  return Number(head) > Number(base)
}

const checkLevels: readonly unknown[] = ['off', 'structural', 'server']

function checksLess(base: unknown, head: unknown): boolean {
  return checkLevels.indexOf(head) < checkLevels.indexOf(base)
}

function isLower(base: unknown, head: unknown): boolean {
  if (typeof base !== 'string') return false
  return typeof head !== 'string' || compareVersions(head, base) < 0
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Without a list every file is a source. */
function lacksSources(base: unknown, head: unknown): boolean {
  if (head === undefined) return false
  return base === undefined || added(texts(head), texts(base)).length > 0
}

/** The setting as it is written, without its places, which any edit of the file changes. */
function waveOrder({ waves }: RenderConfig): unknown {
  return waves && { ...waves, at: undefined }
}

function countedTypes({ builtinTypes: counted }: RenderConfig): readonly string[] {
  if (typeof counted !== 'boolean') return [...counted].sort()
  return counted ? builtinTypes.map(({ name }) => name).sort() : []
}

function approvedPrunes(base: RenderConfig, head: RenderConfig): readonly WeakerValue[] {
  const digests = added(base.approvePrune, head.approvePrune)
  return digests.length === 0 ? [] : [{ pointer: '/approvePrune', change: describeAdded(digests) }]
}

function otherVersions(base: RenderConfig, head: RenderConfig): readonly WeakerValue[] {
  return [...base.clusters].flatMap(([name]) => {
    const read = (config: RenderConfig): unknown => config.clusters.get(name)?.kubernetesVersion
    return findChanged(`${childPointer('/clusters', name)}/kubernetesVersion`, read)(base, head)
  })
}
