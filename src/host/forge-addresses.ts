/** The variables in which a pipeline of GitHub or GitLab says where its project is shown. */
export const forgeVariables: readonly string[] = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'CI_PROJECT_URL']

/** The addresses at which a pipeline's forge shows a line of the sources, with `{commit}`, `{path}` and `{line}`; none elsewhere. */
export function forgeAddresses(environment: (name: string) => string | undefined): readonly string[] {
  const [server, project, gitlab] = forgeVariables.map(environment)
  return [
    ...(server && project ? [`${server}/${project}/blob/{commit}/{path}#L{line}`] : []),
    ...(gitlab ? [`${gitlab}/-/blob/{commit}/{path}#L{line}`] : []),
  ]
}
