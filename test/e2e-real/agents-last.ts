import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = ['kubefed-migration.test.ts', '/kubefed.test.ts', 'flux.test.ts', 'argocd.test.ts']

/** Tests of controllers come last, since they take the most time: KubeFed, then the agents Flux and Argo CD. */
export class AgentsLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      slow.findIndex((name) => moduleId.endsWith(name))
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right))
  }
}
