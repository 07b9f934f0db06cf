import { argocd } from './argocd.ts'
import { dnsServers } from './dns.ts'
import { engines } from './engines.ts'
import { flux } from './flux.ts'
import { kubefed } from './kubefed.ts'
import { controllers, controlPlane, otherApiServers } from './kubernetes.ts'
import { readers } from './readers.ts'
import type { Recipe } from './recipe.ts'

/** The programs that most tests need, the quickest to build first. */
export const recipes: readonly Recipe[] = [...readers, ...controlPlane, ...dnsServers]

/** The programs that deliver, API servers of other versions, KubeFed itself, and engines of policies, each of which takes minutes to build. */
export const agentRecipes: readonly Recipe[] = [
  ...controllers,
  ...otherApiServers,
  ...kubefed,
  ...flux,
  ...argocd,
  ...engines,
]
