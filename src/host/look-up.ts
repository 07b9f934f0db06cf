import { lookup } from 'node:dns/promises'

const timeLimit = 5000

/** The addresses of a host name, as the machine's resolver gives them; rejects after five seconds. */
export async function lookUp(host: string): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeLimit / 1000} seconds`)), timeLimit)
  })
  try {
    const addresses = await Promise.race([lookup(host, { all: true, verbatim: true }), timeout])
    return addresses.map((each) => each.address)
  } finally {
    clearTimeout(timer)
  }
}
