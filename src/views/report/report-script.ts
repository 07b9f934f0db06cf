/**
 * What the page does in a browser: search and filters of the matrix. It reads what the page holds and asks nobody; the
 * page says all it has to say without it. Browsers run it as it is here, so nothing in it may be newer than ES2020.
 */
export const reportScript: string = String.raw`'use strict'
const form = document.getElementById('matrix-filters')
const status = document.getElementById('matrix-status')
const table = document.querySelector('table.matrix')

// A list of names has their kind and namespace in front of all of them.
function objectsOf(group) {
  const { namespace, type } = group.dataset
  const title = group.querySelector('b')
  const names = title === null ? [group] : Array.from(group.querySelectorAll('span'))
  const prefix = title === null ? '' : title.textContent
  return names.map((element) => ({
    element,
    text: (prefix + element.textContent).toLowerCase(),
    namespace,
    type,
  }))
}

const rows = Array.from(table.tBodies[0].rows, (row) => ({
  row,
  states: row.dataset.state.split(' '),
  size: row.cells[0].querySelector('.size'),
  details: row.querySelector('details.members'),
  wasOpen: row.querySelector('details.members[open]') !== null,
  groups: Array.from(row.querySelectorAll('[data-type]')),
  objects: Array.from(row.querySelectorAll('[data-type]')).flatMap(objectsOf),
}))
const total = rows.reduce((sum, each) => sum + each.objects.length, 0)
const mostUnfolded = 50

// Of a hundred thousand cells none is touched before somebody asks for columns.
function columnsOf(row) {
  return Array.from(row.cells).slice(2)
}

function readFilters() {
  const { text, namespace, type, columns, state } = form.elements
  return {
    words: text.value.toLowerCase().split(/\s+/).filter(Boolean),
    namespace: namespace.value,
    type: type.value,
    columns: columns.value === '' ? undefined : new Set(columns.value.split(' ').map(Number)),
    state: state.value,
  }
}

function isShown(object, filters) {
  return (
    filters.words.every((word) => object.text.includes(word)) &&
    (filters.namespace === '' || object.namespace === filters.namespace) &&
    (filters.type === '' || object.type === filters.type)
  )
}

function isRowShown(row, filters) {
  return (
    (filters.state === '' || row.states.includes(filters.state)) &&
    (filters.columns === undefined ||
      columnsOf(row.row).some((cell, index) => filters.columns.has(index) && cell.textContent !== ''))
  )
}

function showRow(row, filters) {
  const isPossible = isRowShown(row, filters)
  let shown = 0
  for (const object of row.objects) {
    const show = isPossible && isShown(object, filters)
    object.element.hidden = !show
    if (show) shown += 1
  }
  for (const group of row.groups) {
    if (group.firstChild.nodeName === 'B') group.hidden = group.querySelector('span:not([hidden])') === null
  }
  row.row.hidden = shown === 0
  if (row.size) row.size.textContent = shown === row.objects.length ? String(shown) : shown + ' of ' + row.objects.length
  const isNarrowed = filters.words.length > 0 || filters.namespace !== '' || filters.type !== ''
  if (row.details) row.details.open = isNarrowed ? shown > 0 && shown <= mostUnfolded : row.wasOpen
  return shown
}

let shownColumns

function showColumns(columns) {
  if (columns === shownColumns) return
  shownColumns = columns
  for (const row of table.rows) {
    columnsOf(row).forEach((cell, index) => {
      cell.hidden = columns !== undefined && !columns.has(index)
    })
  }
}

function update() {
  const filters = readFilters()
  const shown = rows.reduce((sum, row) => sum + showRow(row, filters), 0)
  showColumns(filters.columns)
  status.textContent = shown === total ? total + (total === 1 ? ' object' : ' objects') : shown + ' of ' + total + ' objects'
}

form.addEventListener('input', update)
// The fields are cleared after the event.
form.addEventListener('reset', () => setTimeout(update))
form.addEventListener('submit', (event) => event.preventDefault())
form.hidden = false
// A page that is shown again may have kept what was typed.
update()
`
