import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { connectionFaults } from '../../../src/stages/validate/cluster-connection.ts'

function faultsOf(spec: Json): readonly string[] {
  return connectionFaults(spec).map((each) => each.pointer)
}

describe('connectionFaults', () => {
  it.each([
    'example.com',
    'example.com:6443',
    'https://example.com:6443/path',
    'http://10.0.0.1',
    '10.0.0.1:443',
    'https://[::1]:6443',
  ])('takes the endpoint %s', (apiEndpoint) => expect(faultsOf({ apiEndpoint })).toStrictEqual([]))

  it.each([
    'ftp://example.com',
    'example.com:99999',
    'https://',
    'a_b.example.com',
    'https://xxx.xxx.113.113:6443',
    'a b',
  ])('refuses the endpoint %s', (apiEndpoint) =>
    expect(faultsOf({ apiEndpoint })).toStrictEqual(['/spec/apiEndpoint']),
  )

  it.each<[Json, readonly string[]]>([
    [{ proxyURL: 'http://p:1' }, []],
    [{ proxyURL: 'https://p' }, []],
    [{ proxyURL: 'socks5://p:1080' }, []],
    [{ proxyURL: 'socks4://p' }, ['/spec/proxyURL']],
    [{ proxyURL: 'p:1' }, ['/spec/proxyURL']],
    [{ secretRef: { name: 'a-b' } }, []],
    [{ secretRef: { name: 'A_b' } }, ['/spec/secretRef/name']],
    [{ disabledTLSValidations: ['*'] }, []],
    [{ disabledTLSValidations: ['SubjectName', 'ValidityPeriod'] }, []],
    [{ disabledTLSValidations: ['*', 'SubjectName'] }, ['/spec/disabledTLSValidations']],
    [null, []],
  ])("judges %j as KubeFed's webhook does", (spec, faults) => expect(faultsOf(spec)).toStrictEqual(faults))
})
