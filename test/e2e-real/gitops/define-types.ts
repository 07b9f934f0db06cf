import type { ApiServer } from '../control-plane.ts'
import { eventually } from './eventually.ts'

/** Applies files of CustomResourceDefinitions and waits until the server knows their types. */
export async function defineTypes(server: ApiServer, ...files: readonly string[]): Promise<void> {
  for (const file of files) server.kubectl(['apply', '--server-side', '--filename', file])
  const wait = ['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all']
  // It fails for a definition that has no condition yet.
  await eventually('all types', async () => server.tryKubectl(wait).done || undefined)
}
