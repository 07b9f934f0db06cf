import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { JsonObject } from '../model/json.ts'
import type { Manifest } from '../model/manifest.ts'
import type { RenderConfig } from '../model/render-config.ts'
import type { ObjectPlan } from '../model/render-plan.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { CompileResult } from '../render.ts'
import { groupBy } from '../text/group-by.ts'

/**
 * A repository with the texts that an editor shows, saved or not, and what the compiler made of it: all that an answer is read
 * from. It never changes; an edit makes another one.
 */
export interface Snapshot {
  /** The sources, without what is read beside them. */
  readonly files: readonly SourceFile[]
  readonly config: RenderConfig
  /** The document of the configuration, where there is one. */
  readonly configManifest?: Manifest
  /** What was observed in the member clusters. */
  readonly observed: readonly SourceFile[]
  /** Absent where the configuration is in error. */
  readonly result?: CompileResult
  /** The result or, where there is none, the last that there was: names of the fleet are known from it, and no places. */
  readonly fleet?: CompileResult
  readonly diagnostics: readonly Diagnostic[]
  /** JSON Schemas of the kinds that the sources may hold, by `<group>/<version>/<Kind>.json`; made when they are asked for. */
  readonly schemas: () => ReadonlyMap<string, JsonObject>
}

/** A place in a file that an editor asks about; offsets count UTF-16 code units. */
export interface Cursor {
  /** Relative to the repository. */
  readonly path: string
  readonly offset: number
}

/** A range of a file by its path and offsets; the end is exclusive. */
export interface FileRange {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** The manifests of a repository, that of the configuration among them, which may be read as a source too. */
export function manifestsOf({ result, configManifest }: Snapshot): readonly Manifest[] {
  const { manifests = [] } = result?.sources ?? {}
  if (configManifest === undefined) return manifests
  const { path } = configManifest.file
  return [...manifests.filter(({ file }) => file.path !== path), configManifest]
}

const manifestsByPath = new WeakMap<Snapshot, ReadonlyMap<string, readonly Manifest[]>>()

/** The manifests of one file. */
export function manifestsIn(snapshot: Snapshot, path: string): readonly Manifest[] {
  const known = manifestsByPath.get(snapshot) ?? groupBy(manifestsOf(snapshot), ({ file }) => file.path)
  manifestsByPath.set(snapshot, known)
  return known.get(path) ?? []
}

const plansByManifest = new WeakMap<CompileResult, ReadonlyMap<Manifest, ObjectPlan>>()

/** What the sources at hand make of a federated object; undefined where the manifest is none, or is in error. */
export function planOf({ result }: Snapshot, manifest: Manifest): ObjectPlan | undefined {
  if (result === undefined) return undefined
  const known =
    plansByManifest.get(result) ??
    new Map(result.planned.objects.map((each) => [each.federatedObject.manifest, each]))
  plansByManifest.set(result, known)
  return known.get(manifest)
}
