// What `npm run site` runs.
import { runTypeScript } from '../.ci/run-typescript.mjs'

await runTypeScript('site/builder/main.ts')
