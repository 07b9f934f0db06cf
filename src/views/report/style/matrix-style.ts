/** The matrix of objects and clusters, with its filters. */
export const matrixStyle = `
form { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; margin: 1rem 0 0.5rem; }
form[hidden], [hidden] { display: none; }
label { display: grid; gap: 0.2rem; color: var(--muted); font-size: 0.8125rem; max-width: 100%; }
input, select, button { font: inherit; font-size: 0.9375rem; color: var(--text); background: var(--ground); border: 1px solid var(--muted); border-radius: 6px; padding: 0.4rem 0.6rem; min-height: 2.25rem; max-width: 100%; }
input { width: 15rem; }
select { max-width: 12.5rem; }
button { background: var(--raised); cursor: pointer; }
[role="status"] { color: var(--muted); font-size: 0.875rem; }
.matrix .members ul { margin: 0.25rem 0; padding-left: 1.1rem; }
.members b { font-weight: 500; color: var(--muted); }
.members li span:not([hidden]) { display: inline-block; max-width: 100%; margin-right: 0.6em; overflow-wrap: anywhere; }
.members li b + span { margin-left: -0.25em; }
.matrix ul.variants { margin: 0; padding: 0; list-style: none; }
.matrix > tbody > tr > th { position: sticky; left: 0; background: var(--ground); min-width: 10rem; max-width: 20rem; border-right: 1px solid var(--line); }
.matrix > thead > tr > th:first-child { left: 0; z-index: 2; border-right: 1px solid var(--line); }
.matrix > tbody > tr > th + td, .matrix > thead > tr > th:nth-child(2) { min-width: 16rem; max-width: 34rem; overflow-wrap: anywhere; border-right: 1px solid var(--line); }
.matrix > tbody > tr > td:nth-child(n + 3), .matrix > thead > tr > th:nth-child(n + 3) { text-align: center; }
.matrix.narrow > thead span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; overflow-wrap: anywhere; text-align: left; }
.matrix.narrow > tbody > tr > td:nth-child(n + 3), .matrix.narrow > thead > tr > th:nth-child(n + 3) { padding: 0.4rem; min-width: 2.25rem; }
.matrix.wide > thead span { display: inline-block; min-width: 6rem; max-width: 11rem; overflow-wrap: break-word; }
.matrix td.other { background: var(--other); font-weight: 600; }
.matrix td.held { color: var(--amber); background: var(--amber-ground); }
.matrix td.failed { color: var(--red); background: var(--red-ground); font-weight: 600; }
`
