import { filesBelow, namesIn, readRepositoryFile } from './repository.ts'

/** A file of an example. */
interface ExampleFile {
  readonly path: string
  readonly text: string
}

/** An example as the list of examples has it. */
interface ListedExample {
  readonly name: string
  readonly title: string
}

/** The examples of the repository that are fleets. */
export function playableExamples(): readonly string[] {
  return namesIn('examples')
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => exampleFiles(name).some(({ text }) => text.includes('kind: KubeFedCluster')))
}

/** The examples of the repository and the notes of users, a module each, and the list of them in `list.js`. */
export function exampleModules(): ReadonlyMap<string, string> {
  const examples = playableExamples().map((name) => ({ name, title: name, files: exampleFiles(name) }))
  const notes = filesBelow('test/acceptance/notes').map((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
    return { name: `note-${name}`, title: `Note ${name.replaceAll('-', ' ')}`, files: noteFiles(name) }
  })
  const all = [...examples, ...notes]
  const listed: readonly ListedExample[] = all.map(({ name, title }) => ({ name, title }))
  return new Map([
    ['list.js', moduleOf('examples', listed)],
    ...all.map(({ name, files }) => [`${name}.js`, moduleOf('files', files)] as const),
  ])
}

function moduleOf(name: string, value: unknown): string {
  return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))})\n`
}

/** The sources of an example, without what is rendered of them. */
function exampleFiles(name: string): readonly ExampleFile[] {
  const directory = `examples/${name}/`
  return filesBelow(`examples/${name}`)
    .map((path) => path.slice(directory.length))
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && !/^(?:rendered|bootstrap)\//.test(path))
    .map((path) => ({ path, text: readRepositoryFile(directory + path) }))
}

/** A note beside the two clusters that the notes speak of. */
function noteFiles(name: string): readonly ExampleFile[] {
  const cluster = (each: string): ExampleFile => ({
    path: `clusters/${each}.yaml`,
    text: `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata:\n  name: ${each}\n  namespace: kube-federation-system\nspec:\n  apiEndpoint: https://${each}.example.com\n`,
  })
  return [
    { path: `${name}.yaml`, text: readRepositoryFile(`test/acceptance/notes/${name}.yaml`) },
    cluster('cluster1'),
    cluster('cluster2'),
  ]
}
