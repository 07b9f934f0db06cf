import type { ASTNode } from '@marcbachmann/cel-js'
import type { CompileContext, Evaluate, Scope } from './compile-context.ts'
import { compile } from './compile.ts'
import type { CelExpression } from './parse-expression.ts'
import { spend, type CelRun } from './run.ts'
import { sizeOfNode } from './syntax.ts'
import { CelFault, type CelValue } from './value.ts'

/** An expression that is evaluated often, and what it remembers. */
export interface CelProgram {
  readonly expression: CelExpression
  /** True or false; or why it is neither. */
  readonly evaluate: (scope: Scope | undefined, run: CelRun) => boolean | CelFault
  /** A part of the expression as a function, by the names in scope there. */
  readonly part: (node: ASTNode, names: readonly string[]) => Evaluate
  /** The names in scope of the whole, the innermost last. */
  readonly names: readonly string[]
  /** The `all` of the expression that were reached and never had an item. */
  readonly vacuous: () => readonly ASTNode[]
}

/**
 * Makes a program of an expression.
 *
 * @param names those of the variables, the innermost last, in whose order a scope has their values
 * @param constants those that are the same in each evaluation, so that answers about the items of a list hold in the next one
 */
export function createProgram(
  expression: CelExpression,
  names: readonly string[],
  constants: ReadonlySet<string>,
): CelProgram {
  const reached = new Map<ASTNode, number>()
  const noteAll = (node: ASTNode, items: number): void => {
    reached.set(node, (reached.get(node) ?? 0) + items)
  }
  const context: CompileContext = { compile, names, constants, noteAll }
  const root = compile(expression.root, context)
  const size = sizeOfNode(expression.root)
  const parts = new Map<ASTNode, Evaluate>()
  return {
    expression,
    names,
    evaluate: (scope, run) => {
      const result = spend(run, size, expression.root) ?? root(scope, run)
      if (typeof result === 'boolean' || result instanceof CelFault) return result
      return new CelFault('value', 'is neither true nor false', expression.root)
    },
    part: (node, inner) => {
      const known = parts.get(node) ?? compile(node, { ...context, names: inner })
      parts.set(node, known)
      return known
    },
    vacuous: () => [...reached].flatMap(([node, items]) => (items === 0 ? [node] : [])),
  }
}

/** The scope of variables, in the order of their names. */
export function scopeOf(values: readonly CelValue[]): Scope | undefined {
  return values.reduce<Scope | undefined>((outer, value) => ({ value, outer }), undefined)
}
