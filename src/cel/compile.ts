import type { ASTNode } from '@marcbachmann/cel-js'
import { invariant } from '../text/invariant.ts'
import { compileMacro } from './compile-macro.ts'
import { functionsByName } from './functions.ts'
import { hasMember, member } from './member.ts'
import { calculate, contains, equal } from './operators.ts'
import { compileTest, isFinal, type CompileContext, type Evaluate, type Scope } from './compile-context.ts'
import { sizeOf, spend, type CelRun } from './run.ts'
import { macroOf } from './syntax.ts'
import { CelFault, typeName, type CelResult, type CelValue } from './value.ts'

/** Makes a function of an expression that the library has typed, so that each name and function in it is known. */
export function compile(node: ASTNode, context: CompileContext): Evaluate {
  const macro = macroOf(node)
  if (macro) return compileMacro(node, macro, context)
  switch (node.op) {
    case 'value':
      return compileConstant(node.args as CelValue)
    case 'id':
      return compileName(node.args, context)
    case '.':
    case '[]':
      return compileAccess(node, context)
    case '&&':
    case '||':
      return compileLogic(node, context)
    case '?:':
      return compileChoice(node.args, context)
    default:
      return compileOther(node, context)
  }
}

type OtherNode = Exclude<ASTNode, Node<'value' | 'id' | '.' | '[]' | '&&' | '||' | '?:'>>

function compileOther(node: OtherNode, context: CompileContext): Evaluate {
  switch (node.op) {
    case '!_':
    case '-_':
      return compileUnary(node, context)
    case 'list':
      return compileList(node, context)
    case 'map':
      return compileMap(node, context)
    case 'call':
    case 'rcall':
      return compileCall(node, context)
    case '.?':
    case '[?]':
      throw new Error('invariant: optional fields are not enabled')
    default:
      return compileBinary(node, context)
  }
}

function compileConstant(value: CelValue): Evaluate {
  return () => value
}

type Node<Op extends ASTNode['op']> = Extract<ASTNode, { readonly op: Op }>

function compileName(name: string, { names }: CompileContext): Evaluate {
  const depth = names.length - 1 - names.lastIndexOf(name)
  invariant(depth < names.length, `the name ${name} is in scope`)
  return (scope) => {
    let at = scope
    for (let left = depth; left > 0; left -= 1) at = at?.outer
    invariant(at, 'every name in scope has a value')
    return at.value
  }
}

function compileAccess(node: Node<'.' | '[]'>, context: CompileContext): Evaluate {
  const container = compile(node.args[0], context)
  const key: Evaluate = node.op === '.' ? () => node.args[1] : compile(node.args[1], context)
  return (scope, run) => {
    const from = container(scope, run)
    if (from instanceof CelFault) return from
    const by = key(scope, run)
    if (by instanceof CelFault) return by
    // A text that an expression made is gone through to be looked up.
    const spent = node.op === '[]' ? spend(run, sizeOf(by), node) : undefined
    return spent ?? member(from, by, node, run)
  }
}

/** As CEL has it, either side may decide: a fault counts only where the other side does not. */
function compileLogic(node: Node<'&&' | '||'>, context: CompileContext): Evaluate {
  const [left, right] = node.args.map((each) => compileTest(each, context))
  invariant(left && right, 'a logical operator has two sides')
  const deciding = node.op === '||'
  return (scope, run) => {
    const first = left(scope, run)
    if (first === deciding || isFinal(first)) return first
    const second = right(scope, run)
    return second === deciding || isFinal(second) || first === !deciding ? second : first
  }
}

function compileUnary(node: Node<'!_' | '-_'>, context: CompileContext): Evaluate {
  if (node.op === '!_') {
    const test = compileTest(node.args, context)
    return (scope, run) => {
      const result = test(scope, run)
      return result instanceof CelFault ? result : result !== true
    }
  }
  const operand = compile(node.args, context)
  return (scope, run) => {
    const value = operand(scope, run)
    if (value instanceof CelFault) return value
    return typeof value === 'number' ? -value : calculate('-', [0n, value], node)
  }
}

function compileChoice(parts: Node<'?:'>['args'], context: CompileContext): Evaluate {
  const [condition, ...branches] = parts
  const test = compileTest(condition, context)
  const [yes, no] = branches.map((each) => compile(each, context))
  invariant(yes && no, 'a choice has two branches')
  return (scope, run) => {
    const chosen = test(scope, run)
    return chosen instanceof CelFault ? chosen : chosen === true ? yes(scope, run) : no(scope, run)
  }
}

function compileList(node: Node<'list'>, context: CompileContext): Evaluate {
  const items = node.args.map((each) => compile(each, context))
  return (scope, run) => evaluateAll(items, scope, run) ?? []
}

function compileMap(node: Node<'map'>, context: CompileContext): Evaluate {
  const keys = node.args.map(([key]) => compile(key, context))
  const values = node.args.map(([, value]) => compile(value, context))
  return (scope, run) => {
    const names = evaluateAll(keys, scope, run)
    if (names instanceof CelFault) return names
    const odd = names.find((name) => typeof name === 'object')
    if (odd !== undefined) return new CelFault('value', `has a ${typeName(odd)} for a key`, node)
    const contents = evaluateAll(values, scope, run)
    if (contents instanceof CelFault) return contents
    return Object.fromEntries(names.map((name, index) => [String(name), contents[index] ?? null]))
  }
}

/** The values of several expressions, or the first fault. */
function evaluateAll(
  parts: readonly Evaluate[],
  scope: Scope | undefined,
  run: CelRun,
): CelValue[] | CelFault {
  const values: CelValue[] = []
  for (const part of parts) {
    const value = part(scope, run)
    if (value instanceof CelFault) return value
    values.push(value)
  }
  return values
}

function compileCall(node: Node<'call' | 'rcall'>, context: CompileContext): Evaluate {
  if (node.op === 'call' && node.args[0] === 'has') return compileHas(node, context)
  const name = node.args[0]
  const called = functionsByName.get(name)
  invariant(called, `the function ${name} is known`)
  const given = node.op === 'call' ? node.args[1] : [node.args[1], ...node.args[2]]
  const parts = given.map((each) => compile(each, context))
  return (scope, run) => {
    const values = evaluateAll(parts, scope, run)
    if (values instanceof CelFault) return values
    return spend(run, 1, node) ?? called.call(values, { range: node, run })
  }
}

function compileHas(node: Node<'call'>, context: CompileContext): Evaluate {
  const [field] = node.args[1]
  invariant(field?.op === '.', 'the library lets has() ask for a field alone')
  const [container, key] = field.args
  const evaluate = compile(container, context)
  return (scope, run) => {
    const from = evaluate(scope, run)
    if (from instanceof CelFault) return from
    return hasMember(from, key) ?? new CelFault('value', `is a ${typeName(from)} without fields`, container)
  }
}

type Operator = '==' | '!=' | 'in' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'

function compileBinary(node: Node<Operator>, context: CompileContext): Evaluate {
  const [first, second] = node.args
  const [left, right] = [compile(first, context), compile(second, context)]
  const operate = operationOf(node)
  return (scope, run) => {
    const [one, other] = [left(scope, run), right(scope, run)]
    if (one instanceof CelFault) return one
    return other instanceof CelFault ? other : operate(one, other, run)
  }
}

function operationOf(node: Node<Operator>): (left: CelValue, right: CelValue, run: CelRun) => CelResult {
  switch (node.op) {
    case '==':
      return (left, right, run) => equal(left, right, node, run)
    case '!=':
      return (left, right, run) => {
        const verdict = equal(left, right, node, run)
        return verdict instanceof CelFault ? verdict : !verdict
      }
    case 'in':
      return (left, right, run) => contains(right, left, node, run)
    default:
      return (left, right, run) =>
        spend(run, 1 + sizeOf(left) + sizeOf(right), node) ?? calculate(node.op, [left, right], node)
  }
}
