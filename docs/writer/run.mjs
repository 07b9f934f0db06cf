// What `npm run docs` runs.
import { runTypeScript } from '../../.ci/run-typescript.mjs'

await runTypeScript('docs/writer/main.ts')
