/** How much a diagnostic weighs: an error stops the write, a warning does so under `--strict`. */
export type Severity = 'error' | 'warning' | 'info'
