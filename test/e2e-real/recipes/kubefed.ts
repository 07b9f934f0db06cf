import { requireModules, type Recipe } from './recipe.ts'

const version = 'v0.10.0'
const module = 'sigs.k8s.io/kubefed'

/**
 * A program of KubeFed, unchanged; `go install` refuses its module for what that excludes and replaces.
 *
 * @param newer modules that it needs in a later version than it requires
 */
function program(name: string, ...newer: readonly string[]): Recipe {
  const files = { 'go.mod': requireModules('kubefed', `${module} ${version}`, ...newer) }
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
  // The version that it requires crashes at `enable -o yaml` where a Go from 1.18 on has built it.
  program('kubefedctl', 'github.com/modern-go/reflect2 v1.0.2'),
]
