import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Run by npx and no dependency: its licence allows evaluation only. */
const PLAYGROUND_PACKAGE = '@microsoft/m365agentsplayground@0.2.28'
/** npx may have to download 15 MB first. */
const START_TIMEOUT_MS = 90_000
const STOP_TIMEOUT_MS = 5_000
const POLL_MS = 50
const OUTPUT_MAX_CHARS = 4_000

/** The fictional tenant the Playground plays; a copy of it is its configuration file. */
export const PLAYGROUND_TENANT = {
  version: '0.1.0',
  tenantId: '3f6c1f0e-0000-4000-8000-000000000001',
  bot: { id: '28:posture-bot', name: 'posture-bot' },
  currentUser: createUser('sato', '佐藤', '美咲', '10'),
  // Fewer than five users, or a second channel, and it does not start.
  users: [
    createUser('suzuki', '鈴木', '健一', '11'),
    createUser('takahashi', '高橋', '直子', '12'),
    createUser('tanaka', '田中', '大輔', '13'),
    createUser('ito', '伊藤', '彩', '14'),
    createUser('watanabe', '渡辺', '翔', '15'),
  ],
  personalChat: { id: 'personal-chat' },
  groupChat: { id: 'group-chat', name: '調達チェック' },
  team: {
    id: 'team-joho',
    name: '情報システム部',
    aadGroupId: '3f6c1f0e-0000-4000-8000-000000000020',
    channels: [{ id: 'channel-ippan', name: '一般' }],
  },
} as const

/** A running Playground. */
export interface PlaygroundServer {
  readonly url: string
  /** The end of what it printed and logged. */
  output(): Promise<string>
  /** Ends its process group and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts the Playground in a temporary folder, with {@link PLAYGROUND_TENANT}, on the port or a free one.
 * Throws an Error with its output when it does not answer in 90 s.
 */
export async function startPlaygroundServer(botEndpoint: string, port?: number): Promise<PlaygroundServer> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'))
  await writeFile(join(folder, '.m365agentsplayground.yml'), JSON.stringify(PLAYGROUND_TENANT))
  const wanted = String(port ?? (await findFreePort()))
  const args = ['--yes', PLAYGROUND_PACKAGE, 'start', '-e', botEndpoint, '-c', 'msteams', '-p', wanted, '--dt']
  const child = spawn('npx', args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  const collect = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  // A test run that is cut short must not leave it running.
  const endAll = () => {
    signalGroup(child, 'SIGKILL')
    // It may still be writing its log there.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', endAll)
  child.on('error', (error) => collect(Buffer.from(error.message)))
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const output = async () => {
    const ownLog = await readFile(join(folder, 'devTools', 'm365agentsplayground.log'), 'utf8').catch(() => '')
    const told = ownLog.split('\n').filter((line) => !line.startsWith('debug'))
    return `Playground says:\n${[printed, ...told].join('\n').slice(-OUTPUT_MAX_CHARS)}`
  }
  const stop = async () => {
    process.off('exit', endAll)
    await stopGroup(child)
    endAll()
  }
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end && !hasEnded(child); await delay(POLL_MS)) {
    // It prints the port before it reads its configuration, and takes another port when the wanted one is in use.
    const listening = /Listening on (\d+)/u.exec(printed)?.[1]
    if (listening && (await isUp(`http://127.0.0.1:${listening}/`))) {
      return { url: `http://127.0.0.1:${listening}/`, output, stop }
    }
  }
  const text = await output()
  await stop()
  throw new Error(`${PLAYGROUND_PACKAGE} did not start (exit code ${child.exitCode}).\n${text}`)
}

async function isUp(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined)
  return answer?.ok ?? false
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** npx starts a shell and a second node: only the group's end ends them all. */
async function stopGroup(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child) ? undefined : once(child, 'exit')
  signalGroup(child, 'SIGTERM')
  if (ended) await Promise.race([ended, delay(STOP_TIMEOUT_MS, undefined, { ref: false })])
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // Nobody is left in the group: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port was given.')
  return address.port
}

function createUser(id: string, surname: string, givenName: string, number: string) {
  const address = `${id}@aozora-shoji.example`
  return {
    id: `user-${id}`,
    name: `${surname} ${givenName}`,
    // Spelt so in its schema.
    userPrincipleName: address,
    aadObjectId: `3f6c1f0e-0000-4000-8000-0000000000${number}`,
    givenName,
    surname,
    email: address,
  }
}
