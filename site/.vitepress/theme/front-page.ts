import { Content } from 'vitepress'
import { VPHomeContent, VPHomeFeatures, VPHomeHero } from 'vitepress/theme-without-fonts'
import { defineComponent, h, type DefineComponent } from 'vue'

/** The first page as the theme has it, in the landmark that the theme leaves out. */
export const FrontPage: DefineComponent = defineComponent({
  name: 'FrontPage',
  setup: () => () =>
    h('main', { class: 'front-page' }, [
      h(VPHomeHero),
      h(VPHomeFeatures),
      h(VPHomeContent, {}, { default: () => h(Content) }),
    ]),
})
