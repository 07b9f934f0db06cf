import type { SourceFile } from '../../model/source-file.ts'

/** A directory with a Helm chart, and the files in it and below it. */
export interface Chart {
  readonly directory: string
  readonly chartFile: SourceFile
  readonly files: readonly SourceFile[]
}

/** Parts the files in Helm charts (a directory with a `Chart.yaml`) from the others; a chart in a chart counts once. */
export function setChartsAside(
  files: readonly SourceFile[],
): readonly [charts: readonly Chart[], rest: readonly SourceFile[]] {
  const chartFiles = files.filter(({ path }) => path === 'Chart.yaml' || path.endsWith('/Chart.yaml'))
  if (chartFiles.length === 0) return [[], files]
  const roots = chartFiles.filter(
    ({ path }) => !chartFiles.some((other) => other.path !== path && isIn(path, other)),
  )
  const charts = roots.map((chartFile) => ({
    directory: directoryOf(chartFile.path),
    chartFile,
    files: files.filter(({ path }) => isIn(path, chartFile)),
  }))
  return [charts, files.filter(({ path }) => !roots.some((root) => isIn(path, root)))]
}

/** The directory of a path; `.` for the root. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end === -1 ? '.' : path.slice(0, end)
}

function isIn(path: string, chartFile: SourceFile): boolean {
  return path.startsWith(chartFile.path.slice(0, -'Chart.yaml'.length))
}
