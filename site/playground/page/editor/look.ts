import { HighlightStyle } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The editor in the colors of the site, light and dark. */
export const editorLook: Extension = EditorView.theme({
  '&': { height: '100%', color: 'var(--vp-c-text-1)', backgroundColor: 'var(--vp-c-bg)', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.5' },
  '.cm-gutters': { backgroundColor: 'var(--vp-c-bg-alt)', color: 'var(--vp-c-text-2)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--vp-c-bg-soft)' },
  '.cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '&.cm-focused': { outline: '2px solid var(--vp-c-brand-1)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--pg-selected)',
  },
  '.cm-origin': { backgroundColor: 'var(--pg-marked)' },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--vp-c-bg-elv)',
    color: 'var(--vp-c-text-1)',
    border: '1px solid var(--vp-c-divider)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--vp-c-brand-3)',
    color: '#fff',
  },
  '.cm-hover-text': {
    maxWidth: 'min(88vw, 640px)',
    maxHeight: '40vh',
    padding: '6px 10px',
    boxSizing: 'border-box',
    overflow: 'auto',
    overflowWrap: 'anywhere',
  },
  '.cm-hover-text p, .cm-hover-text ul': { margin: '0 0 4px' },
  '.cm-hover-text ul': { paddingLeft: '18px' },
  '.cm-hover-text code, .cm-answer code': {
    fontFamily: 'var(--vp-font-family-mono)',
    fontSize: '12px',
    color: 'var(--code-key)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-diagnostic': { maxWidth: 'min(88vw, 640px)', overflowWrap: 'anywhere' },
  '.cm-diagnosticSource': { opacity: '1', color: 'var(--vp-c-text-2)' },
  '.cm-answer': { maxHeight: '30vh', padding: '6px 10px', overflow: 'auto' },
  '.cm-answer p': { margin: '0 0 6px' },
  '.cm-answer-title': { display: 'flex', justifyContent: 'space-between', gap: '8px', alignItems: 'center' },
  '.cm-answer ul': { margin: '0', padding: '0', listStyle: 'none' },
  '.cm-answer li button': {
    width: '100%',
    padding: '2px 4px',
    border: '0',
    color: 'var(--vp-c-text-1)',
    textAlign: 'left',
    font: 'inherit',
    background: 'none',
    overflowWrap: 'anywhere',
  },
  '.cm-answer li button:hover': { backgroundColor: 'var(--vp-c-brand-soft)' },
  '.cm-answer :focus-visible, .cm-hover-text:focus-visible': {
    outline: '2px solid var(--vp-c-brand-1)',
    outlineOffset: '-2px',
  },
  '.cm-button, .cm-diagnosticAction, .cm-textfield': {
    padding: '2px 10px',
    border: '1px solid var(--vp-c-text-3)',
    borderRadius: '6px',
    color: 'var(--vp-c-text-1)',
    fontSize: '13px',
    backgroundColor: 'var(--vp-c-bg)',
    backgroundImage: 'none',
  },
  '.cm-answer-problem': { color: 'var(--code-removed)' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxWidth: 'min(90vw, 700px)' },
})

/** The colors of YAML, as in the blocks of code of the site. */
export const editorColors: HighlightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: 'var(--code-key)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.comment, tags.meta, tags.punctuation, tags.separator], color: 'var(--code-quiet)' },
])
