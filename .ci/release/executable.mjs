// Makes a single executable of dist/fedrender.mjs for a platform: Node.js's own tooling puts the program into the build of
// Node.js of that platform. NODE_OPTIONS does not reach what is in it.
import { chmodSync, copyFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { run } from './run.mjs'

/** Builds an executable with a build of Node.js that runs here, into the directory of its platform, with its licences. */
export function buildExecutable({ builder, program, directory }) {
  mkdirSync(directory, { recursive: true })
  const settings = {
    main: resolve('dist/fedrender.mjs'),
    mainFormat: 'module',
    executable: program,
    output: join(directory, 'fedrender'),
    disableExperimentalSEAWarning: true,
    execArgvExtension: 'none',
  }
  const file = `${directory}.json`
  writeFileSync(file, JSON.stringify(settings))
  run(builder, ['--build-sea', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  chmodSync(settings.output, 0o755)
  copyFileSync('LICENSE', join(directory, 'LICENSE'))
  copyFileSync('dist/fedrender.LICENSES.txt', join(directory, 'fedrender.LICENSES.txt'))
  // Node.js's package holds the licences of what is in its program.
  copyFileSync(join(program, '../../LICENSE'), join(directory, 'node.LICENSE'))
  rmSync(file)
}

/** Packs a directory so that the same files give the same bytes; the time of all is that of the commit, in seconds. */
export function packDirectory(directory, archive, seconds) {
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+w,go-w']
  const order = ['--format=gnu', '--sort=name', `--mtime=@${seconds}`, ...owner]
  run('tar', [...order, '--use-compress-program=gzip -n -9', '-cf', archive, '-C', directory, '.'])
  utimesSync(archive, seconds, seconds)
}
