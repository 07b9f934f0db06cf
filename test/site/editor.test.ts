import { randomBytes } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { writeFragment } from '../../site/playground/page/fleet/link.ts'
import { usePlayground } from './in-playground.ts'
import { violationsIn } from './open-site.ts'

const cluster = (name: string): string =>
  `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: ${name}, namespace: kube-federation-system}\nspec: {apiEndpoint: "https://${name}.example.com"}\n`

const lineOf = (tab: Page, text: string): Locator => tab.locator('.cm-line', { hasText: text }).first()

/** Puts the cursor at the end of a line. */
async function goToEnd(tab: Page, text: string): Promise<void> {
  await lineOf(tab, text).click()
  await tab.keyboard.press('End')
}

const openFile = (tab: Page): Promise<string> => tab.locator('.pg-files [aria-current]').innerText()
const isInEditor = (tab: Page): Promise<boolean> =>
  tab.evaluate<boolean>(
    'document.querySelector(".pg-editor").shadowRoot.activeElement?.matches(".cm-content") === true',
  )
const textOf = async (tab: Page, path: string): Promise<string> => {
  await tab.locator('.pg-files').getByRole('button', { name: path }).click()
  return (await tab.locator('.cm-line').allInnerTexts()).join('\n')
}

describe("the playground's editor", () => {
  const { open, openShared } = usePlayground()

  it('shows under the pointer what a field becomes in each cluster', async () => {
    const { tab, said } = await open('#example=quickstart')
    await lineOf(tab, 'replicas: 2').getByText('replicas').hover()
    const shown = tab.locator('.cm-hover-text')
    await shown.waitFor()
    expect(await shown.locator('p').innerText()).toBe('/spec/replicas')
    expect(await shown.locator('li').allInnerTexts()).toStrictEqual([
      '2 in eu-west: template, shop/web.yaml:12',
      '5 in us-east: override, shop/web.yaml:34, in place of 2',
    ])
    await tab.mouse.move(5, 5)
    await shown.waitFor({ state: 'detached' })
    expect(said).toStrictEqual([])
  })

  it('shows and reads by a key what is known of a cluster, and gives the keyboard back', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('Shift+F1')
    const shown = tab.locator('.cm-hover-text')
    await shown.waitFor()
    expect(await shown.innerText()).toContain('Cluster us-east')
    expect(await tab.locator('.cm-announced').innerText()).toContain('region: us')
    expect(await isInEditor(tab)).toBe(true)
    await tab.keyboard.press('Shift+F1')
    await tab.locator('.cm-hover-text:focus').waitFor()
    await tab.keyboard.press('Escape')
    await shown.waitFor({ state: 'detached' })
    expect(await isInEditor(tab)).toBe(true)
    await goToEnd(tab, 'apiVersion')
    await tab.keyboard.press('Home')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('ArrowUp')
    await tab.keyboard.press('Shift+F1')
    await tab.getByText('Nothing is known of what the cursor is at.').waitFor()
  })

  it('goes to a definition by F12, and by a press with Ctrl', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('F12')
    await tab.locator('.cm-origin', { hasText: 'name: us-east' }).waitFor()
    expect(await openFile(tab)).toBe('clusters/us-east.yaml')
    expect(await isInEditor(tab)).toBe(true)
    await textOf(tab, 'shop/web.yaml')
    await lineOf(tab, '- name: eu-west')
      .getByText('eu-west')
      .click({ modifiers: ['Control'] })
    await tab.locator('.cm-origin', { hasText: 'name: eu-west' }).waitFor()
    expect(await openFile(tab)).toBe('clusters/eu-west.yaml')
    await textOf(tab, 'shop/web.yaml')
    await goToEnd(tab, 'image: nginx')
    await tab.keyboard.press('F12')
    await tab.getByText('Nothing that a file declares is named there.').waitFor()
  })

  it('lists references by Shift+F12, and the keyboard goes through them', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('Shift+F12')
    const list = tab.getByRole('group', { name: '3 places name this' })
    expect(await list.getByRole('listitem').allInnerTexts()).toStrictEqual([
      'clusters/us-east.yaml:4 name: us-east',
      'shop/web.yaml:29 - name: us-east',
      'shop/web.yaml:31 - clusterName: us-east',
    ])
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('ArrowUp')
    await tab.keyboard.press('ArrowUp')
    await tab.keyboard.press('Enter')
    expect(await openFile(tab)).toBe('clusters/us-east.yaml')
    expect(await isInEditor(tab)).toBe(true)
    // The list stays while files are opened.
    await list.getByRole('button', { name: 'shop/web.yaml:31' }).click()
    expect(await openFile(tab)).toBe('shop/web.yaml')
    expect(await tab.locator('.cm-origin').innerText()).toContain('clusterName: us-east')
    await tab.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    // At the definition itself its key finds the references.
    await tab.keyboard.press('F12')
    await tab.locator('.cm-origin', { hasText: /^ {2}name: us-east/ }).waitFor()
    await tab.keyboard.press('F12')
    await list.waitFor()
  })

  it('renames a cluster in all files by F2, and undoes it in all', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('F2')
    const name = tab.getByLabel('New name')
    expect(await name.inputValue()).toBe('us-east')
    await tab.keyboard.type('eu-west')
    await tab.keyboard.press('Enter')
    await tab.getByRole('alert').filter({ hasText: 'There is a cluster "eu-west" already.' }).waitFor()
    await name.fill('us-west')
    await tab.keyboard.press('Enter')
    await tab.getByText('"us-east" is "us-west" now, in 2 files.').waitFor()
    expect(await isInEditor(tab)).toBe(true)
    expect(await textOf(tab, 'clusters/us-east.yaml')).toContain('name: us-west')
    expect(await textOf(tab, 'shop/web.yaml')).not.toContain('us-east')
    await tab.getByText('No errors, no warnings.').waitFor()
    await tab.locator('.cm-content').focus()
    await tab.keyboard.press('Control+z')
    await tab.getByText('It is undone in all files.').waitFor()
    expect(await textOf(tab, 'clusters/us-east.yaml')).toContain('name: us-east')
    expect(await textOf(tab, 'shop/web.yaml')).toContain('clusterName: us-east')
    await goToEnd(tab, 'image: nginx')
    await tab.keyboard.press('F2')
    await tab.getByText('The names of clusters can be changed, and no others.').waitFor()
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('F2')
    await name.waitFor()
    await tab.keyboard.press('Escape')
    await name.waitFor({ state: 'detached' })
    expect(await isInEditor(tab)).toBe(true)
  })

  /** Writes an override that changes nothing. */
  async function writeIdleOverride(tab: Page): Promise<Locator> {
    await goToEnd(tab, 'value: 5')
    await tab.keyboard.press('Backspace')
    await tab.keyboard.type('2')
    const problem = tab.locator('.pg-problems li', { hasText: 'override-equals-template' })
    await problem.waitFor()
    return problem
  }

  it('fixes a problem by a key, in its mark, in the list of problems, and all of a file', async () => {
    const { tab, said } = await open('#example=quickstart')
    const gone = async (): Promise<void> => {
      await tab.getByText('No errors, no warnings.').waitFor()
      expect(await tab.locator('.cm-line', { hasText: 'overrides' }).count()).toBe(0)
      await tab.locator('.cm-content').focus()
      await tab.keyboard.press('Control+z')
      await tab.getByText('It is undone in all files.').waitFor()
      await tab.locator('.pg-problems li', { hasText: 'override-equals-template' }).waitFor()
    }
    const problem = await writeIdleOverride(tab)
    await goToEnd(tab, '- path: /spec/replicas')
    await tab.keyboard.press('Control+.')
    await tab.getByRole('group', { name: 'Fixes' }).getByRole('button').first().waitFor()
    await tab.keyboard.press('Enter')
    await gone()
    await tab.keyboard.press('F8')
    await tab.locator('.cm-diagnosticAction').click()
    await gone()
    await problem.getByRole('button', { name: 'Fix', exact: true }).click()
    await tab.getByText('No errors, no warnings.').waitFor()
    expect(await tab.locator('.pg-problems:focus').count()).toBe(1)
    await gone()
    await tab.getByText('Commands and keys of the editor').click()
    await tab.getByRole('button', { name: 'Fix all in this file' }).click()
    await gone()
    await goToEnd(tab, 'image: nginx')
    await tab.keyboard.press('Control+.')
    await tab.getByText('No problem there has a fix that fedrender knows.').waitFor()
    expect(said).toStrictEqual([])
  })

  it('makes no fix that was found before another edit', async () => {
    const { tab } = await open('#example=quickstart')
    await writeIdleOverride(tab)
    await goToEnd(tab, '- path: /spec/replicas')
    await tab.keyboard.press('Control+.')
    const fixes = tab.getByRole('group', { name: 'Fixes' })
    await fixes.waitFor()
    await goToEnd(tab, 'apiVersion')
    await tab.keyboard.type(' # a comment')
    await fixes.getByRole('listitem').getByRole('button').click()
    await tab.getByText('The sources have changed since. Ask for the fixes again.').waitFor()
    expect(await textOf(tab, 'shop/web.yaml')).toContain('  - path: /spec/replicas')
  })

  it('refuses a rename by which a file would have a name that none can have', async () => {
    const path = `observed/a/${'x'.repeat(180)}.yaml`
    const { tab } = await openShared({
      files: [
        { path: 'a.yaml', text: cluster('a') },
        { path, text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n' },
      ],
      open: 'a.yaml',
    })
    await lineOf(tab, 'name: a').getByText('{').first().click()
    await tab.keyboard.press('Home')
    for (let count = 0; count < 'metadata: {name: '.length; count += 1) await tab.keyboard.press('ArrowRight')
    await tab.keyboard.press('F2')
    await tab.getByLabel('New name').fill('longer')
    await tab.keyboard.press('Enter')
    await tab.locator('.cm-answer-problem', { hasText: 'more than 200 characters' }).waitFor()
    expect(await tab.locator('.pg-files').getByRole('button').allInnerTexts()).toStrictEqual(['a.yaml', path])
    expect(await textOf(tab, 'a.yaml')).toContain('name: a,')
  })

  it('undoes a rename in all files after what was typed since is undone', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    await tab.keyboard.press('F2')
    await tab.getByLabel('New name').fill('us-west')
    await tab.keyboard.press('Enter')
    await tab.getByText('"us-east" is "us-west" now, in 2 files.').waitFor()
    await tab.keyboard.type('x')
    await tab.keyboard.press('Control+z')
    expect(await textOf(tab, 'shop/web.yaml')).not.toContain('us-east')
    await tab.locator('.cm-content').focus()
    await tab.keyboard.press('Control+z')
    await tab.getByText('It is undone in all files.').waitFor()
    expect(await textOf(tab, 'clusters/us-east.yaml')).toContain('name: us-east')
  })

  it('has its commands in a list for the keyboard, with their keys', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    const summary = tab.getByText('Commands and keys of the editor')
    await summary.focus()
    await tab.keyboard.press('Enter')
    const commands = tab.getByRole('list', { name: 'Commands at the cursor' })
    expect(await commands.getByRole('listitem').allInnerTexts()).toStrictEqual([
      'What this becomes\nShift+F1',
      'Go to definition\nF12',
      'Find references\nShift+F12',
      'Rename cluster\nF2',
      'Fixes\nCtrl+.',
      'Fix all in this file',
      'Undo\nCtrl+z',
    ])
    await summary.focus()
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await tab.locator('.cm-hover-text').waitFor()
    await tab.keyboard.press('Escape')
    await commands.getByRole('button', { name: 'Find references' }).press('Enter')
    await tab.getByRole('group', { name: '3 places name this' }).waitFor()
  })

  it('drops an answer about sources that have changed since', async () => {
    const { tab } = await open('#example=quickstart')
    await goToEnd(tab, '- name: us-east')
    // Both keys are pressed before anything is answered.
    await tab.evaluate(`{
      const content = document.querySelector('.pg-editor').shadowRoot.querySelector('.cm-content')
      content.dispatchEvent(new KeyboardEvent('keydown', { key: 'F12', keyCode: 123, bubbles: true, cancelable: true }))
      document.execCommand('insertText', false, '0')
    }`)
    await tab.locator('.pg-problems li', { hasText: 'us-east0' }).first().waitFor()
    expect(await openFile(tab)).toBe('shop/web.yaml')
    expect(await tab.locator('.cm-origin').count()).toBe(0)
  })

  it('shows what is hostile as text', async () => {
    const evil = '<img src=x onerror=alert(1)>`` `*[x](javascript:alert(2))'
    const { tab, said } = await openShared({
      files: [
        { path: 'c.yaml', text: cluster('a') },
        {
          path: 'web.yaml',
          text: `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedNamespace\nmetadata: {name: shop, namespace: shop}\nspec: {placement: {clusterSelector: {}}}\n---\napiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: x, namespace: shop}\nspec:\n  template:\n    data:\n      key: ${JSON.stringify(`${evil}\u202Eabc`)}\n  placement: {clusters: [{name: a}]} # ${evil}\n`,
        },
      ],
      open: 'web.yaml',
    })
    await goToEnd(tab, 'key:')
    await tab.keyboard.press('Shift+F1')
    await tab.locator('.cm-hover-text').waitFor()
    const shown = await tab.locator('.cm-hover-text').innerText()
    expect(shown).toContain(evil)
    expect(shown).not.toContain('\u202E')
    await tab.keyboard.press('Escape')
    await lineOf(tab, 'clusters: [{name: a}]').getByText('[{').click()
    await tab.keyboard.press('Home')
    for (let count = 0; count < 'placement: {clusters: [{name: '.length; count += 1)
      await tab.keyboard.press('ArrowRight')
    await tab.keyboard.press('Shift+F12')
    await tab.locator('.cm-answer').waitFor()
    expect(await tab.locator('.cm-answer').innerText()).toContain(evil)
    expect(await tab.locator('.cm-hover-text img, .cm-answer img, .cm-answer a').count()).toBe(0)
    expect(said).toStrictEqual([])
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it.each([400, 1400])(`is accessible and fits in ${colorScheme}, %i pixels wide`, async (width) => {
      const { tab, said } = await open('#example=quickstart', {
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      })
      const check = async (shown: Locator): Promise<void> => {
        await shown.waitFor()
        const box = (await shown.boundingBox())!
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(width)
        expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
        expect(await violationsIn(tab)).toStrictEqual([])
        await tab.keyboard.press('Escape')
      }
      await tab.getByText('Commands and keys of the editor').click()
      await goToEnd(tab, 'replicas: 2')
      await tab.keyboard.press('Shift+F1')
      await check(tab.locator('.cm-hover-text'))
      await goToEnd(tab, '- name: us-east')
      await tab.keyboard.press('Shift+F12')
      await check(tab.locator('.cm-answer'))
      await tab.keyboard.press('F2')
      await tab.getByLabel('New name').fill('No name')
      await tab.keyboard.press('Enter')
      await check(tab.locator('.cm-answer-problem'))
      await tab.keyboard.press('Escape')
      await writeIdleOverride(tab)
      await tab.keyboard.press('F8')
      await check(tab.locator('.cm-diagnosticAction'))
      await tab.getByLabel('Example').selectOption('dns')
      await check(tab.getByRole('button', { name: 'Back to your edits' }))
      expect(said).toStrictEqual([])
    })
  }
})

describe('edits of the playground', () => {
  const { open } = usePlayground()

  const write = async (tab: Page, text: string): Promise<void> => {
    await tab.locator('.cm-content').click()
    await tab.keyboard.press('Control+Home')
    await tab.keyboard.type(text)
  }
  const back = (tab: Page, name: string): Locator =>
    tab.getByRole('button', { name: `Back to your edits: ${name}` })
  const firstLine = (tab: Page): Promise<string> => tab.locator('.cm-line').first().innerText()

  it('are kept when another example is chosen, with what can be undone of them', async () => {
    const { tab } = await open('#example=quickstart')
    await write(tab, '# mine')
    await tab.getByLabel('Example').selectOption('dns')
    await back(tab, 'quickstart, 1 file edited').waitFor()
    await write(tab, '# other')
    await back(tab, 'quickstart, 1 file edited').click()
    await expect.poll(() => firstLine(tab)).toContain('# mine')
    expect(await isInEditor(tab)).toBe(true)
    expect(await tab.getByLabel('Example').inputValue()).toBe('quickstart')
    expect(tab.url()).toMatch(/#example=quickstart$/)
    expect(await back(tab, 'quickstart').count()).toBe(0)
    await tab.locator('.cm-content').focus()
    await tab.keyboard.press('Control+z')
    await expect.poll(() => firstLine(tab)).not.toContain('# mine')
    await back(tab, 'dns, 1 file edited').click()
    await expect.poll(() => firstLine(tab)).toContain('# other')
    // What is as its example is nothing to come back to.
    expect(await tab.getByRole('button', { name: 'Back to your edits' }).count()).toBe(0)
  })

  it('are kept when all of them are undone, and when a link is followed', async () => {
    const { tab } = await open('#example=quickstart')
    await write(tab, '# mine')
    await tab.getByRole('button', { name: 'Undo all changes' }).click()
    await back(tab, 'quickstart').waitFor()
    expect(await firstLine(tab)).not.toContain('# mine')
    await write(tab, '# again')
    await tab.evaluate("location.hash = '#example=scheduling'")
    await expect.poll(() => tab.getByRole('button', { name: 'Back to your edits' }).count()).toBe(2)
    await tab.getByRole('button', { name: 'Back to your edits' }).first().click()
    await expect.poll(() => firstLine(tab)).toContain('# again')
  })

  it('are kept while other pages of the site are read', async () => {
    const { tab } = await open('#example=quickstart')
    await write(tab, '# mine')
    await tab.getByRole('link', { name: 'Documents' }).first().click()
    await tab.locator('.pg').waitFor({ state: 'detached' })
    await tab.getByRole('link', { name: 'Playground' }).first().click()
    await back(tab, 'quickstart, 1 file edited').waitFor()
    // The page asks, and a person who loads it again all the same has them still.
    tab.removeAllListeners('dialog')
    tab.on('dialog', (dialog) => void dialog.accept())
    await tab.reload()
    await back(tab, 'quickstart, 1 file edited').click()
    await expect.poll(() => firstLine(tab)).toContain('# mine')
  })

  it('are kept, the latest ones, where the browser has no room for all', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.locator('.cm-content').click()
    await tab.keyboard.insertText(`# ${randomBytes(30_000).toString('base64')}`)
    await tab.getByLabel('Example').selectOption('dns')
    await back(tab, 'quickstart, 1 file edited').waitFor()
    await write(tab, '# mine')
    await tab.evaluate(`{
      let size = 5 * 2 ** 20
      const fill = (count) => sessionStorage.setItem('other', 'a'.repeat(count))
      for (;;) try { fill(size); break } catch { size -= 1000 }
      fill(size - 20_000)
    }`)
    await tab.getByRole('link', { name: 'Documents' }).first().click()
    await tab.locator('.pg').waitFor({ state: 'detached' })
    await tab.getByRole('link', { name: 'Playground' }).first().click()
    await back(tab, 'dns, 1 file edited').waitFor()
    expect(await back(tab, 'quickstart').count()).toBe(0)
  })

  it('are kept, however many links are opened after them', async () => {
    const { tab } = await open('#example=quickstart')
    await write(tab, '# mine')
    for (let count = 0; count < 22; count += 1) {
      const path = `link-${count}.yaml`
      const fragment = await writeFragment({ files: [{ path, text: '# a link' }], without: [] })
      await tab.evaluate(`location.hash = '${fragment}'`)
      await tab.locator('.pg-files').getByRole('button', { name: path }).waitFor()
    }
    expect(await tab.getByRole('button', { name: 'Back to your edits' }).count()).toBe(20)
    await back(tab, 'quickstart, 1 file edited').click()
    await expect.poll(() => firstLine(tab)).toContain('# mine')
  })

  it('are asked about before the page is closed, and no others', async () => {
    const { tab, said } = await open('#example=quickstart')
    const close = async (): Promise<boolean> => {
      const before = said.length
      await tab.close({ runBeforeUnload: true })
      const isClosed = async (): Promise<boolean> => tab.isClosed() || said.length > before
      await expect.poll(isClosed).toBe(true)
      return tab.isClosed()
    }
    await write(tab, '# mine')
    expect(await close()).toBe(false)
    await tab.getByRole('button', { name: 'Copy a link' }).click()
    await tab.locator('#pg-link').waitFor()
    expect(await close()).toBe(true)
  })

  it('of which files there are can be undone too', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.getByText('Add, rename or remove a file').click()
    await tab.getByRole('button', { name: 'Remove open file' }).click()
    expect(await tab.locator('.pg-files li').allInnerTexts()).not.toContain('shop/web.yaml')
    await tab.locator('.cm-content').focus()
    await tab.keyboard.press('Control+z')
    await expect.poll(() => openFile(tab)).toBe('shop/web.yaml')
  })
})
