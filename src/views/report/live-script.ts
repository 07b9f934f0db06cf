/**
 * What a served page does besides: it loads itself again when the server has another page, with the same parts unfolded, and
 * says so where the server has ended.
 */
export const liveScript: string = String.raw`'use strict'
const note = document.getElementById('live')
const details = Array.from(document.querySelectorAll('details'))
const kept = JSON.parse(sessionStorage.getItem('fedrender') ?? '[]')
if (kept.length === details.length) details.forEach((each, index) => { each.open = kept[index] })
const events = new EventSource('/events')
events.onopen = () => { note.hidden = true }
events.onerror = () => { note.hidden = false }
events.onmessage = ({ data }) => {
  if (data === note.dataset.version) return
  sessionStorage.setItem('fedrender', JSON.stringify(details.map((each) => each.open)))
  location.reload()
}
`
