import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDebianRoot } from './debian-root.ts'

const PROGRAMS = '/usr/lib/postgresql/17/bin'
const START_ATTEMPTS = 50
const PAUSE_MS = 200
const SHOWN_LOG = 4_000
const CLUSTER = 'cluster-'
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // The folder has no /dev/shm that the server may write to.
  dynamic_shared_memory_type: 'mmap',
  // What is lost where the machine fails is of no interest; a killed server loses nothing by it.
  fsync: 'off',
  full_page_writes: 'off',
}

/** A real PostgreSQL 17 with pgvector, which is this test's own. */
export interface DebianPostgres {
  /** Of the superuser `postgres`, with its password (SCRAM), for the database `postgres`. */
  readonly url: string
  /** The same for as long as the server lives, restarts included. */
  readonly port: number
  /** Shuts down and removes the data. */
  stop(): Promise<void>
  /** Shuts down, cutting every connection, where it still runs, and starts again over the same data. */
  restart(): Promise<void>
  /** Kills the server and all its sessions as they are, without a word to the clients; `restart` brings it back. */
  kill(): Promise<void>
}

/**
 * Starts a new server on a free port of 127.0.0.1, with an empty data folder and as an unprivileged user. Needs root,
 * and debootstrap where `openDebianRoot` has not been called before. The server ends with this process, whatever ends
 * that.
 *
 * @throws Error with the end of the server's log where it does not start
 */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const root = await openDebianRoot()
  const port = await findFreePort()
  const password = randomBytes(16).toString('hex')
  const folder = await createCluster(root, password)
  const removeData = () => rmSync(join(root, folder), { recursive: true, force: true })
  let server: ChildProcess
  try {
    server = await start(root, folder, port)
  } catch (error) {
    removeData()
    throw error
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    async stop() {
      await shutDown(server)
      removeData()
    },
    async restart() {
      await shutDown(server)
      server = await start(root, folder, port)
    },
    kill: () => killAll(server),
  }
}

/** Runs a program of PostgreSQL inside the folder as the user `postgres`; SIGINT when this process is gone. */
function run(root: string, program: string, args: readonly string[]): ChildProcess {
  const user = ['--reuid=postgres', '--regid=postgres', '--init-groups', '--pdeathsig=INT']
  return spawn('chroot', [root, 'setpriv', ...user, `${PROGRAMS}/${program}`, ...args], {
    cwd: root,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** What a program wrote last; the rest is thrown away so that it never waits for a reader. */
function readOutput(child: ChildProcess): () => string {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      output = (output + chunk).slice(-SHOWN_LOG)
    })
  }
  return () => output
}

/** Makes a data folder whose superuser has the password; returns its path as seen from inside the root. */
async function createCluster(root: string, password: string): Promise<string> {
  removeAbandoned(join(root, 'tmp'))
  const outside = mkdtempSync(join(root, 'tmp', CLUSTER))
  const inside = outside.slice(root.length)
  const passwordFile = join(outside, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const { uid, gid } = readPostgresUser(root)
  for (const path of [outside, passwordFile]) chownSync(path, uid, gid)
  chmodSync(outside, 0o700)
  const child = run(root, 'initdb', [
    `--pgdata=${inside}/data`,
    '--username=postgres',
    `--pwfile=${inside}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  const output = readOutput(child)
  const [code] = await once(child, 'close')
  rmSync(passwordFile)
  if (code === 0) return inside
  rmSync(outside, { recursive: true, force: true })
  throw new Error(`initdb ended with code ${code}:\n${output()}`)
}

/** Processes that were killed leave 40 MB each. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(CLUSTER))) {
    const path = join(folder, name)
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true })
  }
}

function readPostgresUser(root: string): { readonly uid: number; readonly gid: number } {
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/mu.exec(readFileSync(join(root, 'etc/passwd'), 'utf8')) ?? []
  if (!uid || !gid) throw new Error(`${root} has no user postgres; remove the folder, it is made anew`)
  return { uid: Number(uid), gid: Number(gid) }
}

/** Tries again where sessions of a killed server still hold its memory, or a client holds its port for a moment. */
async function start(root: string, folder: string, port: number): Promise<ChildProcess> {
  let log = ''
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = run(root, 'postgres', ['-D', `${folder}/data`, ...settings])
    const output = readOutput(server)
    while (server.exitCode === null && server.signalCode === null) {
      if (output().includes('database system is ready to accept connections')) return server
      await sleep(PAUSE_MS / 10)
    }
    log = output()
    await sleep(PAUSE_MS)
  }
  throw new Error(`PostgreSQL does not start on port ${port}:\n${log}`)
}

async function shutDown(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return
  const ended = once(server, 'close')
  server.kill('SIGINT')
  await ended
}

async function killAll(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return
  const ended = once(server, 'exit')
  // Stopped first, so that it starts no session while they are listed.
  server.kill('SIGSTOP')
  for (const pid of listChildren(server.pid)) process.kill(pid, 'SIGKILL')
  server.kill('SIGKILL')
  await ended
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

function listChildren(parent: number | undefined): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => readStatus(pid).includes(`\nPPid:\t${parent}\n`))
    .map(Number)
}

/** Empty where the process has ended meanwhile. */
function readStatus(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A server that listens on a port has no port.')
  return address.port
}
