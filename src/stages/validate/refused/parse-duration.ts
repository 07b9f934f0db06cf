import type { Json } from '../../../model/json.ts'

const seconds: Readonly<Partial<Record<string, number>>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
}

/** The seconds of a duration as Go writes it, such as `1m30s`; undefined for what is none (Go: time.ParseDuration). */
export function parseDuration(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined
  const [, sign, rest = ''] = /^([-+]?)(.*)$/s.exec(value) ?? []
  if (rest === '0') return 0
  const parts = [...rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== rest) return undefined
  const sum = parts.reduce(
    (total, [, amount, unit]) => total + Number(amount) * (seconds[unit ?? ''] ?? 0),
    0,
  )
  return sign === '-' ? -sum : sum
}
