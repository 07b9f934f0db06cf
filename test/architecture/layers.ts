/** What the files of a room may import besides each other. */
export interface Layer {
  readonly rooms: readonly string[]
  /** Packages, and modules of Node. Default: none. */
  readonly packages?: readonly string[]
}

/**
 * Who may import whom: what a row does not name is forbidden. A room is a folder of `src`, or of `src/stages`, or a file
 * beside them. The last column of the map in `src/README.md` is written from this table.
 */
export const layers: Readonly<Record<string, Layer>> = {
  text: { rooms: [], packages: ['fastest-levenshtein', 'minimatch'] },
  model: { rooms: [] },
  memo: { rooms: ['model'] },
  json: { rooms: ['model'] },
  kubernetes: { rooms: ['text', 'model', 'json'] },
  kubefed: { rooms: ['text', 'model', 'json', 'kubernetes'] },
  yaml: { rooms: ['text', 'model', 'json'], packages: ['yaml'] },
  diagnostics: { rooms: ['text', 'model', 'json', 'yaml'], packages: ['node:util'] },
  cel: {
    rooms: ['text', 'model', 'json', 'kubernetes'],
    packages: ['@marcbachmann/cel-js', 're2js'],
  },
  output: { rooms: ['text', 'model', 'json', 'kubefed', 'yaml', 'diagnostics'], packages: ['node:crypto'] },
  agents: { rooms: ['text', 'model', 'json', 'kubernetes', 'kubefed', 'diagnostics', 'output'] },
  'stages/parse': { rooms: ['text', 'model', 'json', 'kubernetes', 'yaml', 'diagnostics', 'output'] },
  'stages/validate': {
    rooms: ['text', 'model', 'memo', 'json', 'kubernetes', 'kubefed', 'diagnostics', 'stages/parse'],
    packages: ['ajv', 'minimatch'],
  },
  'stages/resolve': { rooms: ['text', 'model', 'memo', 'json', 'kubernetes', 'kubefed', 'diagnostics'] },
  'stages/plan': {
    rooms: [
      'text',
      'model',
      'memo',
      'json',
      'kubernetes',
      'kubefed',
      'yaml',
      'diagnostics',
      'output',
      'agents',
      'stages/parse',
    ],
  },
  'stages/waves': {
    rooms: ['text', 'model', 'memo', 'json', 'kubefed', 'diagnostics', 'stages/plan'],
  },
  'stages/authorize': {
    rooms: ['text', 'model', 'json', 'kubernetes', 'kubefed', 'diagnostics', 'agents'],
  },
  'stages/check': {
    rooms: ['text', 'model', 'memo', 'json', 'kubernetes', 'kubefed', 'diagnostics', 'stages/plan'],
  },
  'stages/hold': {
    rooms: ['text', 'model', 'json', 'kubernetes', 'cel', 'diagnostics', 'stages/plan', 'stages/check'],
  },
  'stages/emit': {
    rooms: [
      'text',
      'model',
      'memo',
      'json',
      'kubernetes',
      'kubefed',
      'diagnostics',
      'output',
      'agents',
      'stages/authorize',
    ],
  },
  'render.ts': {
    rooms: [
      'model',
      'memo',
      'diagnostics',
      'stages/parse',
      'stages/validate',
      'stages/resolve',
      'stages/plan',
      'stages/waves',
      'stages/authorize',
      'stages/emit',
    ],
  },
  authoring: {
    rooms: ['text', 'model', 'json', 'kubernetes', 'kubefed', 'yaml', 'diagnostics', 'output'],
    packages: ['diff', 'fast-json-patch'],
  },
  views: {
    rooms: ['text', 'model', 'json', 'kubernetes', 'kubefed', 'diagnostics', 'output', 'agents'],
    packages: ['diff', 're2js'],
  },
  language: {
    rooms: [
      'text',
      'model',
      'json',
      'kubernetes',
      'kubefed',
      'yaml',
      'diagnostics',
      'output',
      'stages/validate',
      'stages/plan',
      'render.ts',
      'authoring',
      'views',
    ],
  },
  krm: {
    rooms: [
      'text',
      'model',
      'json',
      'kubernetes',
      'kubefed',
      'yaml',
      'diagnostics',
      'output',
      'stages/parse',
    ],
  },
  host: {
    rooms: ['text', 'model', 'json', 'diagnostics', 'output', 'agents', 'stages/parse', 'stages/validate'],
    packages: ['glob', 'node:*'],
  },
  'index.ts': { rooms: ['model', 'diagnostics', 'stages/validate', 'render.ts', 'host'] },
  app: {
    rooms: [
      'text',
      'model',
      'memo',
      'json',
      'kubernetes',
      'kubefed',
      'diagnostics',
      'output',
      'agents',
      'stages/parse',
      'stages/validate',
      'stages/resolve',
      'stages/plan',
      'stages/authorize',
      'stages/check',
      'stages/hold',
      'stages/emit',
      'render.ts',
      'authoring',
      'views',
      'krm',
      'host',
    ],
    packages: ['node:buffer', 'node:path'],
  },
  lsp: {
    rooms: [
      'text',
      'model',
      'memo',
      'stages/parse',
      'stages/validate',
      'stages/check',
      'render.ts',
      'authoring',
      'language',
      'host',
      'app',
    ],
    packages: ['node:*', 'vscode-languageserver-protocol', 'vscode-languageserver-textdocument'],
  },
  cli: {
    rooms: [
      'text',
      'model',
      'memo',
      'json',
      'kubernetes',
      'kubefed',
      'yaml',
      'diagnostics',
      'output',
      'stages/parse',
      'stages/validate',
      'stages/resolve',
      'stages/plan',
      'stages/check',
      'authoring',
      'views',
      'language',
      'krm',
      'host',
      'app',
      'lsp',
    ],
    packages: ['commander', 'node:*', 'yaml'],
  },
  action: { rooms: ['text', 'model', 'json', 'diagnostics', 'host', 'cli'], packages: ['node:*'] },
}

/** What a row of the table says in the map of `src/README.md`. */
export function describeLayer({ rooms, packages = [] }: Layer): string {
  const own = rooms.length === 0 ? 'nothing' : rooms.join(', ')
  return packages.length === 0 ? own : `${own}; packages ${packages.join(', ')}`
}

/** The room of a file of `src`, by its path from there. */
export function roomOf(path: string): string {
  const [first = '', second = '', third] = path.split('/')
  return first === 'stages' && third !== undefined ? `${first}/${second}` : first
}

/** Why a file may not import something, by paths from `src` or by the name of a package; undefined where it may. */
export function refuseImport(from: string, to: string): string | undefined {
  const [room, isOwn] = [roomOf(from), to.endsWith('.ts')]
  const layer = layers[room]
  if (layer === undefined) return `${from}: the room ${room} is in no row of the table`
  const name = isOwn ? roomOf(to) : to
  const { rooms, packages = [] } = layer
  const allowed = isOwn ? [room, ...rooms] : packages
  const isAllowed = allowed.includes(name) || (name.startsWith('node:') && allowed.includes('node:*'))
  return isAllowed ? undefined : `${from}: ${room} may not import ${name}`
}
