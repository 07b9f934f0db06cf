import type { RenderConfig } from '../../model/render-config.ts'

/**
 * The settings by which the sources of a wave's commit are compiled: its own where they say what sources mean, and those of
 * what is rendered where they judge it, deliver it, or name where it goes. A commit that was let through by a check that
 * is stricter by now is judged by the stricter one.
 */
export function configAtCommit(rendered: RenderConfig, atCommit: RenderConfig): RenderConfig {
  const { sources: _, defaultNamespace: _namespace, observed: _observed, ...judging } = rendered
  const { sources, defaultNamespace, observed } = atCommit
  const { systemNamespace, builtinTypes, templateAnnotations, retainReplicas, scheduling } = atCommit
  return {
    ...judging,
    systemNamespace,
    builtinTypes,
    templateAnnotations,
    retainReplicas,
    scheduling,
    ...(sources && { sources }),
    ...(defaultNamespace !== undefined && { defaultNamespace }),
    ...(observed && { observed }),
  }
}
