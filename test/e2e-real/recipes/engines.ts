import { requireModules, type Recipe } from './recipe.ts'

const kyverno = 'v1.13.4'

/** Engines of policies of other kinds, which read what `render --stdout --unique` writes, and what checks objects by schemas. */
export const engines: readonly Recipe[] = [
  { name: 'conftest', version: 'v0.56.0', install: 'github.com/open-policy-agent/conftest' },
  {
    name: 'kyverno',
    version: kyverno,
    build: {
      files: {
        'go.mod': `${requireModules('kyverno', `github.com/kyverno/kyverno ${kyverno}`)}
// What its go.mod replaces.
replace k8s.io/pod-security-admission => github.com/kyverno/pod-security-admission v0.0.0-20240715131510-7fb54a8d376d
`,
      },
      linkFlags: '',
      package: 'github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno',
    },
  },
  { name: 'kubeconform', version: 'v0.8.0', install: 'github.com/yannh/kubeconform/cmd/kubeconform' },
]
