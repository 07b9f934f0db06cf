import { withBase } from 'vitepress'
import { defineComponent, h, onBeforeUnmount, onMounted, ref, type DefineComponent } from 'vue'

/** What the bundle of the playground gives. */
interface PlaygroundModule {
  /** Puts the playground into an element, and gives what takes it away. */
  readonly mountPlayground: (into: HTMLElement) => () => void
}

/** The page of the playground: what runs in it is a bundle of its own, which is loaded in the browser. */
export const Playground: DefineComponent = defineComponent({
  name: 'PlaygroundPage',
  setup() {
    const place = ref<HTMLElement>()
    const status = ref('The playground is being loaded; it needs JavaScript.')
    let remove = (): void => {}
    onMounted(async () => {
      try {
        const { mountPlayground } = (await import(
          /* @vite-ignore */ withBase('/playground/page.js')
        )) as PlaygroundModule
        if (place.value) remove = mountPlayground(place.value)
        status.value = ''
      } catch {
        status.value = 'The playground cannot be loaded. Load the page again.'
      }
    })
    onBeforeUnmount(() => remove())
    return () =>
      h('main', {}, [
        status.value === ''
          ? undefined
          : h('p', { class: 'playground-status', role: 'status' }, status.value),
        h('div', { ref: place }),
      ])
  },
})
