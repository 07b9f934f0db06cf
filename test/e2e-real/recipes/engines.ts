import type { Recipe } from './recipe.ts'

/** Engines of policies of other kinds, which read what `render --stdout --unique` writes, and what checks objects by schemas. */
export const engines: readonly Recipe[] = [
  { name: 'conftest', version: 'v0.56.0', install: 'github.com/open-policy-agent/conftest' },
  { name: 'kubeconform', version: 'v0.8.0', install: 'github.com/yannh/kubeconform/cmd/kubeconform' },
]
