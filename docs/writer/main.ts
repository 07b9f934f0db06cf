import { writeFileSync } from 'node:fs'
import { writtenPages } from './written-pages.ts'

for (const [path, text] of writtenPages()) writeFileSync(path, text)
