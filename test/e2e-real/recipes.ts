import { readFileSync } from 'node:fs'

/** How a program, or a file for one, is made from Go modules of fixed versions: in one of three ways. */
export interface Recipe {
  readonly name: string
  readonly version: string
  /** The package to install as it stands. */
  readonly install?: string
  /** A small main of ours. */
  readonly build?: {
    /** Files of the module that is built, by name. */
    readonly files: Readonly<Record<string, string>>
    readonly linkFlags: string
  }
  /** A file of a module. */
  readonly copy?: { readonly module: string; readonly path: string }
}

const kubernetes = '1.34.4'
const staging = kubernetes.replace(/^1\./, 'v0.')

/** The staging modules of Kubernetes, whose versions go.mod of k8s.io/kubernetes leaves to its own tree. */
const stagingModules = [
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

const serverMain = `package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() { os.Exit(cli.Run(app.NewAPIServerCommand())) }
`

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

/** Reads a stream of lines, each a YAML text as a JSON string, and prints each one's value as go-yaml has it. */
const readerMain = (importPath: string, decode: string): string => `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	yaml "${importPath}"
)

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := lines.ReadBytes('\\n')
		if len(line) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			${decode}
		}
		if err != nil {
			return
		}
	}
}
`

const requireModules = (name: string, ...required: readonly string[]): string =>
  `module fedrender.dev/e2e/${name}\n\ngo 1.24.0\n\n${required.map((each) => `require ${each}\n`).join('')}`

/** Every program that the tests may need, the quickest to build first. */
export const recipes: readonly Recipe[] = [
  {
    name: 'read-yaml-v2',
    version: 'sigs.k8s.io/yaml v1.6.0',
    build: {
      files: {
        'go.mod': requireModules('read-yaml-v2', 'sigs.k8s.io/yaml v1.6.0'),
        'main.go': readerMain(
          'sigs.k8s.io/yaml',
          `if read, err := yaml.YAMLToJSONStrict([]byte(text)); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else {
				fmt.Fprintf(out, "%s\\n", read)
			}`,
        ),
      },
      linkFlags: '',
    },
  },
  {
    name: 'read-yaml-v3',
    version: 'gopkg.in/yaml.v3 v3.0.1',
    build: {
      files: {
        'go.mod': requireModules('read-yaml-v3', 'gopkg.in/yaml.v3 v3.0.1'),
        'main.go': readerMain(
          'gopkg.in/yaml.v3',
          `var value any
			if err := yaml.Unmarshal([]byte(text), &value); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else if read, err := json.Marshal(value); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else {
				fmt.Fprintf(out, "%s\\n", read)
			}`,
        ),
      },
      linkFlags: '',
    },
  },
  {
    name: 'read-apimachinery',
    version: staging,
    build: {
      files: {
        'go.mod': requireModules(
          'read-apimachinery',
          `k8s.io/apimachinery ${staging}`,
          'sigs.k8s.io/yaml v1.6.0',
        ),
        'main.go': readFileSync(new URL('read-apimachinery.go', import.meta.url), 'utf8'),
      },
      linkFlags: '',
    },
  },
  { name: 'kustomize', version: 'v5.8.1', install: 'sigs.k8s.io/kustomize/kustomize/v5' },
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
  {
    name: 'kube-apiserver',
    version: kubernetes,
    build: {
      files: {
        'go.mod':
          requireModules('kube-apiserver', `k8s.io/kubernetes v${kubernetes}`) +
          stagingModules.map((each) => `\nreplace k8s.io/${each} => k8s.io/${each} ${staging}\n`).join(''),
        'main.go': serverMain,
      },
      linkFlags,
    },
  },
  { name: 'coredns', version: 'v1.12.4', install: 'github.com/coredns/coredns' },
  {
    name: 'dnsendpoint-crd',
    version: 'v0.21.0',
    copy: {
      module: 'sigs.k8s.io/external-dns',
      path: 'config/crd/standard/dnsendpoints.externaldns.k8s.io.yaml',
    },
  },
  { name: 'external-dns', version: 'v0.21.0', install: 'sigs.k8s.io/external-dns' },
  // The last that reads DNSEndpoints of KubeFed's group.
  { name: 'external-dns-0.20', version: 'v0.20.0', install: 'sigs.k8s.io/external-dns' },
]
