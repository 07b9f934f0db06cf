import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { DiagnosticCode } from '../../src/diagnostics/catalog/index.ts'

/** The parameters of one code, once for each choice that their type leaves; every text in them is the given one. */
export type MakeParameters = (text: string) => readonly object[]

/** For every code of the catalogue how its parameters are made, read from the types that the catalogue declares. */
export function hostileParameters(): ReadonlyMap<DiagnosticCode, MakeParameters> {
  const file = fileURLToPath(new URL('../../src/diagnostics/catalog/index.ts', import.meta.url))
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const catalog = module && checker.getExportsOfModule(module).find(({ name }) => name === 'catalog')
  if (source === undefined || catalog === undefined) throw new Error('the catalogue is not found')
  const properties = checker.getPropertiesOfType(checker.getTypeOfSymbol(catalog))
  return new Map(
    properties.map((code) => [code.name as DiagnosticCode, makerOf(checker, code, source)] as const),
  )
}

function makerOf(checker: ts.TypeChecker, code: ts.Symbol, source: ts.Node): MakeParameters {
  const entry = checker.getTypeOfSymbol(code)
  const types = ['message', 'hint'].flatMap((name) => {
    const field = entry.getProperty(name)
    const [signature] = field ? checker.getTypeOfSymbol(field).getCallSignatures() : []
    const [parameter] = signature?.getParameters() ?? []
    return parameter ? [checker.getTypeOfSymbolAtLocation(parameter, source)] : []
  })
  return (text) => {
    const made = types.map((type) => valuesOf(checker, type, text, source) as object[])
    const most = Math.max(1, ...made.map((each) => each.length))
    return Array.from({ length: most }, (_, index) =>
      Object.assign({}, ...made.map((each) => each[index % each.length])),
    ) as object[]
  }
}

/** Values of a type; of a union some of each member, of an object one in which each field takes its turn. */
function valuesOf(checker: ts.TypeChecker, type: ts.Type, text: string, source: ts.Node): readonly unknown[] {
  if (type.isUnion()) return type.types.flatMap((each) => valuesOf(checker, each, text, source))
  if (type.isLiteral()) return [type.value]
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type) === 'true']
  if (type.flags & ts.TypeFlags.StringLike) return [text]
  if (type.flags & ts.TypeFlags.NumberLike) return [0, 1, 2]
  if (type.flags & ts.TypeFlags.BigIntLike) return [-1n, 2n ** 63n]
  if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) return [undefined]
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference)
    return item ? [valuesOf(checker, item, text, source).flatMap((each) => [each, each]), []] : []
  }
  if (type.flags & ts.TypeFlags.Object || type.isIntersection()) {
    const fields = checker.getPropertiesOfType(type).map((each): [string, readonly unknown[]] => {
      return [each.name, valuesOf(checker, checker.getTypeOfSymbolAtLocation(each, source), text, source)]
    })
    const most = Math.max(1, ...fields.map(([, values]) => values.length))
    return Array.from({ length: most }, (_, index) =>
      Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]])),
    )
  }
  throw new Error(`no value is known of the type ${checker.typeToString(type)}`)
}
