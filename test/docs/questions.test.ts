import { describe, expect, it } from 'vitest'
import { readRepositoryFile } from './documents.ts'
import { linesWithLinkTo, pagesWithin, sectionOf } from './linked-pages.ts'

/** What a user asks, in the words of one, and where the answer is. */
interface Question {
  readonly asked: string
  /** What is searched for on the first page. */
  readonly keyWords: readonly string[]
  readonly page: string
  /** The heading below which the answer begins; the title of the page answers by its first paragraphs. */
  readonly heading: string
  /** What the answer has to contain. */
  readonly answer: readonly string[]
}

const questions: readonly Question[] = [
  {
    asked: 'How do I change one cluster first, as a canary?',
    keyWords: ['canary'],
    page: 'docs/how-to/change-one-cluster-first.md',
    heading: '# How do I change one cluster first?',
    answer: ['overrides:', 'clusterName: eu-west', 'the second change', 'label'],
  },
  {
    asked: 'Why is my object not in cluster X?',
    keyWords: ['not in', 'explain'],
    page: 'docs/how-to/explain-an-object.md',
    heading: '# Why is an object in a cluster, or not?',
    answer: ['$ fedrender explain us-east configmaps/settings', 'Not there because'],
  },
  {
    asked: 'How do I roll back?',
    keyWords: ['roll', 'revert'],
    page: 'docs/how-to/roll-back.md',
    heading: '# How do I roll a change back?',
    answer: [
      'Revert the commit',
      '$ git revert',
      '$ fedrender render',
      '$ fedrender publish',
      'publish-superseded',
    ],
  },
  {
    asked: 'What goes into CODEOWNERS?',
    keyWords: ['CODEOWNERS'],
    page: 'docs/how-to/divide-rights-between-teams.md',
    heading: '## Give a team a folder',
    answer: [
      '/teams/pay/',
      '/rendered/clusters/*/pay/',
      '.sourceignore',
      'The last line that matches counts',
    ],
  },
  {
    asked: 'Two pull requests conflict in rendered/: how do I merge them?',
    keyWords: ['merge conflict'],
    page: 'docs/how-to/resolve-a-conflict.md',
    heading: '# How do I merge two pull requests that touch one object?',
    answer: ['Resolve the sources', 'fedrender render --previous MERGE_HEAD', 'git add rendered'],
  },
  {
    asked: 'Can I use kustomize or Helm?',
    keyWords: ['Helm', 'kustomize'],
    page: 'docs/how-to/use-helm-or-kustomize.md',
    heading: '# How do I use Helm or kustomize beside the sources?',
    answer: ['kustomize build', 'helm template', 'fedrender render', '--also -'],
  },
  {
    asked: 'What about replicas with an HPA?',
    keyWords: ['HPA'],
    page: 'docs/how-to/use-an-autoscaler.md',
    heading: '# How do I let an autoscaler own the replicas?',
    answer: ['FederatedHorizontalPodAutoscaler', 'retainReplicas: true', 'rendered nowhere'],
  },
  {
    asked: 'What do I do before an upgrade of fedrender?',
    keyWords: ['upgrade'],
    page: 'docs/how-to/upgrade-fedrender.md',
    heading: '# How do I upgrade fedrender itself?',
    answer: [
      '$ fedrender render',
      '$ fedrender diff --rendered',
      'requiredVersion',
      '$ git diff --stat origin/rendered rendered',
    ],
  },
  {
    asked: 'How do I remove a cluster?',
    keyWords: ['remove a cluster'],
    page: 'docs/how-to/remove-a-cluster.md',
    heading: '# How do I remove a cluster, and what is deleted there?',
    answer: ['fedrender unjoin NAME', 'fedrender diff', 'approval', 'preserveResourcesOnDeletion'],
  },
  {
    asked: 'How do I delegate a folder to a team?',
    keyWords: ['delegate a folder'],
    page: 'docs/how-to/divide-rights-between-teams.md',
    heading: '## Give a team a folder',
    answer: ['sources: [teams/pay/**]', 'namespaces: [pay]', 'clusters: [eu-*]'],
  },
  {
    asked: 'Is there a pipeline for GitHub or GitLab?',
    keyWords: ['GitHub', 'GitLab'],
    page: 'docs/how-to/run-in-ci.md',
    heading: '# How do I check every change in CI?',
    answer: [
      'GitHub',
      'GitLab',
      '../../examples/ci/README.md#the-output-is-published-to-a-branch',
      'comment-file',
    ],
  },
  {
    asked: 'How do Argo CD and Flux get it?',
    keyWords: ['Argo', 'Flux'],
    page: 'docs/tutorials/publishing-to-a-branch.md',
    heading: '# Publishing to a branch, for Argo CD or Flux',
    answer: [
      '$ fedrender bootstrap',
      'targetRevision: rendered',
      '$ fedrender publish --branch rendered --push',
      'flux: {}',
    ],
  },
  {
    asked: 'How do we leave KubeFed?',
    keyWords: ['Leaving KubeFed'],
    page: 'docs/tutorials/leaving-kubefed.md',
    heading: '# Leaving KubeFed without a restart',
    answer: ['dump', '$ fedrender adopt', '--replicas=0', 'delete nothing'],
  },
]

const firstPages = ['README.md', 'docs/README.md']

describe('the questions of new users are answered', () => {
  it.each(questions.map((each) => [each.asked, each] as const))(
    '%s',
    (_, { page, heading, answer, keyWords }) => {
      const text = sectionOf(readRepositoryFile(page), heading)
      const lacking = answer.filter((each) => !text.includes(each))
      expect(lacking, 'the answer lacks them').toStrictEqual([])
      for (const first of firstPages) expect(pagesWithin(first, 2), `two links from ${first}`).toContain(page)
      const lines = firstPages.flatMap((first) => linesWithLinkTo(first, page)).join('\n')
      const unfound = keyWords.filter((word) => !lines.toLowerCase().includes(word.toLowerCase()))
      expect(unfound, 'no link on the first pages has them beside it').toStrictEqual([])
    },
  )
})
