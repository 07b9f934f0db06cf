import { liveScript } from './live-script.ts'
import { formatMarkup, inlineElement, markup, type Markup } from './markup.ts'
import { reportStyle } from './style/report-style.ts'

/** How a page is written. */
export interface PageOptions {
  /** The SHA-256 of a text, in base64. */
  readonly sha256: (text: string) => string
  /** What distinguishes a page that is served, and that loads itself again, from its earlier versions. Default: it is a file. */
  readonly version?: string
}

/**
 * A page of HTML that loads nothing. Its policy lets only its own style and scripts run, by their hashes (W3C, Content
 * Security Policy Level 3, section 2.3.1), so that nothing that got into it could; one that is served may ask its own
 * server whether it has changed.
 *
 * @param own the scripts of its content
 */
export function formatPage(
  content: Markup,
  own: readonly string[],
  { sha256, version }: PageOptions,
): string {
  const scripts = [...own, ...(version === undefined ? [] : [liveScript])]
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(reportStyle)}'`,
    ...(scripts.length > 0
      ? [`script-src ${scripts.map((each) => `'sha256-${sha256(each)}'`).join(' ')}`]
      : []),
    ...(version === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return formatMarkup(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Fleet report</title>
${inlineElement('style', reportStyle)}
</head>
<body>
${version !== undefined && markup`<p role="status" id="live" class="notice" data-version="${version}" hidden>The server has ended: this page may not be the latest.</p>`}
${content}
${scripts.map((each) => inlineElement('script', each))}
</body>
</html>
`)
}
