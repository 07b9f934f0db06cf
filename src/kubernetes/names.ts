const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'
const labelPattern = new RegExp(`^${label}$`)
const subdomainPattern = new RegExp(`^${label}(?:\\.${label})*$`)
const qualifiedNamePattern = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const labelValuePattern = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/

/** Whether a text is a DNS-1123 label of at most 63 characters, as names of namespaces are. */
export function isDns1123Label(text: string): boolean {
  return text.length <= 63 && labelPattern.test(text)
}

/** Whether a text is a DNS-1123 subdomain of at most 253 characters, as names of most objects are. */
export function isDns1123Subdomain(text: string): boolean {
  return text.length <= 253 && subdomainPattern.test(text)
}

/** Whether a text is a DNS-1035 label of at most 63 characters, which starts with a letter, as API versions are. */
export function isDns1035Label(text: string): boolean {
  return isDns1123Label(text) && /^[a-z]/.test(text)
}

/** Whether a text may be a label's key: an optional DNS-1123 prefix and `/`, then a name of at most 63 characters. */
export function isLabelKey(text: string): boolean {
  const parts = text.split('/')
  const name = parts.pop() ?? ''
  if (parts.length > 1 || name.length > 63 || !qualifiedNamePattern.test(name)) return false
  return parts.length === 0 || isDns1123Subdomain(parts[0] ?? '')
}

/** Whether a text may be a label's value. */
export function isLabelValue(text: string): boolean {
  return text.length <= 63 && labelValuePattern.test(text)
}
