import { quote } from '../../../../text/quote.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther, type Refusal } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'
import { textsOf } from '../texts-of.ts'

/**
 * What a Service was given when it was created. The API server puts its own address in place of one that is absent, so
 * that only what is written on both sides can be compared, and `None`, which it never chooses.
 */
export const serviceImmutable: RiskRule = createImmutableRule({
  name: 'service-immutable',
  about:
    'The API server refuses to change the addresses and primary IP family of a Service other than an `ExternalName`, its `healthCheckNodePort`, and the `loadBalancerClass` of a LoadBalancer, and to make a headless Service a `NodePort` or `LoadBalancer`.',
  citation: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec',
  kinds: ['Service'],
  refusals: ({ base, head }) => {
    const [before, after] = [readService(base), readService(head)]
    if (before.type === 'ExternalName' || after.type === 'ExternalName') return []
    return [
      ...refuseAddresses(before, after),
      ...refuseFamilies(before, after),
      ...refuseHeadless(before, after),
      ...refuseLoadBalancer(base, head),
    ]
  },
})

interface ServiceFields {
  readonly type: string
  /** Those that are written, the primary one first. */
  readonly addresses: readonly string[]
  readonly families: readonly string[]
  readonly isHeadless: boolean
  readonly isSingleStack: boolean
}

function readService(service: JsonObject): ServiceFields {
  const type = atPointer(service, '/spec/type')
  const address = atPointer(service, '/spec/clusterIP')
  const addresses = textsOf(atPointer(service, '/spec/clusterIPs'))
  const written = addresses.length > 0 ? addresses : textsOf([address ?? '']).filter((each) => each !== '')
  return {
    type: typeof type === 'string' && type !== '' ? type : 'ClusterIP',
    addresses: written,
    isHeadless: written[0] === 'None',
    families: textsOf(atPointer(service, '/spec/ipFamilies')),
    isSingleStack: atPointer(service, '/spec/ipFamilyPolicy') === 'SingleStack',
  }
}

/** An address may be added after the primary one, and taken away again with the policy SingleStack. */
function refuseAddresses(before: ServiceFields, after: ServiceFields): readonly Refusal[] {
  const [from, to] = [before.addresses, after.addresses]
  const pointers = ['/spec/clusterIP', '/spec/clusterIPs']
  if (from.length === 0) {
    const what = 'become headless after it has got a clusterIP'
    return to[0] === 'None' ? [{ pointers, what }] : []
  }
  const index = to.findIndex((each, position) => position < from.length && each !== from[position])
  if (index >= 0) {
    const [old, other] = [from, to].map((each) => quote(each[index] ?? ''))
    return [{ pointers, what: `change its clusterIP from ${old} to ${other}` }]
  }
  if (to.length === 0 || to.length >= from.length || after.isSingleStack) return []
  return [{ pointers, what: 'release its second clusterIP without ipFamilyPolicy SingleStack' }]
}

/** A headless Service may have any, and so may one that is about to be headless or not to be. */
function refuseFamilies(before: ServiceFields, after: ServiceFields): readonly Refusal[] {
  if (before.isHeadless || after.isHeadless) return []
  const [from, to] = [before.families, after.families]
  const pointers = ['/spec/ipFamilies']
  const index = to.findIndex((each, position) => position < from.length && each !== from[position])
  if (index >= 0) {
    const [old, other] = [from, to].map((each) => quote(each[index] ?? ''))
    return [{ pointers, what: `change its IP family from ${old} to ${other}` }]
  }
  if (to.length === 0 || to.length >= from.length || after.isSingleStack) return []
  return [{ pointers, what: 'release its second IP family without ipFamilyPolicy SingleStack' }]
}

/** The absent address of a headless Service stays `None`, which these types do not allow. */
function refuseHeadless(before: ServiceFields, after: ServiceFields): readonly Refusal[] {
  const staysHeadless = before.isHeadless && (after.isHeadless || after.addresses.length === 0)
  if (!staysHeadless || (after.type !== 'NodePort' && after.type !== 'LoadBalancer')) return []
  return [{ pointers: ['/spec/type'], what: `become a ${after.type} while its clusterIP stays "None"` }]
}

function refuseLoadBalancer(base: JsonObject, head: JsonObject): readonly Refusal[] {
  const [from, to] = [base, head].map((service) => atPointer(service, '/spec'))
  if (atPointer(from, '/type') !== 'LoadBalancer' || atPointer(to, '/type') !== 'LoadBalancer') return []
  const classes = refuseOther(
    '/spec/loadBalancerClass',
    atPointer(from, '/loadBalancerClass'),
    atPointer(to, '/loadBalancerClass'),
  )
  const isLocal = [from, to].every((spec) => atPointer(spec, '/externalTrafficPolicy') === 'Local')
  const [port, otherPort] = [from, to].map((spec) => atPointer(spec, '/healthCheckNodePort'))
  if (!isLocal || !port || !otherPort) return classes
  return [...classes, ...refuseOther('/spec/healthCheckNodePort', port, otherPort)]
}
