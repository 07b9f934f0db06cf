const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Lets the arrow keys go through the buttons of a list, which is one stop of the tab key. */
export function moveFocus(event: KeyboardEvent): void {
  const step = steps[event.key]
  const list = event.currentTarget
  if (step === undefined || !(list instanceof HTMLElement)) return
  const buttons = [...list.querySelectorAll<HTMLElement>('button')]
  const now = buttons.findIndex((button) => button.matches(':focus'))
  const next = buttons[now + step]
  if (next === undefined) return
  event.preventDefault()
  buttons[now]?.setAttribute('tabindex', '-1')
  next.setAttribute('tabindex', '0')
  next.focus()
}
