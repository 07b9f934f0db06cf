import { setOwn } from '../../src/json/own.ts'
import type { Json } from '../../src/model/json.ts'

/**
 * Reads JSON as JSON.parse does, but keeps integers beyond 2^53 exact, as bigints, as far as int64 and uint64 go;
 * Node 20's JSON.parse cannot say how a number was written.
 */
export function parseExactJson(text: string): Json {
  if (!/[0-9]{16}/.test(text)) return JSON.parse(text) as Json
  const tokens = text.matchAll(/[[\]{},:]|"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+/gs)
  const next = (): string => {
    const token = tokens.next()
    if (token.done) throw new SyntaxError('unexpected end of JSON')
    return token.value[0]
  }
  const value = parseValue(next(), next)
  if (!tokens.next().done) throw new SyntaxError('content after the JSON value')
  return value
}

function parseValue(token: string, next: () => string): Json {
  if (token === '{') return parseObject(next)
  if (token === '[') return parseArray(next)
  return /^-?[0-9]{16,}$/.test(token) ? parseInteger(token) : (JSON.parse(token) as Json)
}

function parseObject(next: () => string): Json {
  const object: Record<string, Json> = {}
  for (let token = next(); token !== '}'; token = next()) {
    const key = token === ',' ? next() : token
    if (next() !== ':') throw new SyntaxError(`no colon behind ${key}`)
    setOwn(object, JSON.parse(key) as string, parseValue(next(), next))
  }
  return object
}

function parseArray(next: () => string): Json {
  const array: Json[] = []
  for (let token = next(); token !== ']'; token = next()) {
    array.push(parseValue(token === ',' ? next() : token, next))
  }
  return array
}

function parseInteger(token: string): Json {
  const value = BigInt(token)
  if (Number.isSafeInteger(Number(value)) || value < -(2n ** 63n) || value >= 2n ** 64n) return Number(token)
  return value
}
