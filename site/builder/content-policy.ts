import { createHash } from 'node:crypto'

/**
 * A page with the policy that lets it run its own files and the scripts in it, by their digests, and nothing else: no other
 * script, no style in an attribute, no evaluation of texts. `connects` is whether its scripts may ask their own server.
 */
export function addContentPolicy(page: string, connects: boolean): string {
  const scripts = [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g)].map(
    ([, text = '']) => text,
  )
  const digests = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...digests].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    "worker-src 'self'",
    `connect-src ${connects ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`
  // What VitePress writes as an attribute its own scripts set again, which a policy allows.
  const styled = page.replaceAll(/(<[a-z][^<>]*) style="[^"]*"/g, '$1')
  return styled.replace(/<meta charset="utf-8">/i, (charset) => `${charset}\n    ${meta}`)
}
