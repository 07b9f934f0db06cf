import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kubeconfigOf, type ApiServer } from './control-plane.ts'

/** Runs the commands of a page as a user would, with clusters by the names of contexts. */
export interface Walk {
  /** The blocks of shell commands of the page, in its order. */
  readonly blocks: readonly string[]
  /** Runs commands in a directory; throws with what they print where one fails. */
  sh(directory: string, commands: string): string
}

/**
 * Prepares to run the commands of a page.
 *
 * @param page its path in the repository
 * @param tools a directory to put `kubectl` and its configuration into
 * @param servers the API servers by context
 */
export function walk(
  page: string,
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
    blocks: readBlocks(page),
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

function readBlocks(page: string): readonly string[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block)
}
