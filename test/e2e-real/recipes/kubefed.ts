import { requireModules, type Recipe } from './recipe.ts'

const version = 'v0.10.0'
const module = 'sigs.k8s.io/kubefed'

/** A program of KubeFed, unchanged; `go install` refuses its module for what that excludes and replaces. */
function program(name: string): Recipe {
  const files = { 'go.mod': requireModules('kubefed', `${module} ${version}`) }
  return {
    name: `kubefed-${name}`,
    version,
    build: { files, package: `${module}/cmd/${name}`, linkFlags: '-s -w' },
  }
}

/** Files of KubeFed's chart, for the host cluster. */
function chart(name: string, ...paths: readonly string[]): Recipe {
  return { name, version, copy: { module, paths: paths.map((path) => `charts/kubefed/${path}`) } }
}

/** KubeFed itself: its controllers, its command line, and what its chart puts on the host cluster. */
export const kubefed: readonly Recipe[] = [
  chart('kubefed-crds', 'crds/crds.yaml', 'charts/controllermanager/crds/crds.yaml'),
  chart('kubefed-types', 'templates/federatedtypeconfig.yaml'),
  program('controller-manager'),
  program('kubefedctl'),
]
