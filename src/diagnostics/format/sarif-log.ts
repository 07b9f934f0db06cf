/** The part of SARIF 2.1.0 that fedrender writes (OASIS: sarif-v2.1.0, section 3). */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: readonly [SarifRunObject]
}

/** One run of the tool (3.14). */
export interface SarifRunObject {
  readonly tool: { readonly driver: SarifDriver }
  readonly automationDetails: { readonly id: string }
  readonly columnKind: 'utf16CodeUnits'
  readonly invocations?: readonly SarifInvocation[]
  readonly results: readonly SarifResult[]
}

/** What ran (3.19). */
export interface SarifDriver {
  readonly name: string
  readonly semanticVersion: string
  readonly rules: readonly SarifRule[]
}

/** The run of the tool, with its own notifications (3.20). */
export interface SarifInvocation {
  readonly executionSuccessful: boolean
  readonly toolExecutionNotifications: readonly {
    readonly level: SarifLevel
    readonly message: SarifMessage
  }[]
}

/** How grave a result is (3.27.10). */
export type SarifLevel = 'error' | 'warning' | 'note'

/** A text for a person; GitHub takes no empty one (3.11). */
export interface SarifMessage {
  readonly text: string
}

/** What a code means (3.49). */
export interface SarifRule {
  readonly id: string
  readonly helpUri: string
  readonly shortDescription: SarifMessage
  readonly fullDescription: SarifMessage
  readonly help: SarifMessage & { readonly markdown: string }
  readonly defaultConfiguration: { readonly level: SarifLevel }
}

/** One diagnostic (3.27). */
export interface SarifResult {
  readonly ruleId: string
  /** The place of the rule in the driver's list. */
  readonly ruleIndex: number
  readonly level: SarifLevel
  readonly message: SarifMessage
  readonly locations: readonly [SarifLocation]
  readonly relatedLocations?: readonly (SarifLocation & {
    readonly id: number
    readonly message: SarifMessage
  })[]
  readonly fixes?: readonly [SarifFix]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

/** The fix of a result: replaced ranges of one file (3.55 to 3.57). */
export interface SarifFix {
  readonly artifactChanges: readonly [
    {
      readonly artifactLocation: SarifLocation['physicalLocation']['artifactLocation']
      readonly replacements: readonly {
        readonly deletedRegion: SarifLocation['physicalLocation']['region']
        readonly insertedContent: SarifMessage
      }[]
    },
  ]
}

/** A range of a file; lines and columns count from 1, the end is exclusive (3.28 to 3.30). */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: '%SRCROOT%' }
    readonly region: {
      readonly startLine: number
      readonly startColumn: number
      readonly endLine: number
      readonly endColumn: number
    }
  }
}
