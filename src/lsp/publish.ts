import type { Diagnostic } from 'vscode-languageserver-protocol'
import { configName } from '../app/repository/repository-files.ts'
import { diagnose, type ShownDiagnostic } from '../language/diagnose.ts'
import { groupBy } from '../text/group-by.ts'
import type { Session } from './session.ts'
import type { Workbench } from './workbench.ts'

/** What a client is sent of one file. */
export interface FileDiagnostics {
  readonly uri: string
  readonly version?: number
  readonly diagnostics: Diagnostic[]
}

/** DiagnosticSeverity of the protocol. */
const severities = { error: 1, warning: 2, info: 3 } as const
/** DiagnosticTag of the protocol. */
const tags = { unnecessary: 1, deprecated: 2 } as const

const source = 'fedrender'

/** What clients are sent of repositories. */
export interface Publisher {
  /** Of each file whose diagnostics are others than were sent last, all of them. */
  readonly publish: (session: Session) => readonly FileDiagnostics[]
  /** That there is nothing more of a repository. */
  readonly withdraw: (session: Session) => readonly FileDiagnostics[]
}

/** Remembers what a client was sent. What is wrong with a whole repository is shown at the start of its configuration. */
export function createPublisher(workbench: Workbench): Publisher {
  const sentBySession = new WeakMap<Session, Map<string, string>>()
  return {
    withdraw: (session) => {
      const paths = [...(sentBySession.get(session)?.keys() ?? [])]
      sentBySession.delete(session)
      return paths.map((path) => ({ uri: workbench.uriOf(session, path), diagnostics: [] }))
    },
    publish: (session) => {
      const sent = sentBySession.get(session) ?? new Map<string, string>()
      sentBySession.set(session, sent)
      const snapshot = session.snapshot()
      const isOurs = snapshot.configManifest !== undefined || isFleet(session)
      const shown = isOurs ? diagnose(snapshot) : []
      const byPath = groupBy(shown, ({ range }) => range?.path ?? configName)
      const paths = new Set([...byPath.keys(), ...sent.keys()])
      return [...paths].flatMap((path) => {
        const diagnostics = toProtocol(byPath.get(path) ?? [], session, workbench)
        const text = JSON.stringify(diagnostics)
        if ((sent.get(path) ?? '[]') === text) return []
        if (diagnostics.length === 0) sent.delete(path)
        else sent.set(path, text)
        const version = workbench.versionOf(session, path)
        return [
          { uri: workbench.uriOf(session, path), ...(version !== undefined && { version }), diagnostics },
        ]
      })
    },
  }
}

/** Whether a folder without a configuration has anything of KubeFed's; else it is somebody else's. */
function isFleet(session: Session): boolean {
  const { result, diagnostics } = session.snapshot()
  // Without a result, the configuration cannot be read.
  if (result === undefined) return diagnostics.length > 0
  const { federatedResources, federatedTypeConfigs, clusters, controlPlanes } = result.resources
  return federatedResources.length + federatedTypeConfigs.length + clusters.length + controlPlanes.length > 0
}

function toProtocol(shown: readonly ShownDiagnostic[], session: Session, workbench: Workbench): Diagnostic[] {
  return shown.map(({ range, code, severity, message, related, tag }) => ({
    range: range ? workbench.positionsIn(session, range.path).rangeOf(range) : start,
    severity: severities[severity],
    code,
    source,
    message,
    ...(related.length > 0 && {
      relatedInformation: related.map((each) => ({
        message: each.message,
        location: {
          uri: workbench.uriOf(session, each.range.path),
          range: workbench.positionsIn(session, each.range.path).rangeOf(each.range),
        },
      })),
    }),
    ...(tag && { tags: [tags[tag]] }),
  }))
}

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
