import { chartStyle } from './chart-style.ts'
import { changeStyle } from './change-style.ts'
import { matrixStyle } from './matrix-style.ts'
import { mediaStyle } from './media-style.ts'
import { pageStyle } from './page-style.ts'
import { summaryStyle } from './summary-style.ts'

/** How the page looks: in light and dark, on a phone and on paper; every text at least 4.5:1 on its ground. */
export const reportStyle: string = [
  pageStyle,
  summaryStyle,
  changeStyle,
  matrixStyle,
  chartStyle,
  mediaStyle,
].join('')
