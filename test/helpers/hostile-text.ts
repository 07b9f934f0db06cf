import * as fc from 'fast-check'

/** What terminals, CI systems, forges and browsers obey, and what makes a text look like another. */
const hostilePieces: readonly string[] = [
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0085',
  '\u2028',
  '\u2029',
  '\v',
  '\f',
  '\u0000',
  '\u0007',
  '\u0008',
  '\u007f',
  '\u001b[31m',
  '\u001b[1m',
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\u{e0041}',
  '\ud800',
  '\udc00',
  '::error file=x,line=1::PWNED',
  '::stop-commands::PWNED',
  '::add-mask::a',
  '##[error]PWNED',
  '##[add-matcher]PWNED',
  '##vso[task.setvariable variable=x]PWNED',
  '%0A::error::PWNED',
  'section_start:1:PWNED\r\u001b[0K',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '</details></code>@octocat',
  '[x](javascript:alert(1)) ![i](http://evil.example)',
  '<!-- x -->',
  '```',
  '~~~',
  '`` ` ',
  '|',
  '"\'&lt;\\',
  '{0} {{x}}',
  'javascript:alert(1)',
  '%',
  ',',
  ':',
  '#',
  ' ',
  'a',
]

/** A text of such pieces. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))

/** Texts that every property of hostile text should see: each such piece at the start of a line, and amid others. */
export const hostileExamples: [string][] = [[hostilePieces.join('\n')], [hostilePieces.join(' ')]]
