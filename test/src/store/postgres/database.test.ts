import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../../../src/store/postgres/database.ts'
import { migrate } from '../../../../src/store/postgres/migrate.ts'
import { smallEmbeddings } from '../../../helpers/paper-content.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../helpers/postgres/embedded-postgres.ts'
import { silentLogger } from '../../../helpers/postgres/postgres-harness.ts'

let server: EmbeddedPostgres
beforeAll(async () => {
  server = await startEmbeddedPostgres()
})
afterAll(() => server.stop())

/** A way to the server on which somebody can stop everything without a word, as a firewall does. */
interface Way {
  readonly url: string
  stop(): void
  open(): void
}

async function openWay(): Promise<Way> {
  const { hostname, port } = new URL(server.url)
  const sockets = new Set<Socket>()
  let isOpen = true
  const relay = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy()).on('close', () => other.destroy())
      if (isOpen) socket.pipe(other)
    }
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  onTestFinished(() => {
    relay.close()
    for (const socket of sockets) socket.destroy()
  })
  const url = new URL(server.url)
  url.port = String((relay.address() as AddressInfo).port)
  return {
    url: url.href,
    stop() {
      isOpen = false
      for (const socket of sockets) socket.unpipe().pause()
    },
    open() {
      isOpen = true
    },
  }
}

function open(options: Pick<DatabaseOptions, 'url'> & Partial<DatabaseOptions>): Database {
  const database = openDatabase({ logger: silentLogger, ...options })
  onTestFinished(() => database.close())
  return database
}

it('gives up on a server that says nothing any more, and goes on by itself once it is heard again', async () => {
  const way = await openWay()
  const database = open({ url: way.url, statementTimeoutMs: 100 })
  expect(await database.read('SELECT 1 AS one')).toEqual([{ one: 1 }])
  way.stop()
  await expect(database.read('SELECT 1')).rejects.toMatchObject({ code: 'INDEX_UNREACHABLE' })
  way.open()
  expect(await database.read('SELECT 2 AS two')).toEqual([{ two: 2 }])
})

/** Answers whoever comes that it does not encrypt, and keeps what they ask first. */
async function openPlainServer() {
  const asked: string[] = []
  const plain = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (data) => {
      asked.push(data.equals(SSL_REQUEST) ? 'encryption' : 'a session')
      socket.end('N')
    })
  })
  plain.listen(0)
  await once(plain, 'listening')
  onTestFinished(() => void plain.close())
  return { asked, port: (plain.address() as AddressInfo).port }
}

/** PostgreSQL's manual, "SSLRequest". */
const SSL_REQUEST = Buffer.from('0000000804d2162f', 'hex')

// To the system 0.0.0.0 is this machine; to us it is any host that is not known to be local.
it.each([
  ['//u:secret@0.0.0.0:PORT/posture', 'encryption'],
  ['///posture?user=u&password=secret&host=0.0.0.0&port=PORT', 'encryption'],
  ['//u:secret@127.0.0.1:PORT/posture?sslmode=verify-full', 'encryption'],
  ['//u:secret@0.0.0.0:PORT/posture?sslmode=disable', 'a session'],
  ['//u:secret@127.0.0.1:PORT/posture', 'a session'],
  ['//u:secret@localhost:PORT/posture', 'a session'],
])('asks the server at %s for %s first', async (address, first) => {
  const { asked, port } = await openPlainServer()
  const database = open({ url: `postgres:${address.replace('PORT', `${port}`)}` })
  const problem = await database.write('SELECT 1').catch((error: unknown) => error)
  expect(problem).toMatchObject({ code: 'INDEX_UNREACHABLE' })
  expect(`${problem}`).not.toContain('secret')
  expect(asked).toEqual([first])
})

it('says so where there is no pgvector to make the tables with', async () => {
  const bare = await PGlite.create()
  const socket = new PGLiteSocketServer({ db: bare, host: '127.0.0.1', port: 0, maxConnections: 5 })
  await socket.start()
  onTestFinished(async () => {
    await socket.stop()
    await bare.close()
  })
  const database = open({ url: `postgres://postgres:postgres@${socket.getServerConn()}/postgres` })
  await expect(migrate(database, smallEmbeddings.identity)).rejects.toMatchObject({
    code: 'INDEX_FOREIGN',
    message: expect.stringContaining('has no pgvector: install'),
  })
})
