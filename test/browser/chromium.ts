import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where this machine has Chromium; undefined where it has none. */
export const chromiumPath: string | undefined = places.find((each) => existsSync(each))

/** Why tests of the browser are skipped where there is no Chromium. */
export const noChromium: string = `there is no Chromium at ${places.join(', ')}`

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? '', args: quiet, headless: true })
}
