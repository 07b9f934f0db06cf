// What `npm run fuzz` runs.
import { runTypeScript } from '../../.ci/run-typescript.mjs'

await runTypeScript('test/fuzz/main.ts')
