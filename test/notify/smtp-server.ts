import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** A server for mail as far as a sender needs one: it keeps what it takes. `judge` answers a recipient with another code than 250. */
export async function startSmtp(judge: (recipient: string) => number = () => 250) {
  const messages: { to: string; data: string }[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    const say = (line: string) => socket.write(`${line}\r\n`)
    let to = ''
    let data: string[] | null = null
    say('220 mail.test ready')
    createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', line => {
      if (data && line === '.') {
        messages.push({ to, data: data.join('\n') })
        data = null
        return say('250 taken')
      }
      if (data) return data.push(line)
      if (/^DATA/i.test(line)) {
        data = []
        return say('354 go on')
      }
      if (/^RCPT TO/i.test(line)) {
        to = /<([^>]*)>/.exec(line)![1]!
        const code = judge(to)
        return say(`${code} ${code === 250 ? 'good' : 'no'}`)
      }
      say(/^QUIT/i.test(line) ? '221 bye' : '250 good')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
