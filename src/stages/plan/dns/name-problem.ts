/**
 * What is wrong with a DNS name, as the rest of a sentence, or undefined: no dot at the end, labels of 1 to 63 letters,
 * digits, `-` and `_`, at most 253 characters (RFC 1035, section 2.3.4), `*` only as the whole first label (RFC 4592),
 * and a last label that is not a number, since such a name is a misspelled address (RFC 1123, section 2.1).
 */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.endsWith('.')) return 'ends with a dot'
  if (name.length > 253) return `has ${name.length} characters`
  const labels = name.split('.')
  for (const [index, label] of labels.entries()) {
    const problem = index === 0 && label === '*' && labels.length > 1 ? undefined : labelProblem(label)
    if (problem !== undefined) return problem
  }
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? 'ends with a number, as only an address does' : undefined
}

function labelProblem(label: string): string | undefined {
  const quoted = JSON.stringify(label)
  if (label === '') return 'has an empty label'
  if (label.length > 63) return `has a label of ${label.length} characters`
  if (!/^[a-z0-9_-]+$/i.test(label)) return `has the label ${quoted} with a character that DNS does not take`
  return /^-|-$/.test(label) ? `has the label ${quoted} with a "-" at its end` : undefined
}
