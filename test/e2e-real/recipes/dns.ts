import type { Recipe } from './recipe.ts'

/** What serves DNS names. */
export const dnsServers: readonly Recipe[] = [
  { name: 'coredns', version: 'v1.12.4', install: 'github.com/coredns/coredns' },
  {
    name: 'dnsendpoint-crd',
    version: 'v0.21.0',
    copy: {
      module: 'sigs.k8s.io/external-dns',
      paths: ['config/crd/standard/dnsendpoints.externaldns.k8s.io.yaml'],
    },
  },
  { name: 'external-dns', version: 'v0.21.0', install: 'sigs.k8s.io/external-dns' },
  // The last that reads DNSEndpoints of KubeFed's group.
  { name: 'external-dns-0.20', version: 'v0.20.0', install: 'sigs.k8s.io/external-dns' },
]
