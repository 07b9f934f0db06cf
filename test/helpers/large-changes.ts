import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from './kubefed-yaml.ts'

/** The texts of a repository by path. */
type Texts = Readonly<Record<string, string>>

/** A change of a whole fleet: its sources before, and the files that it writes. */
export interface LargeChange {
  readonly before: Texts
  readonly after: Texts
}

const namespaces = 12
const everywhere = '{clusterSelector: {}}'

function numbered(prefix: string, index: number, digits = 3): string {
  return `${prefix}${String(index).padStart(digits, '0')}`
}

function list<T>(length: number, of: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => of(index))
}

const regions = ['ap', 'eu', 'us']

/** Clusters by index, in three regions; the first `moved` of each ten are of the tier `prod`, and else of `stage`. */
function inventory(count: number, tierOf: (index: number) => string = () => 'prod'): string {
  return list(count, (index) =>
    clusterYaml(
      numbered('cluster-', index),
      `{region: ${regions[index % regions.length] ?? ''}, tier: ${tierOf(index)}}`,
    ),
  ).join('')
}

function namespaceOf(index: number): string {
  return numbered('team-', index % namespaces, 2)
}

function namespaceFiles(): Texts {
  return Object.fromEntries(
    list(namespaces, (index) => [
      `teams/${namespaceOf(index)}/namespace.yaml`,
      namespaceYaml(namespaceOf(index)),
    ]),
  )
}

function deployment(qualifiedName: string, image: string, rest = ''): string {
  const pod = `{spec: {containers: [{name: app, image: "${image}"}]}}`
  const labels = `selector: {matchLabels: {app: app}}`
  const template = `template: {spec: {replicas: 2, ${labels}, template: ${pod.replace('{spec', '{metadata: {labels: {app: app}}, spec')}}}`
  return federatedYaml('Deployment', qualifiedName, `${template}${rest}`, everywhere)
}

/** A thousand objects, in a file each: a third of them in the clusters of `prod` alone, the others in all. */
function thousand(): Texts {
  return Object.fromEntries(
    list(1000 - namespaces, (index) => {
      const placement = index % 3 === 0 ? '{clusterSelector: {matchLabels: {tier: prod}}}' : everywhere
      const name = numbered('app-', index, 4)
      const text = configMapYaml(`${namespaceOf(index)}/${name}`, String(index), placement)
      return [`teams/${namespaceOf(index)}/${name}.yaml`, text]
    }),
  )
}

/** The label of ten of 100 clusters goes from `stage` to `prod`, and a third of 1,000 objects comes there. */
function relabelledClusters(): LargeChange {
  const tiers = (moved: boolean) => (index: number) =>
    index % 10 === 3 ? (moved ? 'prod' : 'stage') : index % 2 === 0 ? 'prod' : 'dev'
  const before = { 'inventory.yaml': inventory(100, tiers(false)), ...namespaceFiles(), ...thousand() }
  return { before, after: { 'inventory.yaml': inventory(100, tiers(true)) } }
}

/** One of 20 clusters goes, with 240 objects of some kinds, most of which are a risk to delete. */
function removedCluster(): LargeChange {
  const objects = list(228, (index) => {
    const name = `${namespaceOf(index)}/${numbered('app-', index)}`
    const kind = index % 4
    if (kind === 0) return deployment(name, 'registry.example.com/app:1')
    if (kind === 1)
      return federatedYaml('Service', name, 'template: {spec: {ports: [{port: 80}]}}', everywhere)
    if (kind === 2) return configMapYaml(name, String(index))
    return federatedYaml('ServiceAccount', name, 'template: {}', everywhere)
  })
  const before = { 'inventory.yaml': inventory(20), ...namespaceFiles(), 'objects.yaml': objects.join('') }
  return { before, after: { 'inventory.yaml': inventory(19) } }
}

function logging(index: number, level: string): string {
  const data = `{LOG_LEVEL: ${level}, own: "${index}"}`
  const name = `${namespaceOf(index)}/${numbered('app-', index)}`
  return federatedYaml('ConfigMap', name, `template: {data: ${data}}`, everywhere)
}

/** The same value of 300 ConfigMaps, each in a file of its own; one of them goes to another value. */
function editedConfigMaps(): LargeChange {
  const files = (level: (index: number) => string): Texts =>
    Object.fromEntries(
      list(300, (index) => [
        `teams/${namespaceOf(index)}/${numbered('app-', index)}.yaml`,
        logging(index, level(index)),
      ]),
    )
  const before = { 'inventory.yaml': inventory(100), ...namespaceFiles(), ...files(() => 'info') }
  return { before, after: files((index) => (index === 17 ? 'trace' : 'debug')) }
}

/** A team comes with a namespace and 40 objects of four kinds, a file for each. */
function newTeam(): LargeChange {
  const before = { 'inventory.yaml': inventory(100), ...namespaceFiles() }
  const objects = list(40, (index) => {
    const name = numbered('app-', index)
    const kinds = [
      deployment(`new-team/${name}`, `registry.example.com/${name}:1`),
      configMapYaml(`new-team/${name}`, String(index)),
      federatedYaml(
        'Service',
        `new-team/${name}`,
        `template: {spec: {ports: [{port: ${8000 + index}}]}}`,
        everywhere,
      ),
      federatedYaml('ServiceAccount', `new-team/${name}`, 'template: {}', everywhere),
    ]
    return [`teams/new-team/${name}.yaml`, kinds[index % kinds.length] ?? '']
  })
  const after = {
    'teams/new-team/namespace.yaml': namespaceYaml('new-team'),
    ...Object.fromEntries(objects),
  }
  return { before, after }
}

/** Sixty Deployments go to another image in 97 of 100 clusters; three clusters have one of their own. */
function bumpedImage(): LargeChange {
  const pinned = [5, 50, 95].map((index) => numbered('cluster-', index))
  const overrides = pinned
    .map(
      (name) =>
        `{clusterName: ${name}, clusterOverrides: [{path: /spec/template/spec/containers/0/image, value: "app:0"}]}`,
    )
    .join(', ')
  const files = (image: string): Texts =>
    Object.fromEntries(
      list(60, (index) => [
        `teams/${namespaceOf(index)}/${numbered('app-', index)}.yaml`,
        deployment(`${namespaceOf(index)}/${numbered('app-', index)}`, image, `, overrides: [${overrides}]`),
      ]),
    )
  const before = { 'inventory.yaml': inventory(100), ...namespaceFiles(), ...files('app:1') }
  return { before, after: files('app:2') }
}

/** Changes of a whole fleet by name, each made anew. */
export const largeChanges: Readonly<
  Record<
    'relabelledClusters' | 'removedCluster' | 'editedConfigMaps' | 'newTeam' | 'bumpedImage',
    () => LargeChange
  >
> = { relabelledClusters, removedCluster, editedConfigMaps, newTeam, bumpedImage }
