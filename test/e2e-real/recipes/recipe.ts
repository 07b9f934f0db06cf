/** How a program, or a file for one, is made from Go modules of fixed versions: in one of three ways. */
export interface Recipe {
  readonly name: string
  readonly version: string
  /** The package to install as it stands. */
  readonly install?: string
  /** A small main of ours. */
  readonly build?: {
    /** Files of the module that is built, by name. */
    readonly files: Readonly<Record<string, string>>
    readonly linkFlags: string
    /** The package to build, where it is a program of another module that ours requires. */
    readonly package?: string
    /** A module that go.mod replaces by a copy in a directory, with files that its package lacks as it is published. */
    readonly completed?: {
      readonly module: string
      readonly directory: string
      readonly files: Readonly<Record<string, string>>
    }
  }
  /** Files of a module, one after the other. */
  readonly copy?: { readonly module: string; readonly paths: readonly string[] }
}

/** The text of a go.mod that requires modules of fixed versions. */
export const requireModules = (name: string, ...required: readonly string[]): string =>
  `module fedrender.dev/e2e/${name}\n\ngo 1.24.0\n\n${required.map((each) => `require ${each}\n`).join('')}`

/** Lines of a go.mod: those of a required module have no effect, so that what it replaces has to be replaced again. */
export const replaceModules = (replaced: Readonly<Record<string, string>>): string =>
  Object.entries(replaced)
    .map(([module, version]) => `\nreplace ${module} => ${module} ${version}\n`)
    .join('')
