// What the page and its worker send each other: plain data alone.
import type { LanguageQuestions } from './language-protocol.ts'

/** A file as it is written. */
export interface PlaygroundFile {
  readonly path: string
  readonly text: string
}

/** A range of a file; `line` counts from 1. */
export interface FilePlace {
  readonly path: string
  readonly from: number
  readonly to: number
  readonly line: number
}

/** A diagnostic with its place. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly at?: FilePlace
  readonly related: readonly { readonly message: string; readonly at: FilePlace }[]
  /** Whether fedrender knows how to fix it. */
  readonly isFixable: boolean
}

/** A cluster, and what is assumed of it. */
export interface ShownCluster {
  readonly name: string
  readonly labels: readonly (readonly [label: string, value: string])[]
  /** As the sources have it, whatever is assumed. */
  readonly readyInSources: boolean
  readonly at: FilePlace
}

/** An object with the clusters that get it; `id` is another for each. */
export interface ShownObject {
  readonly id: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** The clusters of each variant, the most first. */
  readonly variants: readonly (readonly string[])[]
}

/** The replicas of one cluster; absent parts are of no workload. */
export interface ShownReplicas {
  readonly cluster: string
  readonly scheduled?: number
  readonly fixed?: number
  /** The workloads whose replicas are not rendered. */
  readonly notRendered: number
}

/** How a preference divides the replicas of its target. */
export interface ShownPreference {
  readonly name: string
  readonly kind: string
  readonly total: number
  readonly unplaced: number
  /** Where its total is written; absent where that cannot be edited. */
  readonly totalAt?: FilePlace
  readonly clusters: readonly {
    readonly cluster: string
    readonly planned?: number
    readonly why: readonly string[]
  }[]
  readonly moreClusters: number
}

/** Some names in DNS with the same targets. */
export interface ShownNames {
  readonly record: string
  readonly at: FilePlace
  readonly names: readonly string[]
  /** In seconds. */
  readonly ttl: number
  readonly targets: readonly {
    readonly cluster?: string
    readonly weight?: number
    readonly ofWeights?: number
    readonly addresses: readonly string[]
  }[]
  readonly moreTargets: number
}

/** What the compiler made of the files. */
export interface CompiledFleet {
  /** So many milliseconds were spent in the compiler. */
  readonly milliseconds: number
  readonly problems: readonly Problem[]
  /** Whether errors let nothing be rendered, so that all else is what was planned. */
  readonly blocked: boolean
  readonly clusters: readonly ShownCluster[]
  readonly objects: readonly ShownObject[]
  readonly replicas: readonly ShownReplicas[]
  readonly preferences: readonly ShownPreference[]
  readonly dns: readonly ShownNames[]
  /** How many there are of each besides those that are listed. */
  readonly more: {
    readonly problems: number
    readonly clusters: number
    readonly objects: number
    readonly preferences: number
    readonly dns: number
  }
}

/** What gave a line its value, and where that is written. */
export interface ShownOrigin {
  readonly words: string
  readonly at?: FilePlace
}

/** A line of a rendered object, and what gave it its value, the latest first. */
export interface OutputLine {
  readonly text: string
  readonly origins: readonly ShownOrigin[]
}

/** The rendered text of one object in one cluster. */
export interface ShownOutput {
  readonly lines: readonly OutputLine[]
  readonly moreLines: number
}

/** One object that differs. */
export interface ShownChange {
  readonly kind: 'added' | 'changed' | 'removed' | 'held'
  readonly title: string
  /** The clusters that it concerns; empty where two clusters are compared. */
  readonly clusters: readonly string[]
  readonly fields: readonly { readonly field: string; readonly from?: string; readonly to?: string }[]
  readonly moreFields: number
  readonly risks: readonly { readonly level: string; readonly rule: string; readonly reason: string }[]
  readonly causes: readonly FilePlace[]
}

/** How two fleets, or two clusters of one, differ. */
export interface ShownDifference {
  readonly changes: readonly ShownChange[]
  readonly moreChanges: number
  /** Why nothing can be compared. */
  readonly problem?: string
}

/** What the page may ask, and the answer to each. */
export interface Questions extends LanguageQuestions {
  readonly compile: {
    readonly question: {
      /** Another for any other sources; what is asked about places names it. */
      readonly version: number
      readonly files: readonly PlaygroundFile[]
      /** The clusters that are assumed not to be ready. */
      readonly without: readonly string[]
    }
    readonly answer: CompiledFleet
  }
  readonly output: {
    readonly question: { readonly object: string; readonly cluster: string }
    readonly answer: ShownOutput
  }
  readonly compareClusters: {
    readonly question: { readonly from: string; readonly to: string }
    readonly answer: ShownDifference
  }
  readonly compareExample: {
    readonly question: { readonly base: readonly PlaygroundFile[] }
    readonly answer: ShownDifference
  }
  readonly setLabel: {
    readonly question: {
      readonly cluster: string
      readonly label: string
      readonly value: string | undefined
    }
    readonly answer: { readonly file?: PlaygroundFile; readonly problem?: string }
  }
}

/** The name of a question. */
export type QuestionName = keyof Questions

/** A question on its way to the worker. */
export type Asked = {
  [N in QuestionName]: { readonly id: number; readonly name: N; readonly question: Questions[N]['question'] }
}[QuestionName]

/** What comes back: that the worker is ready, what was asked for, or what went wrong. */
export type Answered =
  | { readonly ready: true }
  | { readonly id: number; readonly answer: Questions[QuestionName]['answer'] }
  | { readonly id: number; readonly failure: string }
