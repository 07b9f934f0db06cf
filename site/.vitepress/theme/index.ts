import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { Playground } from './playground.ts'
import './style.css'
import '../../playground/page/playground.css'

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('playground', Playground)
  },
}
export default theme
