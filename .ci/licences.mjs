import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The licences of the packages that modules of a bundle are in, their paths seen from `root`, and those of what else is in it. */
export function licencesOf(root, modules, others = []) {
  const directories = modules.map(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll('\\', '/'))?.[0],
  )
  const texts = [...new Set(directories)]
    .filter((directory) => directory !== undefined)
    .map((directory) => resolve(root, directory))
    .sort()
    .map((directory) => {
      const { name, version, license } = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8'))
      const file = readdirSync(directory).find((each) => /^licen[cs]e/i.test(each))
      if (file === undefined) throw new Error(`${name} has no licence file`)
      return `${name} ${version} (${license})\n\n${readFileSync(`${directory}/${file}`, 'utf8').trim()}\n`
    })
  return [...texts, ...others].join(`\n${'-'.repeat(80)}\n\n`)
}

/** The licence of Kubernetes, whose definitions are in what checks by them. */
export const kubernetesLicence = (root) =>
  `Kubernetes (Apache-2.0), whose OpenAPI definitions are in it\n\n${readFileSync(`${root}/LICENSE`, 'utf8').trim()}\n`
