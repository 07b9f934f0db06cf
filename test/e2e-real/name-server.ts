import { decode, encode, type DecodedPacket, type RecordType } from 'dns-packet'
import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endDaemon, freePort, startDaemon, waitFor } from './daemon.ts'

/** CoreDNS on the loopback interface, which serves what ExternalDNS wrote to etcd. */
export interface NameServer {
  /** What answers for a name; empty where it has no record. */
  resolve(name: string): Promise<Resolved>
  stop(): Promise<void>
}

/** The names of a chain of CNAMEs in its order, and the addresses at its end, sorted. */
export interface Resolved {
  readonly cname?: readonly string[]
  readonly a?: readonly string[]
  readonly aaaa?: readonly string[]
}

/**
 * Starts CoreDNS for a domain. Throws where it does not answer in half a minute.
 *
 * @param prefix the key of etcd below which the records are
 */
export async function startNameServer(
  coredns: string,
  directory: string,
  etcdAddress: string,
  { domain, prefix }: { readonly domain: string; readonly prefix: string },
): Promise<NameServer> {
  const port = await freePort()
  const corefile = join(directory, 'Corefile')
  const records = `etcd {\n    path ${prefix}\n    endpoint ${etcdAddress}\n  }`
  writeFileSync(corefile, `${domain}:${port} {\n  bind 127.0.0.1\n  ${records}\n}\n`)
  const daemon = startDaemon(coredns, join(directory, 'coredns.log'), ['-conf', corefile])
  await waitFor(
    () =>
      query(port, `nothing.${domain}`, 'A').then(
        () => true,
        () => false,
      ),
    daemon,
  )
  return { resolve: (name) => resolve(port, name), stop: () => endDaemon(daemon) }
}

async function resolve(port: number, name: string): Promise<Resolved> {
  const ofA = await query(port, name, 'A')
  const ofAAAA = await query(port, name, 'AAAA')
  const cname = ofRecords([...ofA, ...ofAAAA], 'CNAME')
  const a = ofRecords(ofA, 'A').sort()
  const aaaa = ofRecords(ofAAAA, 'AAAA').sort()
  return {
    ...(cname.length === 0 ? {} : { cname: [...new Set(cname)] }),
    ...(a.length === 0 ? {} : { a }),
    ...(aaaa.length === 0 ? {} : { aaaa }),
  }
}

function ofRecords(answers: DecodedPacket['answers'], type: 'A' | 'AAAA' | 'CNAME'): string[] {
  return (answers ?? []).flatMap((each) => (each.type === type ? [each.data] : []))
}

/** Rejects where no answer comes in two seconds. */
function query(port: number, name: string, type: RecordType): Promise<NonNullable<DecodedPacket['answers']>> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const timer = setTimeout(() => end(new Error(`no answer for ${name}`)), 2000)
    const end = (error: Error): void => {
      clearTimeout(timer)
      socket.close()
      reject(error)
    }
    socket.once('error', end)
    socket.once('message', (message) => {
      clearTimeout(timer)
      socket.close()
      resolve(decode(message).answers ?? [])
    })
    const packet = encode({ type: 'query', id: 1, flags: 256, questions: [{ type, name, class: 'IN' }] })
    socket.connect(port, '127.0.0.1', () => socket.send(packet))
  })
}
