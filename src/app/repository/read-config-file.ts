import { isUtf8 } from 'node:buffer'
import { relative, resolve, sep } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { sourceSizeLimit } from '../../host/sources/sources.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { ConfigSide } from '../../stages/authorize/judge-settings.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'
import { readVersion } from '../../host/version.ts'
import type { Workspace } from '../workspace.ts'
import { readConfigText } from './read-config-text.ts'
import { configName } from './repository-files.ts'

/** A configuration with its document, and the file that it was read from, where there is one. */
export interface ConfigReading extends ConfigSide {
  readonly file?: SourceFile
}

/**
 * Reads the configuration that `--config` names, or the repository's `fedrender.yaml` if it has one. A named file may
 * be a link, as every file of a mounted ConfigMap is; the repository's own may not lead out of it, or a commit could
 * have any file of the machine quoted. Diagnostics: `config-missing`, `config-unreadable`, and those of `parse` and
 * `readRenderConfig`.
 */
export function readConfigFile(
  { host, directory }: Workspace,
  root: string,
  named: string | undefined,
  schema: SchemaValidator,
): DiagnosticResult<ConfigReading> {
  const path = named ?? configName
  const absolute = named === undefined ? resolve(root, configName) : resolve(directory, named)
  const fail = (problem: string): DiagnosticResult<ConfigReading> => [
    { config: defaultRenderConfig },
    [createDiagnostic('config-unreadable', { path, problem })],
  ]
  try {
    if (host.kindOf(absolute) === 'absent') {
      const missing = named === undefined ? [] : [createDiagnostic('config-missing', { path })]
      return [{ config: defaultRenderConfig }, missing]
    }
    const real = host.realPath(absolute)
    const inRepository = relative(root, real).split(sep).join('/')
    if (named === undefined && inRepository.startsWith('../'))
      return fail('it is a link that leads out of the repository')
    if (host.kindOf(real) !== 'file') return fail('it is not a file')
    const content = host.readFile(real, sourceSizeLimit)
    if (content === undefined) return fail(`it is larger than ${sourceSizeLimit / 2 ** 20} MiB`)
    if (!isUtf8(content)) return fail('it is not UTF-8')
    const file = { path: inRepository, text: content.toString('utf8') }
    const [side, diagnostics] = readConfigText(file, schema, readVersion())
    return [{ ...side, file }, diagnostics]
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(describeSystemError(error))
  }
}
