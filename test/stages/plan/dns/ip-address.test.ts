import { describe, expect, it } from 'vitest'
import { formatIPAddress, isPrivateIPAddress, parseIPAddress } from '../../../../src/kubernetes/ip-address.ts'

describe('parseIPAddress', () => {
  it.each([
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4 ',
    '',
    'lb.example.net',
    '1.2.3.-4',
    '0x1.2.3.4',
  ])('takes %j for no address', (text) => expect(parseIPAddress(text)).toBeUndefined())

  it.each([':', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '1:2:3:4:5:6:7:8::', 'fe80::1%eth0'])(
    'takes %j for no address of version 6',
    (text) => expect(parseIPAddress(text)).toBeUndefined(),
  )

  it.each(['1.2.3.4::', '::1.2.3', '::12345', '::g', '::1.2.3.4:5'])(
    'takes %j for no address either',
    (text) => {
      expect(parseIPAddress(text)).toBeUndefined()
    },
  )

  it('takes an IPv4-mapped address for one of version 6, as ExternalDNS does', () => {
    expect(parseIPAddress('::ffff:192.0.2.1')).toEqual({
      version: 6,
      parts: [0, 0, 0, 0, 0, 0xffff, 0xc000, 0x0201],
    })
  })
})

describe('formatIPAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:0', '2001:db8:0:1::'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4'],
    ['::', '::'],
    ['0:0:0:0:0:ffff:c000:201', '::ffff:192.0.2.1'],
  ])('writes %s as %s (RFC 5952)', (text, canonical) => {
    const address = parseIPAddress(text)
    expect(address && formatIPAddress(address)).toBe(canonical)
  })
})

describe('isPrivateIPAddress', () => {
  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.1.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
  ])('knows that %s is private', (text) => expect(isPrivateIPAddress(parseIPAddress(text)!)).toBe(true))

  it.each(['::1', 'fc00::1', 'fdff::1', 'fe80::1', 'febf::1', '::ffff:10.0.0.1'])(
    'knows that %s is private',
    (text) => {
      expect(isPrivateIPAddress(parseIPAddress(text)!)).toBe(true)
    },
  )

  it.each([
    '9.255.255.255',
    '11.0.0.0',
    '100.63.0.1',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
  ])('knows that %s is public', (text) => expect(isPrivateIPAddress(parseIPAddress(text)!)).toBe(false))

  it.each(['::2', '2001:db8::1', 'fe00::1', 'fec0::1', '::ffff:8.8.8.8'])(
    'knows that %s is public',
    (text) => {
      expect(isPrivateIPAddress(parseIPAddress(text)!)).toBe(false)
    },
  )
})
