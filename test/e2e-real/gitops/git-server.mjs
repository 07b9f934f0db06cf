// Serves Git repositories by HTTP on the loopback interface: node git-server.mjs DIRECTORY PORT
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'

const [directory, port] = process.argv.slice(2)

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1')
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
      PATH_INFO: pathname,
      QUERY_STRING: String(searchParams),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      REMOTE_ADDR: '127.0.0.1',
      // Whoever reaches it may push.
      REMOTE_USER: 'e2e',
    },
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => {})
  answer(backend.stdout, response)
}).listen(Number(port), '127.0.0.1')

/** Passes on what a CGI program prints: lines of the head, an empty one, and the body. */
async function answer(output, response) {
  let head = Buffer.alloc(0)
  for await (const chunk of output) {
    if (response.headersSent) {
      response.write(chunk)
      continue
    }
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) continue
    const lines = head.subarray(0, end).toString().split('\r\n')
    const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2)))
    response.writeHead(Number.parseInt(headers.Status ?? '200', 10), headers)
    response.write(head.subarray(end + 4))
  }
  response.end()
}
