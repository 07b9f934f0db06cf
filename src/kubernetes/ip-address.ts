/** An IP address: four bytes for version 4, eight 16-bit groups for version 6. */
export interface IPAddress {
  readonly version: 4 | 6
  readonly parts: readonly number[]
}

/**
 * Reads an address as Go's netip.ParseAddr does: dotted decimals without leading zeros, or RFC 4291 text; no zone.
 * An IPv4-mapped address is of version 6, as for ExternalDNS. Undefined for anything else, host names included.
 */
export function parseIPAddress(text: string): IPAddress | undefined {
  const parts = text.includes(':') ? parseVersion6(text) : parseVersion4(text)
  return parts && { version: text.includes(':') ? 6 : 4, parts }
}

/** An address in its canonical text (RFC 5952), so that equal addresses are equal strings. */
export function formatIPAddress(address: IPAddress): string {
  if (address.version === 4) return address.parts.join('.')
  if (isMapped(address)) {
    const [high = 0, low = 0] = address.parts.slice(6)
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  }
  const [start, length] = longestZeroRun(address.parts)
  const groups = address.parts.map((part) => part.toString(16))
  if (length < 2) return groups.join(':')
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`
}

/**
 * Networks whose addresses nobody outside reaches: the leading bits, how many count, and the RFC that reserves them.
 */
const privateNetworks: readonly (readonly [version: 4 | 6, prefix: number, bits: number])[] = [
  [4, 0x0a00_0000, 8], // RFC 1918
  [4, 0xac10_0000, 12], // RFC 1918
  [4, 0xc0a8_0000, 16], // RFC 1918
  [4, 0x6440_0000, 10], // RFC 6598, carriers
  [4, 0xa9fe_0000, 16], // RFC 3927, link-local
  [4, 0x7f00_0000, 8], // RFC 1122, loopback
  [6, 0xfc00_0000, 7], // RFC 4193, unique local
  [6, 0xfe80_0000, 10], // RFC 4291, link-local
]

/** Whether nobody outside a private network reaches an address. */
export function isPrivateIPAddress(address: IPAddress): boolean {
  if (isMapped(address)) return isPrivateIPAddress({ version: 4, parts: mappedBytes(address.parts) })
  if (address.version === 6 && formatIPAddress(address) === '::1') return true
  const leading = leadingBits(address)
  return privateNetworks.some(
    ([version, prefix, bits]) => version === address.version && (leading ^ prefix) >>> (32 - bits) === 0,
  )
}

/** The first 32 bits of an address. */
function leadingBits({ version, parts }: IPAddress): number {
  const width = version === 4 ? 8 : 16
  return parts.slice(0, 32 / width).reduce((bits, part) => (bits << width) | part, 0)
}

/** One pass over the characters, since every target of a fleet comes through here several times. */
function parseVersion4(text: string): readonly number[] | undefined {
  const bytes: number[] = []
  let [byte, digits] = [0, 0]
  for (let index = 0; index <= text.length; index++) {
    const digit = text.charCodeAt(index) - 0x30
    if (digit >= 0 && digit <= 9) {
      // A leading zero makes some readers take the number for octal.
      if (digits > 0 && byte === 0) return undefined
      byte = byte * 10 + digit
      digits += 1
      if (byte > 255) return undefined
    } else {
      const ends = index === text.length || text[index] === '.'
      if (!ends || digits === 0) return undefined
      bytes.push(byte)
      byte = digits = 0
    }
  }
  return bytes.length === 4 ? bytes : undefined
}

function parseVersion6(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = [parseGroups(halves[0] ?? ''), parseGroups(halves[1] ?? '')]
  if (head === undefined || tail === undefined) return undefined
  // A dotted quad may only end the whole address, so none can come before `::`.
  if (halves.length === 2 && (halves[0] ?? '').includes('.')) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const fields = text.split(':')
  const groups: number[] = []
  for (const [index, field] of fields.entries()) {
    const bytes = index === fields.length - 1 && field.includes('.') ? parseVersion4(field) : undefined
    if (bytes) {
      const [a = 0, b = 0, c = 0, d = 0] = bytes
      groups.push((a << 8) | b, (c << 8) | d)
    } else if (/^[0-9a-f]{1,4}$/i.test(field)) groups.push(Number.parseInt(field, 16))
    else return undefined
  }
  return groups
}

function isMapped(address: IPAddress): boolean {
  return (
    address.version === 6 &&
    address.parts.slice(0, 6).every((part, index) => part === (index === 5 ? 65535 : 0))
  )
}

function mappedBytes(parts: readonly number[]): readonly number[] {
  return parts.slice(6).flatMap((part) => [part >> 8, part & 255])
}

function longestZeroRun(parts: readonly number[]): readonly [start: number, length: number] {
  let [bestStart, bestLength, length] = [0, 0, 0]
  for (const [index, part] of parts.entries()) {
    length = part === 0 ? length + 1 : 0
    if (length > bestLength) [bestStart, bestLength] = [index - length + 1, length]
  }
  return [bestStart, bestLength]
}
