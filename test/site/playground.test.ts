import { readFileSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { builtSite } from './built-pages.ts'
import { compiled, usePlayground } from './in-playground.ts'

const cluster = (name: string): string =>
  `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: ${name}, namespace: kube-federation-system}\nspec: {apiEndpoint: "https://${name}.example.com"}\n`

describe('the playground in a browser', () => {
  const { address, openAddress, open, openShared } = usePlayground()

  const lines = (tab: Page): Promise<readonly string[]> => tab.locator('.pg-yaml li').allInnerTexts()

  const chooseObject = (tab: Page, name: string): Promise<void> =>
    tab.locator('.pg-objects').getByRole('button', { name }).click()

  it('asks for nothing but the files of the site, and says nothing', async () => {
    const { tab, said, asked } = await open('')
    await tab.getByRole('tab', { name: 'Differences' }).click()
    await tab.getByText('Every cluster gets what it gets from the example.').waitFor()
    expect(asked.filter((each) => !each.startsWith(`${address()}/`))).toStrictEqual([])
    expect(said).toStrictEqual([])
  })

  it('leads from a line to what made it, and the editor there', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.getByRole('tabpanel', { name: 'Output' }).getByLabel('Cluster').selectOption('us-east')
    await chooseObject(tab, 'Deployment shop/web')
    await tab.locator('.pg-yaml button', { hasText: 'replicas: 5' }).click()
    expect(await tab.locator('.pg-why').innerText()).toBe(
      'From: override shop/web.yaml:34, in place of template shop/web.yaml:12',
    )
    expect(await tab.locator('.cm-origin').innerText()).toContain('value: 5')
    await tab.locator('.pg-why').getByRole('button', { name: 'shop/web.yaml:12' }).click()
    expect(await tab.locator('.cm-origin').innerText()).toContain('replicas: 2')
  })

  it('compiles what is typed, and marks what is wrong at its line', async () => {
    const { tab, said } = await open('#example=quickstart')
    await tab.locator('.cm-line', { hasText: '- name: us-east' }).click()
    await tab.keyboard.press('End')
    await tab.keyboard.type('x')
    await tab.keyboard.press('Escape')
    const problem = tab.locator('.pg-problems li', { hasText: 'unknown-cluster' })
    await problem.waitFor()
    expect(await problem.innerText()).toContain('Fix: Did you mean "us-east"?')
    expect(await tab.locator('.cm-lint-marker-warning').count()).toBe(1)
    const [opened] = await Promise.all([
      tab.context().waitForEvent('page'),
      problem.getByRole('link', { name: 'unknown-cluster' }).click(),
    ])
    await opened.getByRole('heading', { level: 1, name: 'unknown-cluster' }).waitFor()
    await problem.getByRole('button').click()
    expect(await tab.locator('.cm-origin').innerText()).toContain('us-eastx')
    expect(said).toStrictEqual([])
  })

  it('completes clusters, fields and paths', async () => {
    const { tab } = await open('#example=quickstart')
    const offered = async (): Promise<readonly string[]> => {
      await tab.locator('.cm-tooltip-autocomplete li').first().waitFor()
      return tab.locator('.cm-tooltip-autocomplete .cm-completionLabel').allInnerTexts()
    }
    const rewrite = async (line: string, gone: string, typed: string): Promise<void> => {
      await tab.locator('.cm-line', { hasText: line }).click()
      await tab.keyboard.press('End')
      for (let count = 0; count < gone.length; count += 1) await tab.keyboard.press('Backspace')
      await tab.keyboard.type(typed)
    }
    await rewrite('- name: us-east', 'us-east', 'e')
    expect(await offered()).toContain('eu-west')
    await tab.keyboard.press('Escape')
    await rewrite('path: /spec/replicas', 'replicas', '')
    await tab.keyboard.press('Control+Space')
    expect(await offered()).toContain('/spec/template/spec/containers/0/image')
    await tab.keyboard.press('Escape')
    await rewrite('image: nginx', 'image: nginx:1.27', 'livenessP')
    expect(await offered()).toStrictEqual(['livenessProbe'])
  })

  it('shows what differs from the example, with its risk and its cause, and between clusters', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.locator('.cm-line', { hasText: 'value: 5' }).click()
    await tab.keyboard.press('End')
    await tab.keyboard.press('Backspace')
    await tab.keyboard.type('1')
    await tab.getByRole('tab', { name: 'Differences' }).click()
    const change = tab.locator('.pg-change')
    await change.locator('.pg-risks').waitFor()
    expect(await change.innerText()).toMatch(
      /Deployment shop\/web changed\s+in us-east\s+high replicas-halved/,
    )
    expect(await change.innerText()).toContain('shop/web.yaml:34')
    await tab.getByLabel('Compare').selectOption('eu-west')
    await tab.getByLabel('with', { exact: true }).selectOption('us-east')
    await tab.locator('.pg-change', { hasText: 'ConfigMap shop/settings only here' }).waitFor()
  })

  it('undoes all changes, in the editor as in the result', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.locator('.cm-content').click()
    await tab.keyboard.press('Control+Home')
    await tab.keyboard.type('unknown: field\n')
    await tab.locator('.pg-problems li', { hasText: 'unknown-field' }).waitFor()
    await tab.getByRole('button', { name: 'Undo all changes' }).click()
    await tab.getByText('No errors, no warnings.').waitFor()
    expect(await tab.locator('.cm-line').first().innerText()).toBe('apiVersion: types.kubefed.io/v1beta1')
  })

  it('keeps what is written where a link leads to a part of the page', async () => {
    const { tab } = await open('#example=platform')
    const files = await tab.locator('.pg-files li').allInnerTexts()
    await tab.getByRole('link', { name: 'Skip to content' }).press('Enter')
    await tab.waitForURL('**#VPContent')
    await tab.getByRole('button', { name: 'clusters/eu-west-1.yaml' }).click()
    expect(await tab.locator('.pg-files li').allInnerTexts()).toStrictEqual(files)
    expect(await tab.locator('.pg-alert').isHidden()).toBe(true)
  })

  it('keeps the keyboard at the file that was opened', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.getByRole('button', { name: 'clusters/us-east.yaml' }).press('Enter')
    expect(await tab.locator(':focus').innerText()).toBe('clusters/us-east.yaml')
  })

  it('finds places in files whose lines end as those of Windows do', async () => {
    const { tab } = await openShared({
      files: [{ path: 'a.yaml', text: `${'# a\n'.repeat(20)}${cluster('Upper')}`.replaceAll('\n', '\r\n') }],
    })
    await tab.locator('.pg-problems li', { hasText: 'invalid-name' }).getByRole('button').click()
    expect(await tab.locator('.cm-origin').innerText()).toContain('name: Upper')
  })

  it('assumes clusters that are not ready, other totals, and other labels', async () => {
    const { tab } = await open('#example=scheduling')
    await tab.getByRole('tab', { name: 'What if' }).click()
    const planned = (): Promise<readonly string[]> =>
      tab
        .locator('.pg-chart')
        .nth(2)
        .locator('tr')
        .evaluateAll((rows) => rows.map((row) => row.children[2]?.textContent ?? ''))
    const before = await planned()
    await tab.getByRole('checkbox', { name: 'a', exact: true }).uncheck()
    await expect.poll(planned).not.toStrictEqual(before)
    expect((await planned())[0]).toContain('not ready')
    await tab.getByRole('checkbox', { name: 'a', exact: true }).check()
    await expect.poll(planned).toStrictEqual(before)
    const total = tab.getByLabel('FederatedDeployment shop/even')
    await total.fill('40')
    await total.press('Enter')
    await tab.locator('h3', { hasText: 'FederatedDeployment shop/even: 40 replicas' }).waitFor()
    expect(await tab.locator('.cm-origin').innerText()).toContain('totalReplicas: 40')
    await tab.getByLabel('Label', { exact: true }).fill('tier')
    await tab.getByLabel('Value').fill('gold')
    await tab.getByRole('button', { name: 'Set label' }).click()
    await tab.locator('.pg-switch', { hasText: 'tier=gold' }).waitFor()
  })

  it('draws names in DNS, from name to cluster to address', async () => {
    const { tab } = await open('#example=dns')
    await tab.getByRole('tab', { name: 'DNS' }).click()
    const tree = tab.locator('.pg-dns', { hasText: 'store.example.com' })
    expect(await tree.locator('.pg-tree > li > ul > li > .pg-node').allInnerTexts()).toStrictEqual([
      'us-east',
      'eu-west',
    ])
  })

  it('adds, renames and removes files', async () => {
    const { tab } = await open('#example=quickstart')
    const names = (): Promise<readonly string[]> => tab.locator('.pg-files button').allInnerTexts()
    await tab.getByText('Add, rename or remove a file').click()
    await tab.getByLabel('File name').fill('../etc/passwd.yaml')
    await tab.getByRole('button', { name: 'Add' }).click()
    expect(await tab.getByRole('alert').innerText()).toContain('letters, digits')
    await tab.getByLabel('File name').fill('shop/more.yaml')
    await tab.getByRole('button', { name: 'Add' }).click()
    expect(await names()).toContain('shop/more.yaml')
    await tab.getByLabel('File name').fill('shop/other.yaml')
    await tab.getByRole('button', { name: 'Rename open file' }).click()
    expect(await names()).not.toContain('shop/more.yaml')
    await tab.getByRole('button', { name: 'Remove open file' }).click()
    expect(await names()).not.toContain('shop/other.yaml')
    expect(await names()).toContain('shop/web.yaml')
  })

  it('has a link that holds everything, and sends nothing of it to the server', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.locator('.cm-line', { hasText: 'value: 5' }).click()
    await tab.keyboard.press('End')
    await tab.keyboard.type('7')
    await tab.getByRole('tab', { name: 'What if' }).click()
    await tab.getByRole('checkbox', { name: 'eu-west' }).uncheck()
    await tab.getByRole('button', { name: 'Copy a link' }).click()
    await tab.locator('#pg-link').waitFor()
    const link = await tab.locator('#pg-link').inputValue()
    expect(link).toMatch(/#fleet=[\w-]+$/)
    const again = await openAddress(link)
    expect(await again.tab.locator('.cm-line', { hasText: 'value: 57' }).count()).toBe(1)
    await again.tab.getByRole('tab', { name: 'What if' }).click()
    expect(await again.tab.getByRole('checkbox', { name: 'eu-west' }).isChecked()).toBe(false)
    expect(again.asked.filter((each) => each.includes('fleet='))).toStrictEqual([])
  })

  it.each([
    ['of nothing', '#fleet='],
    ['that is damaged', '#fleet=%3Cscript%3E'],
    ['of no example', '#example=../worker'],
    ['of an unknown kind', '#x'],
  ])('says so of a link %s, and shows an example', async (_, fragment) => {
    const { tab } = await open(fragment)
    expect(await tab.getByRole('alert').innerText()).not.toBe('')
    expect(await tab.locator('.pg-files button').count()).toBeGreaterThan(1)
  })

  it('shows what is hostile as text', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>'
    const { tab, said } = await openShared({
      files: [
        { path: 'c.yaml', text: cluster('a') },
        {
          path: 'web.yaml',
          text: `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedNamespace\nmetadata: {name: shop, namespace: shop}\nspec: {placement: {clusterSelector: {}}}\n---\napiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: x, namespace: shop}\nspec:\n  template: {data: {key: ${JSON.stringify(`${evil}\u202Eabc`)}}}\n  placement: {clusters: [{name: a}, {name: ${JSON.stringify(evil)}}]}\n`,
        },
      ],
      example: evil,
      open: evil,
    })
    await chooseObject(tab, 'ConfigMap shop/x')
    await tab.locator('.pg-yaml li', { hasText: 'key' }).waitFor()
    expect((await lines(tab)).join('\n')).toContain(evil)
    expect((await lines(tab)).join('\n')).not.toContain('\u202E')
    expect(await tab.locator('.pg-problems').innerText()).toContain('unknown-cluster')
    for (const name of ['Differences', 'Replicas', 'DNS', 'What if'])
      await tab.getByRole('tab', { name }).click()
    expect(await tab.locator('.pg img, .pg script').count()).toBe(0)
    expect(said).toStrictEqual([])
  })

  it('ends a compiler that takes too long, says so, and goes on after the next change', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.route('**/worker.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'postMessage({ ready: true }); onmessage = () => { for (;;); }',
      }),
    )
    await tab.reload()
    await tab.getByRole('alert').filter({ hasText: 'took more than 5 s' }).waitFor()
    await tab.unroute('**/worker.js')
    await tab.locator('.cm-content').click()
    await tab.keyboard.type('# ')
    await compiled(tab)
  })

  it('is used by the keyboard alone', async () => {
    const { tab } = await open('#example=quickstart')
    await tab.getByRole('tab', { name: 'Output' }).focus()
    await tab.keyboard.press('ArrowRight')
    expect(await tab.locator(':focus').innerText()).toBe('Differences')
    await tab.keyboard.press('ArrowLeft')
    await tab.locator('.pg-yaml [tabindex="0"]').focus()
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await expect.poll(() => tab.locator('.pg-why').innerText()).toBe('From: its type')
    await tab.locator('.cm-content').focus()
    await tab.keyboard.press('Tab')
    expect(await tab.evaluate('document.activeElement.closest(".pg-editor") === null')).toBe(true)
  })

  it('shows the result of a key within a tenth of a second', async () => {
    const { tab } = await open('#example=platform')
    await tab.getByRole('tabpanel', { name: 'Output' }).getByLabel('Cluster').selectOption('us-east-1')
    await chooseObject(tab, 'Deployment web/front')
    const image = tab.locator('.cm-line', { hasText: 'image: registry.example.com/front' }).first()
    await image.click()
    await tab.keyboard.press('End')
    await tab.evaluate(`window.times = []
      window.addEventListener('keydown', () => { window.pressed = performance.now() }, true)
      new MutationObserver(() => {
        const pressed = window.pressed
        window.pressed = undefined
        if (pressed !== undefined) requestAnimationFrame(() => window.times.push(performance.now() - pressed))
      }).observe(document.querySelector('.pg-yaml'), { childList: true })`)
    for (let count = 0; count < 30; count += 1) {
      await tab.keyboard.press(String(count % 10))
      await expect.poll(() => tab.evaluate('window.times.length')).toBe(count + 1)
    }
    expect((await lines(tab)).join('\n')).toContain('0123456789')
    const times = (await tab.evaluate<readonly number[]>('window.times')).toSorted(
      (left, right) => left - right,
    )
    const at = (share: number): number => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
    const bundle = readFileSync(`${builtSite}/playground/worker.js`)
    console.log(
      `from key to result, platform: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, most ${at(1)} ms, at load ${loadavg()[0]?.toFixed(1)}; ` +
        `worker.js ${Math.round(bundle.length / 1000)} kB, ${Math.round(gzipSync(bundle).length / 1000)} kB gzip; ` +
        `page.js ${Math.round(statSync(`${builtSite}/playground/page.js`).size / 1000)} kB`,
    )
    expect(at(0.5)).toBeLessThan(100)
  })
})
