import { eventually } from '../gitops/eventually.ts'
import { demand } from './api-client.ts'
import { systemNamespace, type LiveKubeFed } from './live-kubefed.ts'

/** The type that is disabled before the fleet is changed. */
export const disabledType = 'jobs.batch'

/**
 * Disables the propagation of a type, and waits until its controllers have ended; `kubefedctl disable` would delete its
 * FederatedTypeConfig too.
 */
export async function disableType({ host }: LiveKubeFed, name: string): Promise<void> {
  const type = ['federatedtypeconfig', name, '--namespace', systemNamespace]
  host.kubectl(['patch', ...type, '--type=merge', '--patch', '{"spec":{"propagation":"Disabled"}}'])
  const path = `/apis/core.kubefed.io/v1beta1/namespaces/${systemNamespace}/federatedtypeconfigs/${name}`
  const read = async (): Promise<unknown> => (await demand(host.address, 'GET', path))['status']
  await eventually(
    `the controllers of ${name} end`,
    async () => {
      const { propagationController } = ((await read()) ?? {}) as { readonly propagationController?: string }
      return propagationController === 'NotRunning' ? true : undefined
    },
    read,
  )
}
