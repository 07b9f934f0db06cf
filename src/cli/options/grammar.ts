import type { Option } from 'commander'
import { valueOption, type ValueSource } from '../completion/value-source.ts'

/** One spelling that all commands share. */
export interface GrammarRule {
  /** As commander takes them, and as the help prints them. */
  readonly flags: string
  /** What it means in every command. */
  readonly meaning: string
  /** What completes its value. */
  readonly values?: ValueSource
  /** The headings of the help whose commands all take it; a command elsewhere takes it where it has a use for it. */
  readonly takenBy?: readonly string[]
  /** The commands under those headings that do not take it, and why. */
  readonly except?: Readonly<Record<string, string>>
  /** The commands of kubefedctl in which it has kubefedctl's meaning, and that meaning. */
  readonly kubefedctl?: Readonly<Record<string, string>>
  /** The commands in which it means something else, and what. */
  readonly otherwise?: Readonly<Record<string, string>>
}

/** The options that commands share, by what they are about. */
export type SharedOption =
  | 'dir'
  | 'config'
  | 'out'
  | 'file'
  | 'also'
  | 'output'
  | 'to'
  | 'namespace'
  | 'allNamespaces'
  | 'selector'
  | 'cluster'
  | 'type'
  | 'without'
  | 'format'
  | 'dryRun'
  | 'base'
  | 'previous'
  | 'check'
  | 'strict'
  | 'approvePrune'
  | 'kubernetes'
  | 'kubernetesPackages'
  | 'policy'
  | 'force'
  | 'kubefedNamespace'

/** The headings of the help, by what a person wants. */
export const compileGroup = 'Compile:'
export const reviewGroup = 'Review:'
export const authorGroup = 'Author:'
export const deliverGroup = 'Deliver:'

const all = [compileGroup, reviewGroup, authorGroup, deliverGroup]
const readsNone = { fn: 'it reads its standard input, and no repository' }
const noObjects = {
  clusters: 'it lists clusters, and no objects',
  report: 'its page has filters of its own',
  serve: 'its page has filters of its own',
}
const yaml = 'print the new objects, as `yaml`, and write no file'

/**
 * The grammar of the command line: what is spelled alike in every command. A command takes these options from here, the
 * reference prints them, and a test compares every command with them.
 */
export const grammar: Readonly<Record<SharedOption, GrammarRule>> = {
  dir: {
    flags: '-C, --dir <dir>',
    meaning: 'the repository; where a command has no other argument, it is the argument too',
    values: 'files',
    takenBy: all,
    except: readsNone,
  },
  config: {
    flags: '--config <file>',
    meaning: 'the configuration (default: fedrender.yaml in the repository)',
    values: 'files',
    takenBy: all,
    except: { ...readsNone, init: 'it writes the configuration' },
  },
  out: {
    flags: '--out <dir>',
    meaning: "the output directory (default: the configuration's, or rendered)",
    values: 'files',
    takenBy: all,
    except: { ...readsNone, init: 'it writes the configuration' },
  },
  file: {
    flags: '-f, --file <->',
    meaning: 'read the sources from standard input in place of the repository',
    values: 'files',
    takenBy: [compileGroup, reviewGroup],
    except: { diff: 'both sides come from Git', serve: 'it reads again on every save' },
    kubefedctl: {
      enable: 'the file of an EnableTypeDirective, or `-`',
      federate: 'the file of the plain objects, or `-`',
    },
  },
  also: {
    flags: '--also <->',
    meaning: 'add standard input to the sources of the repository, as what `kustomize build` prints',
    values: 'files',
    takenBy: [compileGroup, reviewGroup],
    except: { diff: 'both sides come from Git', serve: 'it reads again on every save' },
  },
  output: {
    flags: '-o, --output <format>',
    meaning: 'how the result is printed',
    takenBy: [reviewGroup],
    except: { report: 'its result is a page of HTML', serve: 'its result is a page of HTML' },
    kubefedctl: { enable: yaml, disable: yaml, federate: yaml, join: yaml },
  },
  to: {
    flags: '--to <path>',
    meaning: 'the file or the directory that results are written to',
    values: 'files',
    otherwise: { promote: 'the commit that a wave gets' },
  },
  namespace: {
    flags: '-n, --namespace <name>',
    meaning: 'only objects of this namespace',
    values: 'namespaces',
    takenBy: [reviewGroup],
    except: noObjects,
    kubefedctl: {
      federate: 'the namespace of the plain object',
      'orphaning-deletion': 'the namespace of the federated object',
    },
  },
  allNamespaces: {
    flags: '-A, --all-namespaces',
    meaning: 'objects of every namespace, which is the default',
    takenBy: [reviewGroup],
    except: noObjects,
  },
  selector: {
    flags: '-l, --selector <selector>',
    meaning: 'only objects whose labels meet this selector, as app=web,tier!=test',
    values: 'text',
    takenBy: [reviewGroup],
    except: noObjects,
  },
  cluster: {
    flags: '--cluster <name>',
    meaning: 'only this cluster (repeatable)',
    values: 'clusters',
    takenBy: [reviewGroup],
    except: { ...noObjects, drill: 'it asks of every cluster, and --without names those that are lost' },
  },
  type: {
    flags: '--type <type[/name]>',
    meaning: 'only objects of this type, or one of them, as deployments.apps, cm or deploy/web',
    values: 'types',
    takenBy: [reviewGroup],
    except: noObjects,
  },
  without: {
    flags: '--without <cluster>',
    meaning: 'as if the fleet were without this cluster (repeatable)',
    values: 'clusters',
  },
  format: {
    flags: '--format <format>',
    meaning: 'how diagnostics are printed',
    takenBy: all,
    except: {
      fn: 'its diagnostics are results of the ResourceList',
      serve: 'its page shows them',
    },
  },
  dryRun: {
    flags: '--dry-run',
    meaning: "write nothing and show what would change; kubectl's --dry-run=client is the same",
    takenBy: [compileGroup, authorGroup],
    except: { schema: 'its files follow from the sources, and nobody edits them' },
  },
  base: { flags: '--base <ref>', meaning: 'the commit to compare with', values: 'refs' },
  previous: { flags: '--previous <ref|dir>', meaning: 'the earlier output', values: 'files' },
  check: { flags: '--check', meaning: 'write nothing, and exit 1 if anything would change' },
  strict: { flags: '--strict', meaning: 'take warnings for errors' },
  approvePrune: {
    flags: '--approve-prune <digest>',
    meaning: 'let exactly this set of files go (repeatable)',
    values: 'text',
  },
  kubernetes: { flags: '--kubernetes <version>', meaning: 'the version of Kubernetes', values: 'text' },
  kubernetesPackages: {
    flags: '--kubernetes-packages <dir>',
    meaning: "check objects by Kubernetes' own code, from the packages kubernetes-1.NN in this directory",
    values: 'files',
  },
  policy: {
    flags: '--policy <dir>',
    meaning:
      "evaluate the ValidatingAdmissionPolicies below this directory, too, by Kubernetes' own code (repeatable)",
    values: 'files',
  },
  force: { flags: '--force', meaning: 'change what is there already and says otherwise' },
  kubefedNamespace: {
    flags: '--kubefed-namespace <name>',
    meaning: "the system namespace (default: the configuration's, or kube-federation-system)",
    values: 'text',
  },
}

/** An option of the grammar, in the words of one command where those say more. */
export function sharedOption(name: SharedOption, description?: string): Option {
  const rule = grammar[name]
  return valueOption(rule.flags, description ?? rule.meaning, rule.values ?? 'text')
}
