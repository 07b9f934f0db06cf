import type { RenderConfig } from '../../../model/render-config.ts'
import type { Safeguard } from './safeguard.ts'
import { findChanged, type ReadSetting } from './find-changed.ts'

type Find = Safeguard['find']

/** A setting that counts only where both sides have its agent; an agent that is gone is reported as a whole. */
function ofBoth(agent: 'argocd' | 'flux', pointer: string, read: ReadSetting, isWeaker?: IsWeaker): Find {
  const find = findChanged(`/delivery/${agent}/${pointer}`, read, isWeaker)
  return (base, head) => (base.delivery[agent] && head.delivery[agent] ? find(base, head) : [])
}

type IsWeaker = Parameters<typeof findChanged>[2]

const anyChange = (): boolean => true

const agents: Find = (base, head) =>
  (['argocd', 'flux'] as const).flatMap((agent) =>
    base.delivery[agent] && !head.delivery[agent]
      ? [{ pointer: `/delivery/${agent}`, setting: `delivery.${agent}`, change: 'is gone' }]
      : [],
  )

/** The settings of agents by which they could follow something that no check of this repository sees. */
export const followedSettings: Safeguard = {
  settings: [
    'delivery.argocd.repoURL',
    'delivery.argocd.targetRevision',
    'delivery.argocd.path',
    'delivery.argocd.destinations',
    'delivery.flux.source.kind',
    'delivery.flux.source.name',
    'delivery.flux.source.namespace',
    'delivery.flux.path',
    'delivery.flux.kubeConfigSecret',
    'delivery.flux.oci.url',
    'delivery.flux.oci.tag',
  ],
  judge: 'review',
  weakerWhen: 'it changes',
  effect: 'an agent follows another place, or delivers to another cluster, than the one that is checked',
  find: all([
    ofBoth('argocd', 'repoURL', (config) => config.delivery.argocd?.repoURL),
    ofBoth('argocd', 'targetRevision', (config) => config.delivery.argocd?.targetRevision),
    ofBoth('argocd', 'path', (config) => config.delivery.argocd?.path, anyChange),
    ofBoth('argocd', 'destinations', (config) => config.delivery.argocd?.destinations, anyChange),
    ofBoth('flux', 'source/kind', (config) => config.delivery.flux?.source.kind),
    ofBoth('flux', 'source/name', (config) => config.delivery.flux?.source.name),
    ofBoth('flux', 'source/namespace', (config) => config.delivery.flux?.source.namespace, anyChange),
    ofBoth('flux', 'path', (config) => config.delivery.flux?.path, anyChange),
    ofBoth('flux', 'kubeConfigSecret', (config) => config.delivery.flux?.kubeConfigSecret, anyChange),
    ofBoth('flux', 'oci/url', (config) => config.delivery.flux?.oci?.url, anyChange),
    ofBoth('flux', 'oci/tag', (config) => config.delivery.flux?.oci?.tag, anyChange),
  ]),
}

/** What limits the agents: projects, waves, and a person who syncs. */
export const limitingSettings: Safeguard = {
  settings: [
    'delivery.argocd.project',
    'delivery.argocd.projects',
    'delivery.argocd.granularity',
    'delivery.argocd.automated',
    'delivery.argocd.waves.label',
    'delivery.argocd.waves.order',
    'delivery.argocd.waves.maxUpdate',
    'delivery.flux.granularity',
  ],
  judge: 'review',
  weakerWhen: 'it changes, `automated` where it becomes true, a wave where there was one',
  effect: 'what an agent may deliver, or how much of the fleet at once, has other limits',
  find: all([
    ofBoth('argocd', 'project', (config) => config.delivery.argocd?.project),
    ofBoth('argocd', 'projects', (config) => config.delivery.argocd?.projects),
    ofBoth('argocd', 'granularity', (config) => config.delivery.argocd?.granularity),
    ofBoth(
      'argocd',
      'automated',
      (config) => config.delivery.argocd?.automated,
      (_, head) => head === true,
    ),
    ofBoth('argocd', 'waves', (config) => config.delivery.argocd?.waves),
    ofBoth('flux', 'granularity', (config) => config.delivery.flux?.granularity),
  ]),
}

/** The agents themselves: for each of them Namespaces are rendered so that it does not delete them. */
export const agentSettings: Safeguard = {
  settings: ['delivery.argocd', 'delivery.flux'],
  judge: 'review',
  weakerWhen: 'it is gone',
  effect:
    'Namespaces lose the annotation that keeps the agent from deleting them, and tenants their AppProjects',
  find: agents,
}

function all(finds: readonly Find[]): Find {
  return (base: RenderConfig, head: RenderConfig) => finds.flatMap((find) => find(base, head))
}
