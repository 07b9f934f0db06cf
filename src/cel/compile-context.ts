import type { ASTNode } from '@marcbachmann/cel-js'
import type { CelRun } from './run.ts'
import { CelFault, typeName, type CelResult, type CelValue } from './value.ts'

/** The variables of an evaluation, the innermost first. */
export interface Scope {
  readonly value: CelValue
  readonly outer: Scope | undefined
}

/** An expression as a function of its variables. */
export type Evaluate = (scope: Scope | undefined, run: CelRun) => CelResult

/** What is known where a part of an expression is compiled. */
export interface CompileContext {
  /** Makes a function of another part. */
  readonly compile: (node: ASTNode, context: CompileContext) => Evaluate
  /** The names in scope, the innermost last. */
  readonly names: readonly string[]
  /** The names of variables that are the same in every evaluation. */
  readonly constants: ReadonlySet<string>
  /** Takes note that an `all` has gone through a list of so many items. */
  readonly noteAll: (node: ASTNode, items: number) => void
}

/** A fault that ends the whole evaluation. */
export function isFinal(result: CelResult): result is CelFault {
  return result instanceof CelFault && result.kind === 'cost'
}

/** A part of an expression that has to be true or false. */
export function compileTest(node: ASTNode, context: CompileContext): Evaluate {
  const evaluate = context.compile(node, context)
  return (scope, run) => {
    const result = evaluate(scope, run)
    if (typeof result === 'boolean' || result instanceof CelFault) return result
    return new CelFault('value', `is a ${typeName(result)}, neither true nor false`, node)
  }
}
