import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kubeconfigOf, type ApiServer } from './control-plane.ts'

/** Runs the commands of a section of the README as a user would, with clusters by the names of contexts. */
export interface Walk {
  /** The blocks of shell commands of the section, in its order. */
  readonly blocks: readonly string[]
  /** Runs commands in a directory; throws with what they print where one fails. */
  sh(directory: string, commands: string): string
}

/**
 * Prepares to run the commands of a section.
 *
 * @param tools a directory to put `kubectl` and its configuration into
 * @param servers the API servers by context
 */
export function walk(
  section: string,
  tools: string,
  kubectl: string,
  servers: Readonly<Record<string, ApiServer>>,
): Walk {
  mkdirSync(tools)
  symlinkSync(kubectl, join(tools, 'kubectl'))
  const kubeconfig = join(tools, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(servers))
  const env = { PATH: `${tools}:${process.env['PATH']}`, HOME: tools, KUBECONFIG: kubeconfig }
  return {
    blocks: readBlocks(section),
    sh: (directory, commands) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-e'], {
        cwd: directory,
        env,
        input: commands,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      })
      if (status !== 0) throw new Error(`exit code ${status} of\n${commands}\n${stdout}${stderr}`)
      return stdout
    },
  }
}

function readBlocks(section: string): readonly string[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, text = ''] = readme.split(`\n## ${section}\n`)
  const [own = ''] = text.split('\n## ')
  return [...own.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block)
}
