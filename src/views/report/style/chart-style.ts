/** Placement, replicas, names in DNS and waves as pictures. */
export const chartStyle = `
.fleet { width: 100%; }
.whole { max-height: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.4rem; }
.fleet td { min-width: 11rem; border-left: 1px solid var(--line); }
.tile { padding: 0.35rem 0.6rem; border: 1px solid var(--line); border-left: 4px solid var(--scheduled); border-radius: 6px; background: var(--ground); overflow-wrap: anywhere; }
.tile > * { display: block; }
.tile > span, .tile b { font-size: 0.8125rem; }
.tile summary { padding: 0; }
.tile.touched { border-left-color: var(--amber-line); }
.tile.touched small { color: var(--amber); }
.tile.gone { border-left-color: var(--red-line); background: var(--red-ground); }
.tile.gone b { text-decoration: line-through; }
.patterns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 0.75rem; margin: 0; padding: 0; list-style: none; }
.patterns li { display: flex; gap: 1rem; align-items: flex-start; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
.patterns small { display: block; }
.squares { flex: none; max-width: 45%; }
.squares .filled { fill: var(--scheduled); }
.squares .empty { fill: var(--line); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem; align-items: start; }
.card { padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.card h3 { margin: 0 0 0.5rem; }
.card table { width: 100%; }
.card tbody th { min-width: 6rem; }
.card th, .card td { padding: 0.25rem 0.5rem 0.25rem 0; }
.card thead th { background: none; }
.card td, .card thead th:nth-child(n + 2), .chart td, .chart thead th:nth-child(n + 2) { text-align: right; }
.chart td:last-child { width: 50%; min-width: 8rem; vertical-align: middle; }
.bar { display: block; width: 100%; height: 0.75rem; }
rect.scheduled { fill: var(--scheduled); }
rect.fixed { fill: var(--fixed); }
b.unplaced { color: var(--red); }
.preference { padding: 0.25rem 0; border-bottom: 1px solid var(--line); }
.preference > summary > .bar { margin: 0.3rem 0; height: 0.9rem; border-radius: 3px; background: var(--raised); }
.chart td:last-child { text-align: left; }
.dns, .dns ul { margin: 0; padding: 0; list-style: none; }
.dns li { display: flex; align-items: center; position: relative; }
.dns ul { padding-left: 2.5rem; position: relative; }
.dns ul::before { content: ""; position: absolute; left: 0; top: 50%; width: 1.25rem; border-top: 2px solid var(--line); }
.dns ul > li::before { content: ""; position: absolute; left: -1.25rem; top: 50%; width: 1.25rem; border-top: 2px solid var(--line); }
.dns ul > li::after { content: ""; position: absolute; left: -1.25rem; top: 0; bottom: 0; border-left: 2px solid var(--line); }
.dns ul > li:first-child::after { top: 50%; }
.dns ul > li:last-child::after { bottom: 50%; }
.dns ul > li:only-child::after { display: none; }
.dns > li { margin: 0 0 1rem; }
.node { margin: 0.25rem 0; padding: 0.4rem 0.75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); overflow-wrap: anywhere; min-width: 9rem; }
.node .bar { width: 9rem; margin: 0.2rem 0; border-radius: 3px; background: var(--raised); }
@media (min-width: 40.01rem) { .node { flex: none; max-width: 28rem; } }
.node.name { border-left: 4px solid var(--scheduled); }
.node > * { display: block; }
.waves { display: flex; flex-wrap: wrap; gap: 2rem; margin: 0; padding: 0; list-style: none; }
.waves li { position: relative; flex: 1 1 12rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
.waves li + li::before { content: "→"; position: absolute; left: -1.6rem; top: 0.75rem; color: var(--muted); }
rect.unplaced { fill: var(--unplaced); }
.key::before { content: ""; display: inline-block; width: 0.75em; height: 0.75em; margin-right: 0.3em; border-radius: 2px; }
.key.scheduled::before { background: var(--scheduled); }
.key.fixed::before { background: var(--fixed); }
.key.unplaced::before { background: var(--unplaced); }
`
