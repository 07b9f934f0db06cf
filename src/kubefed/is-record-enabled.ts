import type { ControlPlane } from '../model/control-plane.ts'
import type { DNSRecord } from '../model/dns-record.ts'

/** Whether the feature gate of a record's kind is on. */
export function isRecordEnabled({ kind }: DNSRecord, controlPlane: ControlPlane): boolean {
  return kind === 'ServiceDNSRecord'
    ? controlPlane.crossClusterServiceDiscovery
    : controlPlane.federatedIngress
}
