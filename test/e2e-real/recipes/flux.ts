import { replaceModules, requireModules, type Recipe } from './recipe.ts'

/** The newest of Flux's controllers that Go 1.26 builds. */
const version = 'v1.9.6'

/** What the go.mod of a controller replaces. */
const replaced: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kustomize-controller': {
    'github.com/opencontainers/go-digest': 'v1.0.1-0.20220411205349-bde1400a84be',
    'sigs.k8s.io/kustomize/api': 'v0.21.1',
    'sigs.k8s.io/kustomize/kyaml': 'v0.21.1',
  },
  'source-controller': {
    'github.com/opencontainers/go-digest': 'v1.0.1-0.20220411205349-bde1400a84be',
    // The version that it names itself is not to be had everywhere.
    'github.com/fluxcd/pkg/artifact': 'v0.18.0',
  },
}

/** A controller, whose package is the root of its module. */
function controller(name: string): Recipe {
  const module = `github.com/fluxcd/${name}`
  const lines = [
    `module fedrender.dev/e2e/${name}`,
    'go 1.26.0',
    `require ${module} ${version}`,
    `tool ${module}`,
  ]
  const goMod = `${lines.join('\n\n')}\n${replaceModules(replaced[name] ?? {})}`
  return { name, version, build: { files: { 'go.mod': goMod }, package: module, linkFlags: '-s -w' } }
}

/** The CustomResourceDefinitions of a controller. */
function definitions(name: string, group: string, ...types: readonly string[]): Recipe {
  const paths = types.map((each) => `config/crd/bases/${group}.toolkit.fluxcd.io_${each}.yaml`)
  return { name: `${name}-crds`, version, copy: { module: `github.com/fluxcd/${name}`, paths } }
}

const sourceTypes =
  'gitrepositories ocirepositories buckets helmrepositories helmcharts externalartifacts'.split(' ')

/** The newest command line of the same release. */
const cliVersion = 'v2.9.5'
const cli = 'github.com/fluxcd/flux2/v2'

/**
 * The command line. Its module lacks the manifests that `flux install` applies and a script makes, so that it does not build as it is
 * published; no test installs anything by it.
 */
const commandLine: Recipe = {
  name: 'flux',
  version: cliVersion,
  build: {
    files: {
      'go.mod': `module fedrender.dev/e2e/flux

go 1.26.0

require ${cli} ${cliVersion}

tool ${cli}/cmd/flux
${replaceModules({ 'gopkg.in/yaml.v3': 'v3.0.1' })}
replace ${cli} => ./flux2
`,
    },
    package: `${cli}/cmd/flux`,
    completed: {
      module: `${cli}@${cliVersion}`,
      directory: 'flux2',
      files: { 'cmd/flux/manifests/none.yaml': '' },
    },
    linkFlags: '-s -w',
  },
}

const registryVersion = 'v0.21.6'

/** A registry in memory; the first argument is its address. */
const registry: Recipe = {
  name: 'oci-registry',
  version: registryVersion,
  build: {
    files: {
      'go.mod': requireModules('oci-registry', `github.com/google/go-containerregistry ${registryVersion}`),
      'main.go': `package main

import (
	"log"
	"net/http"
	"os"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() { log.Fatal(http.ListenAndServe(os.Args[1], registry.New())) }
`,
    },
    linkFlags: '-s -w',
  },
}

/** The two controllers of Flux that fedrender's objects are for, and what pushes and holds artifacts. */
export const flux: readonly Recipe[] = [
  definitions('source-controller', 'source', ...sourceTypes),
  definitions('kustomize-controller', 'kustomize', 'kustomizations'),
  controller('kustomize-controller'),
  controller('source-controller'),
  registry,
  commandLine,
]
