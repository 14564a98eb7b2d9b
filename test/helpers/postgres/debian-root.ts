import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const SUITE = 'trixie'
const PACKAGES = ['postgresql-17', 'postgresql-17-pgvector']
const SHOWN_OUTPUT = 2_000

/** What is not needed once the packages are installed: 200 of 690 MB. */
const LEFTOVERS = ['var/cache/apt/archives', 'var/lib/apt/lists', 'var/lib/postgresql/17/main']

/**
 * The folder of a small Debian with PostgreSQL 17 and pgvector, made by debootstrap where it is not there yet: once,
 * in about a minute, half a gigabyte. `POSTGRES_ROOT` sets the folder; the default is in the user's cache.
 *
 * A folder of that name is always complete: it is built below another name and renamed. Where two processes build at
 * once, the first to finish wins.
 *
 * @throws Error which says what to install or that it needs root
 */
export async function openDebianRoot(): Promise<string> {
  const root = resolve(process.env.POSTGRES_ROOT || join(cacheFolder(), 'posture-bot', `postgresql-17-${SUITE}`))
  if (process.getuid?.() !== 0) throw new Error('The Debian server for tests is run by chroot, which only root may.')
  if (existsSync(root)) return root
  if (spawnSync('debootstrap', ['--version']).status !== 0) {
    throw new Error(
      `There is no PostgreSQL 17 in ${root}, and no debootstrap to make it with: apt-get install debootstrap`,
    )
  }
  console.info(`Installing PostgreSQL 17 with pgvector in ${root}, once; takes a minute or two`)
  mkdirSync(dirname(root), { recursive: true })
  const unfinished = mkdtempSync(`${root}.unfinished-`)
  try {
    await build(unfinished)
    moveTo(root, unfinished)
  } finally {
    // What debootstrap mounted and did not unmount, because it was killed, is not entered.
    spawnSync('rm', ['-rf', '--one-file-system', unfinished])
  }
  return root
}

function cacheFolder(): string {
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
}

async function build(folder: string): Promise<void> {
  const args = ['--variant=minbase', `--include=${PACKAGES.join()}`, SUITE, folder]
  const child = spawn('debootstrap', args, {
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output = (output + chunk).slice(-SHOWN_OUTPUT)
    })
  }
  const code = await new Promise<number | null>((settle) => child.on('close', settle))
  if (code !== 0) throw new Error(`debootstrap ended with code ${code}:\n${output}`)
  // The user postgres has to get in; a temporary folder lets only root.
  chmodSync(folder, 0o755)
  for (const leftover of LEFTOVERS) rmSync(join(folder, leftover), { recursive: true, force: true })
}

function moveTo(root: string, unfinished: string): void {
  try {
    renameSync(unfinished, root)
  } catch (cause) {
    if (!existsSync(root)) throw cause
  }
}
