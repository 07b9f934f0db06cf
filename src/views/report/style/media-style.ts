/** What is otherwise on a phone, on paper, and with the colours of the system. */
export const mediaStyle = `
@media (max-width: 40rem) {
  body { padding: 0 1rem 2rem; }
  form, label { width: 100%; }
  input, select { width: 100%; max-width: 100%; }
  .verdict .answer { font-size: 1.35rem; }
  .gauges { grid-template-columns: repeat(2, 1fr); }
  .numbers { grid-template-columns: repeat(2, 1fr); }
  .matrix > tbody > tr > th, .matrix > thead > tr > th:first-child { position: static; min-width: 7rem; max-width: 9rem; }
  .matrix > tbody > tr > th + td, .matrix > thead > tr > th:nth-child(2) { min-width: 12rem; }
  .card { padding: 0.75rem; }
  .chart td:last-child { min-width: 6rem; }
  th, td { padding: 0.35rem 0.5rem; }
  .chart tbody th { min-width: 8rem; }
  .fleet, .fleet tbody, .fleet tr, .fleet th, .fleet td { display: block; }
  .fleet thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .fleet tr { border-bottom: 1px solid var(--line); padding: 0.25rem 0; }
  .fleet tr > * { border: 0; }
  .fleet tbody th { font-weight: 600; }
  .fleet td.none, .fleet td:empty { display: none; }
  .fleet td::before { content: attr(data-column); display: block; margin-bottom: 0.2rem; color: var(--muted); font-size: 0.8125rem; }
  .dns li { display: block; }
  .dns ul { padding-left: 1.25rem; }
  .dns ul::before, .dns ul > li::before, .dns ul > li::after { display: none; }
  .dns ul > li { border-left: 2px solid var(--line); padding-left: 0.75rem; }
  .waves { display: grid; gap: 0.75rem; }
  .waves li + li::before { content: none; }
  .squares { max-width: 35%; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { rect, path { forced-color-adjust: none; } }
@media print {
  .skip, nav, form, [role="status"] { display: none; }
  .scrolled { max-height: none; overflow: visible; border: 0; }
  thead th, .matrix > tbody > tr > th { position: static; }
  section { break-inside: auto; }
  tr, .card, .numbers div { break-inside: avoid; }
}
`
