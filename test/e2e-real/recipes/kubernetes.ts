import { replaceModules, requireModules, type Recipe } from './recipe.ts'

const kubernetes = '1.34.4'
/** The version of the staging modules. */
export const staging: string = kubernetes.replace(/^1\./, 'v0.')

/** The staging modules of Kubernetes, whose versions go.mod of k8s.io/kubernetes leaves to its own tree. */
export const stagingModules: readonly string[] = [
  'api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap',
  'code-generator component-base component-helpers controller-manager cri-api cri-client csi-translation-lib',
  'dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator kube-controller-manager kube-proxy',
  'kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver sample-cli-plugin',
  'sample-controller',
]
  .join(' ')
  .split(' ')

/** kubectl cannot parse the version of a server that was built without one. */
const linkFlags = [
  `-X k8s.io/component-base/version.gitVersion=v${kubernetes}`,
  '-X k8s.io/component-base/version.gitMajor=1',
  `-X k8s.io/component-base/version.gitMinor=${kubernetes.split('.')[1]}`,
].join(' ')

/** A server of k8s.io/kubernetes. */
function server(name: string, command: string): Recipe {
  const main = `package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubernetes/cmd/${name}/app"
)

func main() { os.Exit(cli.Run(app.${command}())) }
`
  const modules = stagingModules.map((each) => [`k8s.io/${each}`, staging])
  const goMod =
    requireModules(name, `k8s.io/kubernetes v${kubernetes}`) + replaceModules(Object.fromEntries(modules))
  return { name, version: kubernetes, build: { files: { 'go.mod': goMod, 'main.go': main }, linkFlags } }
}

const kubectlMain = `package main

import (
	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
`

/** The programs of a control plane. */
export const controlPlane: readonly Recipe[] = [
  {
    name: 'kubectl',
    version: kubernetes,
    build: {
      files: {
        'go.mod': requireModules('kubectl', `k8s.io/kubectl ${staging}`, `k8s.io/component-base ${staging}`),
        'main.go': kubectlMain,
      },
      linkFlags,
    },
  },
  server('kube-apiserver', 'NewAPIServerCommand'),
]

/** The controllers of Kubernetes itself. */
export const controllers: readonly Recipe[] = [
  server('kube-controller-manager', 'NewControllerManagerCommand'),
]
