/** Changes by cause, the fields in which variants differ, and YAML beside its origins. */
export const changeStyle = `
.change { max-width: none; margin: 0; padding: 0.35rem 0; }
.cause { margin: 0 0 0.75rem; padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.cause > h3 { margin: 0; font-size: 0.875rem; font-weight: 500; color: var(--muted); }
.cause > h3 b { color: var(--text); font-weight: 600; }
.cause > * + .change { border-top: 1px solid var(--line); }
del { color: var(--red); background: var(--red-ground); text-decoration: none; }
ins { color: var(--green); background: var(--green-ground); text-decoration: none; }
pre { margin: 0.5rem 0; padding: 0.5rem 0.75rem; background: var(--raised); border-radius: 6px; white-space: pre-wrap; }
.object, .object > details { border-bottom: 1px solid var(--line); }
.object > :not(summary) { margin-left: 1rem; }
.yaml { overflow: auto; max-height: 70vh; margin: 0.5rem 0 1rem; border: 1px solid var(--line); border-radius: 8px; }
.yaml table { width: 100%; }
.yaml td { padding: 0 0.75rem; border: 0; }
.yaml td:first-child { white-space: pre-wrap; min-width: 18rem; }
.yaml td:last-child { width: 40%; min-width: 11rem; color: var(--muted); font-size: 0.8125rem; border-left: 1px solid var(--line); user-select: none; overflow-wrap: anywhere; }
.yaml th { padding: 0.15rem 0.75rem; }
.yaml .override > td, .yaml .schedule > td { background: var(--other); color: var(--text); }
.yaml tr[title]:hover > td { background: var(--blue-ground); }
.fields { margin: 0.25rem 0 0.75rem; }
.fields thead th { position: static; background: none; }
.fields th, .fields td { padding: 0.2rem 0.6rem; min-width: 4rem; max-width: 22rem; overflow-wrap: anywhere; font-size: 0.8125rem; }
.fields p { margin: 0; }
`
