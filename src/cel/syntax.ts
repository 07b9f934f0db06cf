import type { ASTNode } from '@marcbachmann/cel-js'

/** The macros that go through a list: the name of an item, and an expression about it. */
export type MacroName = 'all' | 'exists' | 'exists_one' | 'filter' | 'map'

/** A macro, as it is written. */
export interface Macro {
  readonly name: MacroName
  readonly receiver: ASTNode
  /** What an item is called. */
  readonly variable: string
  /** What is asked of an item; of `map` with three arguments, what selects the items. */
  readonly test?: ASTNode
  /** What `map` makes of an item. */
  readonly transform?: ASTNode
}

const macroNames: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** The names of the macros. */
export function isMacroName(name: string): name is MacroName {
  return macroNames.has(name)
}

/** A node as a macro; undefined where it is none. */
export function macroOf(node: ASTNode): Macro | undefined {
  if (node.op !== 'rcall') return undefined
  const [name, receiver, [item, second, third]] = node.args
  if (!isMacroName(name) || item?.op !== 'id' || second === undefined) return undefined
  const known = { name, receiver, variable: item.args }
  if (name !== 'map') return { ...known, test: second }
  return third === undefined ? { ...known, transform: second } : { ...known, test: second, transform: third }
}

/** A node below another, and the name that is bound there. */
export interface ChildNode {
  readonly node: ASTNode
  readonly binds?: string
}

/** The nodes below a node. */
export function childrenOf(node: ASTNode): readonly ChildNode[] {
  const macro = macroOf(node)
  if (macro) {
    const { receiver, variable, test, transform } = macro
    const bodies = [test, transform].flatMap((each) => (each ? [{ node: each, binds: variable }] : []))
    return [{ node: receiver }, ...bodies]
  }
  return argumentsOf(node).map((each) => ({ node: each }))
}

function argumentsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}

/** How many nodes an expression has, those in the bodies of its macros left out: each pass through them counts itself. */
export function sizeOfNode(node: ASTNode): number {
  return childrenOf(node).reduce(
    (sum, { node: child, binds }) => sum + (binds === undefined ? sizeOfNode(child) : 0),
    1,
  )
}

/** The names that an expression reads and does not bind itself. */
export function freeNames(node: ASTNode): ReadonlySet<string> {
  if (node.op === 'id') return new Set([node.args])
  const names = new Set<string>()
  for (const { node: child, binds } of childrenOf(node)) {
    for (const name of freeNames(child)) if (name !== binds) names.add(name)
  }
  return names
}

/** Which fields of a variable an expression reads: `["labels", "env"]`; undefined where it uses the variable as a whole. */
export function pathsOf(node: ASTNode, variable: string): readonly (readonly string[])[] | undefined {
  const found = new Map<string, readonly string[]>()
  const add = (path: readonly string[]): boolean => {
    found.set(JSON.stringify(path), path)
    return true
  }
  const visit = (each: ASTNode): boolean => {
    if (each.op === 'id') return each.args !== variable
    if (each.op === '.' || each.op === '[]') {
      const path = pathOf(each, variable)
      if (path) return add(path)
    }
    return childrenOf(each).every(({ node: child, binds }) => binds === variable || visit(child))
  }
  return visit(node) ? [...found.values()] : undefined
}

/** A field of a variable, or a label of it by a fixed name. */
function pathOf(node: ASTNode, variable: string): readonly string[] | undefined {
  const key = node.op === '.' ? node.args[1] : node.op === '[]' ? constantText(node.args[1]) : undefined
  if (key === undefined || (node.op !== '.' && node.op !== '[]')) return undefined
  const [container] = node.args
  if (container.op === 'id') return container.args === variable && node.op === '.' ? [key] : undefined
  const isLabel =
    container.op === '.' &&
    container.args[1] === 'labels' &&
    container.args[0].op === 'id' &&
    container.args[0].args === variable
  return isLabel ? ['labels', key] : undefined
}

function constantText(node: ASTNode): string | undefined {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : undefined
}
