import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import '../../playground/page/playground.css'
import { FrontPage } from './front-page.ts'
import { Playground } from './playground.ts'
import './style.css'

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('front-page', FrontPage)
    app.component('playground', Playground)
  },
}
export default theme
