/** The commands that kubefedctl has too, whose flags mean what they mean there. */
const kubefedctlCommands: ReadonlySet<string> = new Set([
  'disable',
  'enable',
  'federate',
  'join',
  'orphaning-deletion',
  'unjoin',
  'version',
])

/** As Go reads them (Go: strconv.ParseBool). */
const yes: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const no: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** The flags without a value, which kubefedctl's flag library takes with `=true` and `=false` too. */
const booleans: ReadonlySet<string> = new Set([
  '--add-dir-header',
  '--alsologtostderr',
  '--contents',
  '--delete-crd',
  '--dry-run',
  '--enable-type',
  '--error-on-existing',
  '--force',
  '--logtostderr',
  '--one-output',
  '--skip-headers',
  '--skip-log-headers',
])

/**
 * A command line of a command that kubefedctl has too, in which kubefedctl's spellings are those of fedrender: `--version` is that of
 * a type and not fedrender's, `-v 4` is the level of a log, `--force=false` is no `--force`, and `_` in a flag is `-`
 * (KubeFed: pkg/kubefedctl/kubefedctl.go, WordSepNormalizeFunc). Other command lines are left as they are.
 */
export function withKubefedctlWords(words: readonly string[]): readonly string[] {
  const name = words.find((word, index) => !word.startsWith('-') && words[index - 1] !== '--color')
  if (name === undefined || !kubefedctlCommands.has(name)) return words
  const end = words.indexOf('--')
  return words.flatMap((word, index) => {
    if (end >= 0 && index >= end) return [word]
    return wordsOf(word, words[index + 1])
  })
}

function wordsOf(word: string, next: string | undefined): readonly string[] {
  if (!word.startsWith('--')) return levelOf(word, next)
  const [written = '', ...rest] = word.split('=')
  const flag = written.replaceAll('_', '-')
  const value = rest.length === 0 ? undefined : rest.join('=')
  if (flag === '--version') return ['--target-version', ...(value === undefined ? [] : [value])]
  if (value === undefined) return [flag]
  return booleans.has(flag) ? booleanOf(flag, value) : [`${flag}=${value}`]
}

/** The level of a log: `-v` with a number is the level, and without one it is `--verbose`. */
function levelOf(word: string, next: string | undefined): readonly string[] {
  const level = /^-v=?(\d+)$/.exec(word)?.[1]
  if (level !== undefined) return ['--v', level]
  return word === '-v' && /^\d+$/.test(next ?? '') ? ['--v'] : [word]
}

function booleanOf(flag: string, value: string): readonly string[] {
  if (yes.has(value)) return [flag]
  if (!no.has(value)) return [`${flag}=${value}`]
  return flag === '--error-on-existing' ? ['--no-error-on-existing'] : []
}
