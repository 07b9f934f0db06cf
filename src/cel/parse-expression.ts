import { Environment, type ASTNode, type TypeCheckResult } from '@marcbachmann/cel-js'
import { listSome } from '../text/list-some.ts'
import { nearest } from '../text/nearest.ts'
import { quote } from '../text/quote.ts'
import { celFunctions, functionsByName } from './functions.ts'
import type { CelRange } from './run.ts'
import { childrenOf, isMacroName } from './syntax.ts'

/** What expressions may read, with the types of the library's signatures: `list<Object>`. */
export interface CelVocabulary {
  /** The fields of each type. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly variables: ReadonlyMap<string, string>
  /** What a name that is no field of a type means, where more can be said than what exists. */
  readonly explainField?: (type: string, field: string) => string | undefined
}

/** An expression that may be evaluated: true or false. */
export interface CelExpression {
  readonly text: string
  readonly root: ASTNode
}

/** What is wrong with an expression: a sentence without its subject, a hint, and the part of the text. */
export interface ExpressionProblem extends CelRange {
  readonly problem: string
  readonly hint?: string
}

/** An expression, or the first thing that is wrong with it. */
export type ExpressionResult =
  | { readonly expression: CelExpression; readonly problem?: undefined }
  | { readonly problem: ExpressionProblem; readonly expression?: undefined }

/** Bounds what is parsed: what a person writes is far below, and neither types nor evaluation grow beyond. */
const limits = {
  maxAstNodes: 1000,
  maxDepth: 60,
  maxListElements: 200,
  maxMapEntries: 50,
  maxCallArguments: 4,
}

/** Gives the function that reads an expression over a vocabulary, whose types are declared once. */
export function createExpressionParser(vocabulary: CelVocabulary): (text: string) => ExpressionResult {
  const environment = new Environment({ limits, homogeneousAggregateLiterals: false })
  for (const [name, fields] of vocabulary.types) {
    environment.registerType(name, { fields: Object.fromEntries(fields) })
  }
  for (const [name, type] of vocabulary.variables) environment.registerVariable(name, type)
  for (const { name, signature } of celFunctions) {
    if (signature === undefined) continue
    const params = signature.parameters.map((type, index) => ({ name: `p${index}`, type }))
    const receiverType = signature.receiver
    const declared = { name, returnType: signature.returns, handler: () => null, params }
    environment.registerFunction(receiverType === undefined ? declared : { ...declared, receiverType })
  }
  return (text) => parse(environment, vocabulary, text)
}

function parse(environment: Environment, vocabulary: CelVocabulary, text: string): ExpressionResult {
  try {
    const parsed = environment.parse(text)
    const odd = findUnknown(parsed.ast, [...vocabulary.variables.keys()])
    if (odd) return { problem: odd }
    const checked = parsed.check()
    if (!checked.valid) return { problem: describe(checked.error, vocabulary, text) }
    if (checked.type !== 'bool' && checked.type !== 'dyn') {
      const problem = `is of the type ${checked.type}, and has to be true or false`
      return { problem: { problem, start: 0, end: text.length } }
    }
    return { expression: { text, root: parsed.ast } }
  } catch (error) {
    return { problem: describe(error, vocabulary, text) }
  }
}

/** The first name or function that there is not: the library has more of both, of which nothing bounds what they cost. */
function findUnknown(node: ASTNode, names: readonly string[]): ExpressionProblem | undefined {
  const own = problemOf(node, names)
  if (own) return own
  for (const { node: child, binds } of childrenOf(node)) {
    const found = findUnknown(child, binds === undefined ? names : [...names, binds])
    if (found) return found
  }
  return undefined
}

function problemOf(node: ASTNode, names: readonly string[]): ExpressionProblem | undefined {
  const { start, end } = node
  if (node.op === 'id' && !names.includes(node.args)) {
    const near = nearest(node.args, names)
    return {
      problem: `has no variable ${quote(node.args)}`,
      hint: `${near === undefined ? '' : `Write ${near}? `}The variables here: ${names.join(', ')}.`,
      start,
      end,
    }
  }
  if (node.op === 'value' && typeof node.args === 'object' && node.args !== null)
    return { problem: 'has a value of bytes or of an unsigned integer, which is not read', start, end }
  if (node.op !== 'call' && node.op !== 'rcall') return undefined
  const name = node.args[0]
  if (functionsByName.has(name) || isMacroName(name) || name === 'has') return undefined
  const known = ['all', 'exists', 'exists_one', 'filter', 'map', 'has', ...functionsByName.keys()]
  const near = nearest(name, known)
  return {
    problem: `has no function ${quote(name)}`,
    hint: `${near === undefined ? '' : `Write ${near}? `}The functions: ${known.join(', ')}.`,
    start,
    end,
  }
}

type LibraryError = NonNullable<TypeCheckResult['error']>

/** What the library found wrong, with what exists where it does not say so itself. */
function describe(error: unknown, vocabulary: CelVocabulary, text: string): ExpressionProblem {
  if (!isLibraryError(error)) throw error
  const { start = 0, end = text.length } = error.range ?? {}
  const range = { start: Math.min(start, text.length), end: Math.min(end, text.length) }
  if (error.code === 'no_such_key') return describeField(error, vocabulary, range)
  const summary = error.summary.charAt(0).toLowerCase() + error.summary.slice(1)
  return { problem: `is not understood: ${summary}`, ...range }
}

function describeField(
  { node }: LibraryError,
  vocabulary: CelVocabulary,
  range: CelRange,
): ExpressionProblem {
  const field = node?.op === '.' && Array.isArray(node.args) ? String(node.args[1]) : ''
  const container: unknown = node?.op === '.' && Array.isArray(node.args) ? node.args[0] : undefined
  const type = typeOf(container)
  const fields = [...(vocabulary.types.get(type)?.keys() ?? [])]
  const problem = `has no field ${quote(field)} of ${type === '' ? 'this type' : `the type ${type}`}`
  const explained = vocabulary.explainField?.(type, field)
  if (explained !== undefined) return { problem, hint: explained, ...range }
  const near = nearest(field, fields)
  const hint = `${near === undefined ? '' : `Write ${near}? `}Its fields: ${listSome(fields, mostListed)}.`
  return { problem, hint, ...range }
}

const mostListed = 40

/** The type that the library has found for a node, which its declarations leave out. */
function typeOf(node: unknown): string {
  const type: unknown =
    typeof node === 'object' && node !== null ? Reflect.get(node, 'checkedType') : undefined
  return typeof type === 'object' && type !== null ? String(Reflect.get(type, 'name')) : ''
}

const errorNames: ReadonlySet<string> = new Set(['ParseError', 'TypeError', 'EvaluationError'])

function isLibraryError(error: unknown): error is LibraryError {
  return error instanceof Error && errorNames.has(error.name) && 'summary' in error
}
