import { replaceModules, requireModules, type Recipe } from './recipe.ts'

const kubernetes = '1.34.4'
/** The version of the staging modules. */
export const staging: string = stagingOf(kubernetes)

/** The versions of the API servers that packages of Kubernetes' own code are compared with, by minor version. */
export const comparedVersions: ReadonlyMap<number, string> = new Map([
  [30, '1.30.14'],
  [32, '1.32.13'],
  [34, kubernetes],
  [37, '1.37.2'],
])

/** The staging modules of all versions of Kubernetes that are built, whose versions go.mod of k8s.io/kubernetes leaves to its own tree. */
export const stagingModules: readonly string[] = [
  'api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap',
  'code-generator component-base component-helpers controller-manager cri-api cri-client cri-streaming',
  'csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator',
  'kube-controller-manager kube-proxy kube-scheduler kubectl kubelet legacy-cloud-providers metrics mount-utils',
  'pod-security-admission sample-apiserver sample-cli-plugin sample-controller streaming',
]
  .join(' ')
  .split(' ')

/** kubectl cannot parse the version of a server that was built without one. */
function linkFlags(version: string): string {
  return [
    `-X k8s.io/component-base/version.gitVersion=v${version}`,
    '-X k8s.io/component-base/version.gitMajor=1',
    `-X k8s.io/component-base/version.gitMinor=${version.split('.')[1]}`,
  ].join(' ')
}

function stagingOf(version: string): string {
  return version.replace(/^1\./, 'v0.')
}

/** The name of the API server of a minor version: that of the version of all other programs has no number in it. */
export function apiServerOf(minor: number): string {
  return comparedVersions.get(minor) === kubernetes ? 'kube-apiserver' : `kube-apiserver-1.${minor}`
}

/** A server of k8s.io/kubernetes, whose program is kept under a name. */
function server(program: string, command: string, name = program, version = kubernetes): Recipe {
  const main = `package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubernetes/cmd/${program}/app"
)

func main() { os.Exit(cli.Run(app.${command}())) }
`
  const modules = stagingModules.map((each) => [`k8s.io/${each}`, stagingOf(version)])
  const goMod =
    requireModules(name, `k8s.io/kubernetes v${version}`) + replaceModules(Object.fromEntries(modules))
  const files = { 'go.mod': goMod, 'main.go': main }
  return { name, version, build: { files, linkFlags: linkFlags(version) } }
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
      linkFlags: linkFlags(kubernetes),
    },
  },
  server('kube-apiserver', 'NewAPIServerCommand'),
]

/** API servers of other versions, with which only packages of these versions are compared. */
export const otherApiServers: readonly Recipe[] = [...comparedVersions]
  .filter(([, version]) => version !== kubernetes)
  .map(([minor, version]) => server('kube-apiserver', 'NewAPIServerCommand', apiServerOf(minor), version))

/** The controllers of Kubernetes itself. */
export const controllers: readonly Recipe[] = [
  server('kube-controller-manager', 'NewControllerManagerCommand'),
]
