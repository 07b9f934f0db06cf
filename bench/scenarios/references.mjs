import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { isInstalled, run } from '../measure/run.mjs'
import { median } from '../measure/statistics.mjs'
import { commitAll, listFiles } from './fleet.mjs'

/** The objects and the overlays of kustomize that are measured, then multiplied. */
const [mostObjects, mostOverlays] = [200, 3]

/**
 * What nobody can beat by much: Node that does nothing, a copy of the output, and `git status` of it, which every pull
 * request costs anyway. Each is run once a round.
 */
export function makeReferences({ directory, rendered }) {
  const [copied, committed] = ['copied', 'committed'].map((name) => join(directory, name))
  mkdirSync(committed)
  cpSync(rendered, join(committed, 'rendered'), { recursive: true })
  commitAll(committed)
  // The index is warm, as after any `git status` of a developer.
  run('git', ['status', '--porcelain'], { cwd: committed })
  return [
    { name: 'node', title: '`node -e 0`', measure: () => run(process.execPath, ['-e', '0']) },
    {
      name: 'copy',
      title: '`cp -r` of the output',
      measure() {
        const measured = run('cp', ['-r', rendered, copied])
        rmSync(copied, { recursive: true })
        return measured
      },
    },
    {
      name: 'status',
      title: '`git status` of the output, committed',
      measure: () => run('git', ['status', '--porcelain'], { cwd: committed }),
    },
  ]
}

/**
 * `kubectl kustomize` of a base with one cluster's objects, through an overlay for each cluster: the least that an
 * overlay per cluster costs, since it patches nothing. Undefined where kubectl is not installed.
 */
export function measureKustomize({ directory, rendered, made: { resources, clusters } }) {
  if (!isInstalled('kubectl', 'version', '--client')) return undefined
  const base = join(directory, 'base')
  const [first] = readdirSync(join(rendered, 'clusters'))
  const files = listFiles(join(rendered, 'clusters', first)).slice(0, mostObjects)
  mkdirSync(base)
  files.forEach((file, index) => cpSync(file, join(base, `${index}.yaml`)))
  const listed = files.map((_, index) => `- ${index}.yaml\n`).join('')
  writeFileSync(join(base, 'kustomization.yaml'), `resources:\n${listed}`)
  const overlays = Math.min(clusters, mostOverlays)
  const runs = Array.from({ length: overlays }, (_, index) => {
    const overlay = join(directory, `overlay-${index}`)
    mkdirSync(overlay)
    const labels = `labels:\n- pairs:\n    cluster: c${index}\n`
    writeFileSync(join(overlay, 'kustomization.yaml'), `resources:\n- ../base\n${labels}`)
    return run('kubectl', ['kustomize', overlay])
  })
  const scale = clusters * (resources / files.length)
  const scaled = (of) => median(runs.map((each) => each[of])) * scale
  return { objects: files.length, overlays, wall: scaled('wall'), cpu: scaled('cpu') }
}

/**
 * `kubeconform` of the output on one core. Undefined where it is not installed; schemas that it has to fetch it fetches
 * in a run that does not count.
 */
export function measureKubeconform({ directory, rendered }, schemas) {
  if (!isInstalled('kubeconform', '-v')) return undefined
  const cache = join(directory, 'kubeconform')
  mkdirSync(cache)
  const location = schemas === undefined ? [] : ['-schema-location', schemas]
  const words = ['-n', '1', '-cache', cache, ...location, join(rendered, 'clusters')]
  run('kubeconform', words)
  return run('kubeconform', words)
}
