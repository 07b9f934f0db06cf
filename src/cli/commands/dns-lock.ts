import { compileRepository } from '../../app/repository/compile-repository.ts'
import { dnsLockName } from '../../app/repository/repository-files.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { dnsLockObject } from '../../authoring/objects/dns-lock-object.ts'
import { changedHosts, mergeDNSLock } from '../../authoring/objects/merge-dns-lock.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { replaceFile } from '../../host/replace-file.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import type { DNSLock, LookUp } from '../../model/dns-lock.ts'
import { count } from '../../text/count.ts'
import { printable } from '../../text/quote.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import { type CommandLine, deliverGroup } from '../command-line.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addRepository } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender dns lock`. */
interface DNSLockOptions extends RepositoryOptions {
  readonly check?: boolean
}

/** Adds `dns` with `dns lock`. */
export function addDNS({ terminal, exit, add }: CommandLine): void {
  const lock = add({
    name: 'dns',
    group: deliverGroup,
    summary: 'looks up the host names of load balancers',
    example: 'fedrender dns lock --check',
  })
    .command('lock')
    .description('writes dns.lock.yaml; the only command that uses the network')
  addRepository(lock)
    .addOption(
      sharedOption(
        'check',
        'write nothing, name the host names whose addresses changed, and exit 1 if any did',
      ),
    )
    .action((directory: string, options: DNSLockOptions) => exit(runDNSLock(terminal, directory, options)))
}

/**
 * Looks up every host name of a load balancer and writes `dns.lock.yaml`; a look-up that fails keeps the
 * old entry. `--check` writes nothing and exits 1 where an address has changed. The only command with network.
 */
async function runDNSLock(terminal: Terminal, directory: string, options: DNSLockOptions): Promise<number> {
  const { repository, result, diagnostics } = compileRepository(terminal, directory, options)
  const blocking = diagnostics.filter((each) => !fixedHere.has(each.code))
  if (result === undefined || hasErrors(blocking)) {
    printDiagnostics(terminal, blocking)
    return exitError
  }
  const { dns, federation } = result.plan
  const lookUps = await lookUpAll(terminal, dns.hostNames)
  const [lock, found] = mergeDNSLock(federation.dnsLock, dns.hostNames, lookUps)
  const path = `${repository.root}/${dnsLockName}`
  return finish(terminal, path, { old: federation.dnsLock, lock, found: [...blocking, ...found] }, options)
}

/** The faults that this command fixes must not stop it. */
const fixedHere: ReadonlySet<string> = new Set(['dns-host-name-not-locked', 'dns-lock-address-invalid'])

/** At most so many look-ups are under way at once. */
const atOnce = 16

async function lookUpAll(terminal: Terminal, hosts: readonly string[]): Promise<ReadonlyMap<string, LookUp>> {
  const lookUps = new Map<string, LookUp>()
  const queue = [...hosts]
  const work = async (): Promise<void> => {
    for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
      lookUps.set(host, await lookUpOne(terminal, host))
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, hosts.length) }, work))
  return lookUps
}

async function lookUpOne(terminal: Terminal, host: string): Promise<LookUp> {
  try {
    return { addresses: await terminal.lookUp(host), lookedUp: terminal.clock() }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

function finish(
  terminal: Terminal,
  path: string,
  { old, lock, found }: { old: DNSLock; lock: DNSLock; found: readonly Diagnostic[] },
  { check = false }: DNSLockOptions,
): number {
  const changed = changedHosts(old, lock)
  for (const host of changed)
    terminal.writeOutput(
      `${printable(`${host}: ${(lock.hosts.get(host)?.addresses ?? ['gone']).join(', ')}`)}\n`,
    )
  terminal.writeNote(`${count(lock.hosts.size, 'host name')}, ${changed.length} changed\n`)
  // A time alone is no reason for a commit.
  const isWritten = !check && changed.length > 0 && !hasErrors(found)
  const writing = isWritten ? writeLock(terminal, path, lock) : []
  const diagnostics = [...found, ...writing]
  printDiagnostics(terminal, diagnostics)
  if (isWritten && writing.length === 0) terminal.writeNote(`wrote ${dnsLockName}\n`)
  if (hasErrors(diagnostics)) return exitError
  return check && changed.length > 0 ? exitDifference : exitDone
}

/** Writes the lock; `file-write-failed` where it cannot be. */
function writeLock({ host }: Terminal, path: string, lock: DNSLock): readonly Diagnostic[] {
  try {
    replaceFile(host, path, Buffer.from(serialize(dnsLockObject(lock))))
    return []
  } catch (error) {
    if (!isSystemError(error)) throw error
    return [createDiagnostic('file-write-failed', { path: dnsLockName, problem: describeSystemError(error) })]
  }
}
