/** The first screen, and the list of errors and warnings. */
export const summaryStyle = `
.notice { position: sticky; top: 0; z-index: 4; padding: 0.5rem 1rem; border-left: 4px solid var(--red-line); background: var(--red-ground); color: var(--red); }
.verdict { margin: 0.5rem 0 1rem; padding: 1rem 1.25rem; border-left: 8px solid var(--blue); border-radius: 8px; background: var(--raised); }
.verdict p { margin: 0.25rem 0 0; max-width: none; }
.verdict .answer { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.25; letter-spacing: -0.015em; }
.verdict .headline { color: var(--muted); font-size: 0.9375rem; }
.verdict.critical, .verdict.error { border-color: var(--red-line); background: var(--red-ground); }
.verdict.critical .answer, .verdict.error .answer { color: var(--red); }
.verdict.high { border-color: var(--orange-line); background: var(--orange-ground); }
.verdict.high .answer { color: var(--orange); }
.verdict.medium { border-color: var(--amber-line); background: var(--amber-ground); }
.verdict.none { border-color: var(--green); background: var(--green-ground); }
.verdict.none .answer { color: var(--green); }
.verdict.critical .headline, .verdict.high .headline, .verdict.medium .headline, .verdict.error .headline, .verdict.none .headline { color: var(--text); }
.gauges { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0.75rem; margin: 0 0 1rem; }
.gauges div { padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 8px; border-top: 4px solid var(--line); }
.gauges dt { color: var(--muted); font-size: 0.8125rem; }
.gauges dd { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.gauges .none dd { color: var(--muted); font-weight: 400; }
.gauges .critical { border-top-color: var(--red-line); }
.gauges .critical dd { color: var(--red); }
.gauges .high { border-top-color: var(--orange-line); }
.gauges .high dd { color: var(--orange); }
.gauges .medium { border-top-color: var(--amber-line); }
.gauges .medium dd { color: var(--amber); }
.approval { margin: 0 0 1rem; padding: 0.75rem 1.25rem; border: 1px solid var(--red-line); border-radius: 8px; }
.approval h3 { margin: 0; color: var(--red); }
.approval p { max-width: none; overflow-wrap: anywhere; }
.approval ul { margin: 0.5rem 0; padding-left: 1.25rem; }
.risks { margin: 0; padding: 0; list-style: none; }
.risks li { margin: 0 0 0.4rem; padding: 0.4rem 0.75rem; border-left: 4px solid var(--amber-line); border-radius: 4px; background: var(--raised); overflow-wrap: anywhere; }
.risks li.critical { border-color: var(--red-line); }
.risks li.high { border-color: var(--orange-line); }
.risks small { display: block; }
@media (min-width: 64rem) { .first { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: 0 1.5rem; align-items: start; } }
.first > * > h3:first-child { margin-top: 0.5rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 0.5rem; margin: 0; }
.numbers div { display: flex; flex-direction: column; justify-content: space-between; padding: 0.6rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.numbers dt { color: var(--muted); font-size: 0.8125rem; line-height: 1.35; }
.numbers dd { margin: 0.25rem 0 0; font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.numbers small { display: block; line-height: 1.3; }
.findings { margin: 0; padding: 0; list-style: none; }
.findings li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.findings small { display: block; }
`
