import type { CompiledFleet, PlaygroundFile } from '../protocol.ts'
import { createCommandBar } from './bars/command-bar.ts'
import { createFileBar } from './bars/file-bar.ts'
import { createKeptList } from './bars/kept-list.ts'
import { showProblems } from './bars/problem-list.ts'
import { createTopBar } from './bars/top-bar.ts'
import { unlessFailed, type Ask } from './compiler/ask.ts'
import { createAskWorker } from './compiler/ask-worker.ts'
import { createCompileLoop, type CompileLoop } from './compiler/compile-loop.ts'
import { reportingAsk } from './compiler/reporting-ask.ts'
import { createEditor, type SourceEditor } from './editor/editor.ts'
import { addressOf, follow, goBack, hasUnsavedEdits, leave, listLeft, load } from './fleet/load.ts'
import { isRequest } from './fleet/link.ts'
import {
  addFile,
  applyChange,
  assumeWithout,
  changeFiles,
  jump,
  markProblems,
  noState,
  openFile,
  removeFile,
  renameFile,
  unapplyChange,
  type Workbench,
} from './fleet/workbench.ts'
import { createAskSources, type AskSources } from './language/ask-sources.ts'
import { commandKeys, runCommand } from './language/commands.ts'
import { fixProblem } from './language/fix.ts'
import type { LanguageContext } from './language/language-context.ts'
import { layOut } from './layout.ts'
import { element } from './parts/elements.ts'
import type { PlaygroundContext } from './parts/playground-context.ts'
import { createDifferencesView } from './results/differences-view.ts'
import { createDNSView } from './results/dns-view.ts'
import { createOutputView } from './results/output-view.ts'
import { createReplicasView } from './results/replicas-view.ts'
import { createTabs } from './results/tabs.ts'
import { createWhatIfView } from './results/what-if-view.ts'

/** Puts the playground into an element, and gives what takes it away. */
export function mountPlayground(into: HTMLElement): () => void {
  const worker = createAskWorker(new URL('worker.js', import.meta.url))
  const ask = reportingAsk(worker, (problem) => bench.top.report(problem))
  const place = element('div', { class: 'pg-editor' })
  const loop = createCompileLoop({
    ask,
    question: () => ({ version: bench.version, files: filesOf(bench), without: bench.state.without }),
    show: (fleet) => show(fleet),
  })
  const commandBar = createCommandBar((command) => runCommand(language, command))
  const bench = createBench(loop, (changing) => editorOf(place, () => language, ask, changing))
  const language = languageOf(
    bench,
    createAskSources({ ask, version: () => bench.version, ...loop }),
    commandBar.say,
  )
  const context = contextOf(bench, ask, language)
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
    showProblems(problems, fleet, context)
    await tabs.show(fleet)
    bench.top.summarize(fleet)
  }
  into.replaceChildren(
    layOut({
      top: bench.top.content,
      kept: bench.keptList.content,
      files: bench.fileBar.content,
      commands: commandBar.content,
      editor: place,
      problems,
      tabs: tabs.content,
    }),
  )
  const forget = followPage(bench)
  return () => {
    forget()
    void leave(bench)
    bench.editor.view.destroy()
    worker.end()
    into.replaceChildren()
  }
}

function filesOf({ state }: Workbench): readonly PlaygroundFile[] {
  return Array.from(state.files, ([path, text]) => ({ path, text }))
}

/** Loads what the address asks for, now and when it changes, and lets nobody leave with edits unasked; what is given ends that. */
function followPage(bench: Workbench): () => void {
  const reload = (): void => {
    if (isRequest(location.hash)) void load(bench, location.hash)
  }
  const ask = (event: BeforeUnloadEvent): void => {
    if (hasUnsavedEdits(bench)) event.preventDefault()
  }
  window.addEventListener('hashchange', reload)
  window.addEventListener('beforeunload', ask)
  void listLeft(bench)
  void load(bench, location.hash)
  return () => {
    window.removeEventListener('hashchange', reload)
    window.removeEventListener('beforeunload', ask)
  }
}

function createBench(
  { compile }: CompileLoop,
  createEditor: (changed: (files: readonly PlaygroundFile[]) => void) => SourceEditor,
): Workbench {
  const bench: Workbench = {
    state: noState,
    faulty: new Set(),
    loads: 0,
    version: 0,
    address: { fragment: '', files: noState.files },
    kept: [],
    applied: undefined,
    compile,
    editor: createEditor((files) => changeFiles(bench, files)),
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
    keptList: createKeptList((index) => goBack(bench, index)),
  }
  return bench
}

function editorOf(
  into: HTMLElement,
  language: () => LanguageContext,
  ask: Ask,
  changed: (files: readonly PlaygroundFile[]) => void,
): SourceEditor {
  return createEditor(into, {
    changed,
    complete: (path, text, offset) => ask('complete', { path, text, offset }),
    hover: (offset) => language().ask('hover', { path: language().open(), offset }),
    fix: (problem) => void unlessFailed(fixProblem(language(), problem)),
    extensions: commandKeys(language),
  })
}

function languageOf(bench: Workbench, ask: AskSources, say: LanguageContext['say']): LanguageContext {
  return {
    ask,
    editor: () => bench.editor,
    version: () => bench.version,
    open: () => bench.state.open,
    jump: (place, focus) => jump(bench, place, focus),
    apply: (change) => applyChange(bench, change),
    unapply: () => unapplyChange(bench),
    say,
  }
}

function contextOf(bench: Workbench, ask: Ask, language: LanguageContext): PlaygroundContext {
  return {
    ask,
    jump: (place, focus) => jump(bench, place, focus),
    edit: (path, from, to, insert) => {
      if (path !== bench.state.open) openFile(bench, path)
      bench.editor.edit(new Map([[path, [{ from, to, insert }]]]))
    },
    fix: (problem) => void unlessFailed(fixProblem(language, problem)),
    textOf: (path) => bench.state.files.get(path),
    exampleFiles: () => bench.state.exampleFiles,
    without: () => bench.state.without,
    assumeWithout: (clusters) => assumeWithout(bench, clusters),
    report: (problem) => bench.top.report(problem),
  }
}
