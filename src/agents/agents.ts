import type { Agent } from './agent.ts'
import { argocd } from './argocd/argocd.ts'
import { flux } from './flux/flux.ts'

/** Every agent that the output can be handed to. */
export const agents: readonly Agent[] = [argocd, flux]
