import { formatText } from '../../src/diagnostics/format/text.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { render, type RenderOptions, type RenderResult, type SourceFile } from '../../src/index.ts'
import { deepFreeze } from './deep-freeze.ts'

/** Renders files given by path, frozen, so that no stage may write to them. */
export function renderFiles(
  files: Readonly<Record<string, string>>,
  options: RenderOptions = {},
): RenderResult {
  const sources: SourceFile[] = Object.entries(files).map(([path, text]) => ({ path, text }))
  return render(deepFreeze(sources), options)
}

/** The diagnostics as a person reads them, without colour. */
export function diagnosticsText({ diagnostics }: Pick<RenderResult, 'diagnostics'>): string {
  return formatText(locateDiagnostics(diagnostics), false)
}

/** The rendered files by path, without `.gitattributes`; empty where nothing could be rendered. */
export function renderedFiles({ tree }: RenderResult): Map<string, string> {
  return new Map(
    (tree?.files ?? []).filter(({ path }) => path !== '.gitattributes').map(({ path, text }) => [path, text]),
  )
}
