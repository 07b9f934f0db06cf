/** How the page looks: in light and dark, on a phone and on paper; every text at least 4.5:1 on its ground. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --accent: #0756b8;
  --other: #fff4d6; --red: #a40e26; --red-ground: #ffebe9; --amber: #7a4700; --amber-ground: #fff4d6;
  --green: #116329; --green-ground: #dafbe1; --blue: #0756b8; --blue-ground: #e3f1ff;
  --scheduled: #0969da; --fixed: #8c6ad6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --muted: #9aa4af; --line: #30363d; --accent: #6cb2ff;
    --other: #3b2e0a; --red: #ff9d95; --red-ground: #3c1618; --amber: #f0c267; --amber-ground: #3b2e0a;
    --green: #7ee2a0; --green-ground: #0f2d1b; --blue: #8cc4ff; --blue-ground: #10263f;
    --scheduled: #4493f8; --fixed: #a98bea;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 90rem; padding: 0 1.5rem 3rem; background: var(--ground); color: var(--text);
  font: 0.9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ground); border: 1px solid var(--line); }
.skip:focus { top: 0.5rem; z-index: 3; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 2.5rem; padding: 1.75rem 0 1rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.2rem; line-height: 1.3; scroll-margin-top: 1rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; overflow-wrap: anywhere; }
p { margin: 0.5rem 0; max-width: 75ch; }
.change { max-width: none; }
small { color: var(--muted); font-size: 0.8125rem; }
i { color: var(--muted); }
code, pre { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--muted); }
summary { cursor: pointer; padding: 0.25rem 0; overflow-wrap: anywhere; }
.notice { padding: 0.75rem 1rem; border-left: 4px solid var(--red); background: var(--red-ground); }

.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.25rem, 1fr)); gap: 0.75rem; margin: 0; }
.numbers div { display: flex; flex-direction: column; justify-content: space-between; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.numbers dt { color: var(--muted); font-size: 0.8125rem; line-height: 1.35; }
.numbers dd { margin: 0.25rem 0 0; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }

.numbers small { display: block; line-height: 1.3; }
b.held { color: var(--amber); }

.findings { margin: 0; padding: 0; list-style: none; }
.findings li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.findings small { display: block; }
.level, .kind { display: inline-block; padding: 0 0.45rem; border-radius: 4px; font-size: 0.75rem; font-weight: 600; line-height: 1.5; }
.level.info, .kind.changed { color: var(--blue); background: var(--blue-ground); }
.level.error, .critical, .high, .kind.removed { color: var(--red); background: var(--red-ground); }
.level.warning, .medium, .kind.held { color: var(--amber); background: var(--amber-ground); }
.kind.added, ins { color: var(--green); background: var(--green-ground); }
.change { padding: 0.25rem 0; border-bottom: 1px solid var(--line); }
del { color: var(--red); background: var(--red-ground); }
ins { text-decoration: none; }
del { text-decoration: none; }
pre { margin: 0.5rem 0; padding: 0.5rem 0.75rem; background: var(--raised); border-radius: 6px; white-space: pre-wrap; }

form { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; margin: 1rem 0 0.5rem; }
form[hidden], [hidden] { display: none; }
label { display: grid; gap: 0.2rem; color: var(--muted); font-size: 0.8125rem; max-width: 100%; }
input, select, button { font: inherit; font-size: 0.9375rem; color: var(--text); background: var(--ground); border: 1px solid var(--muted); border-radius: 6px; padding: 0.4rem 0.6rem; min-height: 2.25rem; max-width: 100%; }
input { width: 15rem; }
select { max-width: 12.5rem; }
button { background: var(--raised); cursor: pointer; }
[role="status"] { color: var(--muted); font-size: 0.875rem; }

.scrolled { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
.scrolled > table { width: 100%; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th, thead td { position: sticky; top: 0; z-index: 1; background: var(--raised); font-size: 0.8125rem; color: var(--muted); vertical-align: bottom; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
tbody tr:hover > * { background-color: var(--raised); }

.matrix td ul { margin: 0.25rem 0; padding-left: 1.1rem; }
.matrix ul.variants { margin: 0; padding: 0; list-style: none; }
.matrix tbody th { position: sticky; left: 0; background: var(--ground); min-width: 10rem; max-width: 20rem; border-right: 1px solid var(--line); }
.matrix thead th:first-child { left: 0; z-index: 2; border-right: 1px solid var(--line); }
.matrix th + td, .matrix thead th:nth-child(2) { min-width: 16rem; max-width: 34rem; overflow-wrap: anywhere; border-right: 1px solid var(--line); }
.matrix td:nth-child(n + 3), .matrix thead th:nth-child(n + 3) { text-align: center; }
.matrix.narrow thead span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; overflow-wrap: anywhere; text-align: left; }
.matrix.narrow td:nth-child(n + 3), .matrix.narrow thead th:nth-child(n + 3) { padding: 0.4rem; min-width: 2.25rem; }
.matrix.wide thead span { display: inline-block; min-width: 6rem; max-width: 11rem; overflow-wrap: break-word; }
.matrix td.other { background: var(--other); font-weight: 600; }
.matrix td.held { color: var(--amber); background: var(--amber-ground); }
.matrix td.failed { color: var(--red); background: var(--red-ground); font-weight: 600; }

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem; align-items: start; }
.card { padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.card h3 { margin: 0 0 0.5rem; }
.card table { width: 100%; }
.card tbody th { min-width: 6rem; }
.card th, .card td { padding: 0.25rem 0.5rem 0.25rem 0; }
.card thead th { background: none; }
.card td, .card thead th:nth-child(n + 2), .counts td, .counts thead th:nth-child(n + 2), .chart td, .chart thead th:nth-child(n + 2) { text-align: right; }
.chart td:last-child { width: 50%; min-width: 8rem; vertical-align: middle; }
.bar { display: block; width: 100%; height: 0.75rem; }
rect.scheduled { fill: var(--scheduled); }
rect.fixed { fill: var(--fixed); }
.key::before { content: ""; display: inline-block; width: 0.75em; height: 0.75em; margin-right: 0.3em; border-radius: 2px; }
.key.scheduled::before { background: var(--scheduled); }
.key.fixed::before { background: var(--fixed); }

@media (max-width: 40rem) {
  body { padding: 0 1rem 2rem; }
  form, label { width: 100%; }
  input, select { width: 100%; max-width: 100%; }
  .matrix tbody th, .matrix thead th:first-child { position: static; min-width: 7rem; max-width: 9rem; }
  .matrix th + td, .matrix thead th:nth-child(2) { min-width: 12rem; }
  .card { padding: 0.75rem; }
  .chart td:last-child { min-width: 6rem; }
  th, td { padding: 0.35rem 0.5rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { rect { forced-color-adjust: none; } }
@media print {
  .skip, nav, form, [role="status"] { display: none; }
  .scrolled { max-height: none; overflow: visible; border: 0; }
  thead th, .matrix tbody th { position: static; }
  section { break-inside: auto; }
  tr, .card, .numbers div { break-inside: avoid; }
}
`
