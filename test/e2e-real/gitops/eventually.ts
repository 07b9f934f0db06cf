import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until there is an answer. Throws what was awaited, with what was seen last, where there is none in time. */
export async function eventually<Answer>(
  awaited: string,
  look: () => Promise<Answer | undefined>,
  seen: () => Promise<unknown> = async () => '',
  seconds = 120,
): Promise<Answer> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(200)) {
    const answer = await look()
    if (answer !== undefined) return answer
  }
  throw new Error(`not in ${seconds} s: ${awaited}\n${JSON.stringify(await seen(), null, 2)}`)
}
