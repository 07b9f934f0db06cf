import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where this machine has Chromium; undefined, and a word about it, where it has none. */
export const chromiumPath: string | undefined = places.find((each) => existsSync(each))

if (chromiumPath === undefined) {
  console.warn(`The browser tests are skipped: there is no Chromium at ${places.join(', ')}.`)
}

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
