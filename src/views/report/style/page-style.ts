/** Colours, letters, tables, and what all sections share. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --accent: #0756b8;
  --other: #fff4d6; --red: #a40e26; --red-ground: #ffebe9; --orange: #8f3a00; --orange-ground: #ffe8d4;
  --amber: #6b4e00; --amber-ground: #fff8c5; --amber-line: #d4a72c; --orange-line: #e16f24; --red-line: #cf222e; --green: #116329; --green-ground: #dafbe1; --blue: #0756b8; --blue-ground: #e3f1ff;
  --scheduled: #0969da; --fixed: #8c6ad6; --unplaced: #a40e26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --muted: #9aa4af; --line: #30363d; --accent: #6cb2ff;
    --other: #3b2e0a; --red: #ff9d95; --red-ground: #3c1618; --orange: #ffb77c; --orange-ground: #40220a;
    --amber: #e9cf6a; --amber-ground: #322b08; --amber-line: #bb8009; --orange-line: #db6d28; --red-line: #f85149; --green: #7ee2a0; --green-ground: #0f2d1b; --blue: #8cc4ff; --blue-ground: #10263f;
    --scheduled: #4493f8; --fixed: #a98bea; --unplaced: #ff9d95;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 90rem; padding: 0 1.5rem 3rem; background: var(--ground); color: var(--text);
  font: 0.9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ground); border: 1px solid var(--line); }
.skip:focus { top: 0.5rem; z-index: 3; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 2.5rem; padding: 1.75rem 0 1rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.01em; scroll-margin-top: 1rem; }
main > section:first-child > h2 { margin-top: 1.25rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; overflow-wrap: anywhere; }
p { margin: 0.5rem 0; max-width: 75ch; }
small { color: var(--muted); font-size: 0.8125rem; }
i { color: var(--muted); }
code, pre { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--muted); }
summary { cursor: pointer; padding: 0.25rem 0; overflow-wrap: anywhere; }
summary:hover { color: var(--accent); }
.identity { flex-basis: 100%; margin: 0; max-width: none; color: var(--muted); font-size: 0.8125rem; overflow-wrap: anywhere; }
.level, .kind { display: inline-block; padding: 0 0.45rem; border-radius: 4px; font-size: 0.75rem; font-weight: 600; line-height: 1.5; }
.level.info, .kind.changed, .kind.moved { color: var(--blue); background: var(--blue-ground); }
.level.critical { color: var(--ground); background: var(--red); }
.level.high { color: var(--orange); background: var(--orange-ground); }
.level.error, .kind.removed { color: var(--red); background: var(--red-ground); }
.level.warning, .level.medium, .kind.held { color: var(--amber); background: var(--amber-ground); }
.kind.added { color: var(--green); background: var(--green-ground); }
b.held { color: var(--amber); }

.scrolled { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
.scrolled > table { width: 100%; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th, thead td { position: sticky; top: 0; z-index: 1; background: var(--raised); font-size: 0.8125rem; color: var(--muted); vertical-align: bottom; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
.scrolled > table > tbody > tr:hover > * { background-color: var(--raised); }
.counts td, .counts thead th:nth-child(n + 2) { text-align: right; }
`
