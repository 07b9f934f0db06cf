/** The group of the Gateway API (sigs.k8s.io/gateway-api). */
export const gatewayGroup = 'gateway.networking.k8s.io'

/** The kinds of routes that have host names; TCPRoute and UDPRoute have none. */
export const hostRouteKinds: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute'])
