import { replaceModules, type Recipe } from './recipe.ts'
import { stagingModules } from './kubernetes.ts'

/** The newest that builds as it is published: a later 3.2 lacks a function, 3.3 and later lack a module of their own tree. */
const version = 'v3.2.6'
const module = 'github.com/argoproj/argo-cd/v3'

/** What its go.mod replaces. */
const replaced: Readonly<Record<string, string>> = {
  'github.com/golang/protobuf': 'v1.5.4',
  'github.com/grpc-ecosystem/grpc-gateway': 'v1.16.0',
  'golang.org/x/tools': 'v0.35.0',
  'gopkg.in/yaml.v2': 'v2.4.0',
  'gopkg.in/yaml.v3': 'v3.0.1',
  ...Object.fromEntries(stagingModules.map((each) => [`k8s.io/${each}`, 'v0.34.0'])),
}

/** Its programs without the API server, whose pages are in no module; the first argument names one. */
const main = `package main

import (
	"os"

	"github.com/spf13/cobra"
	"k8s.io/klog/v2"

	controller "${module}/cmd/argocd-application-controller/commands"
	applicationset "${module}/cmd/argocd-applicationset-controller/commands"
	cmpserver "${module}/cmd/argocd-cmp-server/commands"
	reposerver "${module}/cmd/argocd-repo-server/commands"
	"${module}/util/log"
)

var programs = map[string]func() *cobra.Command{
	"application-controller":    controller.NewCommand,
	"applicationset-controller": applicationset.NewCommand,
	"cmp-server":                cmpserver.NewCommand,
	"repo-server":               reposerver.NewCommand,
}

func main() {
	klog.SetLogger(log.NewLogrusLogger(log.NewWithCurrentConfig()))
	command := programs[os.Args[1]]()
	command.SetArgs(os.Args[2:])
	if command.Execute() != nil {
		os.Exit(1)
	}
}
`

const goMod = `module fedrender.dev/e2e/argocd

go 1.25.5

require ${module} ${version}
${replaceModules(replaced)}`

/** Argo CD. */
export const argocd: readonly Recipe[] = [
  {
    name: 'argocd-crds',
    version,
    copy: {
      module,
      paths: ['application', 'applicationset', 'appproject'].map((each) => `manifests/crds/${each}-crd.yaml`),
    },
  },
  {
    name: 'argocd',
    version,
    build: { files: { 'go.mod': goMod, 'main.go': main }, package: '.', linkFlags: '-s -w' },
  },
]
