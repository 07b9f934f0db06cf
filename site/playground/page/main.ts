import type { CompiledFleet, QuestionName, Questions } from '../protocol.ts'
import { WorkerFailure, type Ask } from './compiler/ask.ts'
import { createAskWorker, type AskWorker } from './compiler/ask-worker.ts'
import { createCompileLoop } from './compiler/compile-loop.ts'
import { createDifferencesView } from './results/differences-view.ts'
import { createDNSView } from './results/dns-view.ts'
import { createEditor } from './editor/editor.ts'
import { element } from './parts/elements.ts'
import { createFileBar } from './bars/file-bar.ts'
import { isRequest } from './fleet/link.ts'
import { createOutputView } from './results/output-view.ts'
import type { PlaygroundContext } from './parts/playground-context.ts'
import { problemList } from './bars/problem-list.ts'
import { createReplicasView } from './results/replicas-view.ts'
import { createTabs, type Tabs } from './results/tabs.ts'
import { createTopBar } from './bars/top-bar.ts'
import { createWhatIfView } from './results/what-if-view.ts'
import {
  addFile,
  addressOf,
  changeFile,
  follow,
  jump,
  load,
  markProblems,
  noState,
  openFile,
  removeFile,
  renameFile,
  type Workbench,
} from './fleet/workbench.ts'

/** Puts the playground into an element, and gives what takes it away. */
export function mountPlayground(into: HTMLElement): () => void {
  const worker = createAskWorker(new URL('worker.js', import.meta.url))
  const ask = reportingAsk(worker, (problem) => bench.top.report(problem))
  const place = element('div', { class: 'pg-editor' })
  const compile = createCompileLoop({ ask, question: () => questionOf(bench), show: (fleet) => show(fleet) })
  const bench: Workbench = {
    state: noState,
    faulty: new Set(),
    loads: 0,
    compile,
    editor: createEditor(place, {
      changed: (file) => changeFile(bench, file),
      complete: (path, text, offset) => ask('complete', { path, text, offset }),
    }),
    fileBar: createFileBar({
      open: (path) => openFile(bench, path),
      add: (path) => addFile(bench, path),
      rename: (path) => renameFile(bench, path),
      remove: () => removeFile(bench),
      report: (problem) => bench.top.report(problem),
    }),
    top: createTopBar({
      load: (example) => follow(bench, `#example=${example}`),
      reset: () => follow(bench, `#example=${bench.state.example}`),
      link: () => addressOf(bench),
    }),
  }
  const context = contextOf(bench, ask)
  const tabs = createTabs([
    createOutputView(context),
    createDifferencesView(context),
    createReplicasView(),
    createDNSView(context),
    createWhatIfView(context),
  ])
  const problems = element('ul', { class: 'pg-problems', tabindex: '0', 'aria-label': 'Problems' })
  const show = async (fleet: CompiledFleet): Promise<void> => {
    markProblems(bench, fleet)
    problems.replaceChildren(...problemList(fleet, context))
    await tabs.show(fleet)
    bench.top.summarize(fleet)
  }
  into.replaceChildren(layOut(bench, place, problems, tabs))
  const reload = (): void => {
    if (isRequest(location.hash)) void load(bench, location.hash)
  }
  window.addEventListener('hashchange', reload)
  void load(bench, location.hash)
  return () => {
    window.removeEventListener('hashchange', reload)
    bench.editor.destroy()
    worker.end()
    into.replaceChildren()
  }
}

/** Reports each failure, until something is compiled again. */
function reportingAsk(worker: AskWorker, report: (problem: string) => void): Ask {
  let hasFailed = false
  return async <N extends QuestionName>(
    name: N,
    question: Questions[N]['question'],
  ): Promise<Questions[N]['answer']> => {
    try {
      const answer = await worker.ask(name, question)
      if (hasFailed && name === 'compile') report('')
      if (name === 'compile') hasFailed = false
      return answer
    } catch (error) {
      hasFailed = true
      if (error instanceof WorkerFailure) report(error.message)
      throw error
    }
  }
}

function questionOf({ state }: Workbench): Questions['compile']['question'] {
  return { files: [...state.files].map(([path, text]) => ({ path, text })), without: state.without }
}

function contextOf(bench: Workbench, ask: Ask): PlaygroundContext {
  return {
    ask,
    jump: (place, focus) => jump(bench, place, focus),
    edit: (path, from, to, text) => {
      if (path !== bench.state.open) openFile(bench, path)
      bench.editor.edit(from, to, text)
    },
    textOf: (path) => bench.state.files.get(path),
    exampleFiles: () => bench.state.exampleFiles,
    without: () => bench.state.without,
    assumeWithout: (clusters) => {
      bench.state = { ...bench.state, without: clusters }
      bench.compile()
    },
    report: (problem) => bench.top.report(problem),
  }
}

function layOut(
  { top, fileBar }: Workbench,
  place: HTMLElement,
  problems: HTMLElement,
  tabs: Tabs,
): HTMLElement {
  return element(
    'div',
    { class: 'pg' },
    top.content,
    element(
      'div',
      { class: 'pg-panes' },
      element(
        'section',
        { class: 'pg-sources', 'aria-label': 'Sources' },
        element('h2', {}, 'Sources'),
        fileBar.content,
        place,
        element('h3', {}, 'Problems'),
        problems,
      ),
      element(
        'section',
        { class: 'pg-result', 'aria-label': 'Result' },
        element('h2', {}, 'What clusters get'),
        tabs.content,
      ),
    ),
  )
}
