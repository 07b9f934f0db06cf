import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

/** The first day that a zip archive can name, 1980-01-01, so that the same files are the same archive on every day. */
const date = (1 << 5) | 1
const deflate = 8
/** Names are UTF-8. */
const flags = 0x0800

/** A zip archive of files, by path, in their order (PKWARE, APPNOTE.TXT 6.3.10, without zip64). */
export function zip(files) {
  const parts = []
  const directory = []
  let offset = 0
  for (const [path, content] of files) {
    const [name, data] = [Buffer.from(path), Buffer.from(content)]
    const packed = deflateRawSync(data, { level: 9 })
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(flags, 2)
    shared.writeUInt16LE(deflate, 4)
    shared.writeUInt16LE(date, 8)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(data.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((0o100644 << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), shared, rest, name]))
    parts.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}
