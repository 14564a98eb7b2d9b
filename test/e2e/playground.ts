import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { PLAYGROUND_TENANT, type PlaygroundServer, startPlaygroundServer } from './playground-server.ts'

const WAIT_TIMEOUT_MS = 15_000
const POLL_MS = 50

/** Where a message is typed: the chat's own box (in a channel: a new post), or the newest post's thread. */
export type Composer = 'chat' | 'thread'

/** One line of the log panel: an activity and the answer to the request that carried it. */
export interface LogEntry {
  /** `toBot`: the Playground posted it to the bot. `fromBot`: the bot posted or put it to the connector. */
  readonly direction: 'toBot' | 'fromBot'
  /** `message`, `typing`, `invoke`, `conversationUpdate`, …; for requests without an activity what the panel says. */
  readonly name: string
  /** With `;messageid=…` in a channel's thread. */
  readonly conversationId: string
  /** The activity as it went over the wire. */
  readonly activity: Readonly<Record<string, unknown>>
  /** HTTP status of the answer, `undefined` when there was none. */
  readonly status: number | undefined
  /** Body of the answer: the new activity's id, an error, or an invoke's response. */
  readonly response: unknown
}

/** A Teams client in a browser, as one user of {@link PLAYGROUND_TENANT} sees it. */
export interface Playground {
  readonly page: Page
  /** Opens the one-to-one chat with the bot; it is open at the start. */
  openPersonalChat(): Promise<void>
  /** Opens the group chat: the bot gets messages that mention it. */
  openGroupChat(): Promise<void>
  /** Opens the team's channel: a message is a new post, or goes into the newest post's thread. */
  openChannel(): Promise<void>
  /** Sends a message; line breaks are kept. */
  send(text: string, composer?: Composer): Promise<void>
  /** Sends a message that begins with a mention of the bot, chosen from the mention picker. */
  mention(text: string, composer?: Composer): Promise<void>
  /**
   * Sends the bot an activity that the user interface has no way for (an edit, a reaction, `task/fetch`), by the menu
   * "Custom activity". Addresses and `channelData` are those of the last activity to the bot unless given.
   */
  sendCustomActivity(activity: Readonly<Record<string, unknown>>): Promise<void>
  /** Waits until the text, within one element, is shown in the open conversation or a dialog. */
  waitForText(text: string | RegExp): Promise<Locator>
  /** Clicks the last thing of that role and exact name, as the newest message is the last: `Like` is not `Dislike`. */
  click(role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void>
  screenshot(path: string): Promise<void>
  /** What went over the wire so far, both directions, in order of time. */
  logEntries(): readonly LogEntry[]
  /** Waits for an entry of the log; throws with the log's summary when none comes. */
  waitForLogEntry(isWanted: (entry: LogEntry) => boolean): Promise<LogEntry>
  /** Closes the browser, ends the Playground's process group and removes its folder. */
  close(): Promise<void>
}

/** `port` is the Playground's; left out, a free one is taken. */
export interface PlaygroundOptions {
  readonly botEndpoint: string
  readonly port?: number
}

/**
 * Starts the Microsoft 365 Agents Playground against a bot without an app id, and opens it in headless Chromium
 * (`CHROMIUM_PATH`, else `/usr/bin/chromium`). Throws an Error with the Playground's output when it does not start.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const server = await startPlaygroundServer(options.botEndpoint, options.port)
  let browser: Browser | undefined
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'ja-JP' })
    page.setDefaultTimeout(WAIT_TIMEOUT_MS)
    const log = recordLog(page)
    const pageErrors: string[] = []
    page.on('pageerror', (error) => pageErrors.push(error.message))
    await page.goto(server.url)
    // Its lines repeat every text; the entries come from the socket that feeds it.
    await page.getByTitle('Hide log panel').click()
    const playground = createPlayground(page, log, pageErrors, server, browser)
    await playground.openPersonalChat()
    return playground
  } catch (error) {
    await browser?.close()
    const output = await server.output()
    await server.stop()
    throw new Error(`The Playground could not be opened in the browser.\n${output}`, { cause: error })
  }
}

function createPlayground(
  page: Page,
  log: readonly TimedEntry[],
  pageErrors: readonly string[],
  server: PlaygroundServer,
  browser: Browser,
): Playground {
  const logEntries = () => log.toSorted((a, b) => a.timestamp - b.timestamp).map(({ entry }) => entry)
  const fail = async (what: string, cause?: unknown): Promise<never> => {
    const lines = logEntries().map((entry) => `${entry.direction} ${entry.name} ${entry.status}`)
    throw new Error([what, 'Log:', ...lines, 'Page errors:', ...pageErrors, await server.output()].join('\n'), {
      cause,
    })
  }
  const waitForLogEntry = async (isWanted: (entry: LogEntry) => boolean) => {
    for (const end = Date.now() + WAIT_TIMEOUT_MS; Date.now() < end; await delay(POLL_MS)) {
      const found = logEntries().find(isWanted)
      if (found) return found
    }
    return fail('No such entry came into the log.')
  }
  const open = async (treeItem: string, conversationId: string) => {
    const item = page.getByRole('treeitem', { name: treeItem, exact: true })
    await item.click().catch((cause) => fail(`There is no chat "${treeItem}".`, cause))
    // The bot is installed when a chat is first opened; typing before that loses the text.
    await waitForLogEntry((entry) => entry.name === 'conversationUpdate' && entry.conversationId === conversationId)
    await findComposers(page).first().waitFor()
  }
  const { team, groupChat, personalChat } = PLAYGROUND_TENANT
  return {
    page,
    openPersonalChat: () => open('Personal Chat', personalChat.id),
    openGroupChat: () => open(groupChat.name, groupChat.id),
    openChannel: () => open(`${team.name} - ${team.channels[0].name}`, team.channels[0].id),
    send: (text, composer = 'chat') =>
      type(page, composer, () => page.keyboard.insertText(text)).catch((cause) => fail('It was not sent.', cause)),
    mention: (text, composer = 'chat') =>
      type(page, composer, async () => {
        await pickBot(page)
        await page.keyboard.insertText(` ${text}`)
      }).catch((cause) => fail('It was not sent.', cause)),
    async sendCustomActivity(activity) {
      const last = logEntries().findLast((entry) => entry.direction === 'toBot')?.activity
      await submitCustomActivity(page, { ...pickAddresses(last ?? {}), id: randomUUID(), ...activity }).catch((cause) =>
        fail('The custom activity was not sent.', cause),
      )
    },
    async waitForText(text) {
      const shown = page
        .getByText(text)
        .and(page.locator(':not([role=tree] *, [role=textbox] *)'))
        .filter({ visible: true })
        .last()
      await shown.waitFor().catch((cause) => fail(`The text ${text} is not shown.`, cause))
      return shown
    },
    async click(role, name) {
      const target = page.getByRole(role, { name, exact: true }).filter({ visible: true }).last()
      await target.click().catch((cause) => fail(`There is no ${role} "${name}" to click.`, cause))
    },
    async screenshot(path) {
      await page.screenshot({ path })
    },
    logEntries,
    waitForLogEntry,
    async close() {
      await browser.close().finally(server.stop)
    },
  }
}

async function type(page: Page, composer: Composer, write: () => Promise<void>): Promise<void> {
  const boxes = findComposers(page)
  // In a channel the first box makes a post; each post below it has one of its own, the newest post's first.
  const box = composer === 'chat' ? boxes.first() : boxes.nth(1)
  await box.click()
  await write()
  await page.keyboard.press('Enter')
  await box.filter({ hasText: /^$/u }).waitFor()
}

/** Inputs of a card are text boxes as well, but not editable content. */
function findComposers(page: Page): Locator {
  return page.getByRole('textbox').and(page.locator('[contenteditable=true]'))
}

async function pickBot(page: Page): Promise<void> {
  await page.keyboard.type('@')
  const picker = page.getByRole('listbox', { name: 'Typeahead menu' })
  await picker.getByRole('menuitem').filter({ hasText: PLAYGROUND_TENANT.bot.name }).click()
}

function pickAddresses(activity: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { channelId, serviceUrl, recipient, conversation, from, channelData } = activity
  return { channelId, serviceUrl, recipient, conversation, from, channelData }
}

async function submitCustomActivity(page: Page, activity: Readonly<Record<string, unknown>>): Promise<void> {
  await page.getByRole('button', { name: 'Mock an Activity' }).click()
  await page.getByRole('menuitem', { name: 'Custom activity' }).click()
  const dialog = page.getByRole('dialog', { name: 'Custom activity' })
  await dialog.getByRole('code').getByRole('textbox').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(JSON.stringify(activity))
  // The editor closes the first brace and quote by itself.
  await page.keyboard.press('Control+Shift+End')
  await page.keyboard.press('Delete')
  await dialog.getByRole('button', { name: 'Send activity' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

interface TimedEntry {
  readonly timestamp: number
  readonly entry: LogEntry
}

/** Reads the socket that feeds the log panel: an entry comes when its request was answered, so out of order. */
function recordLog(page: Page): readonly TimedEntry[] {
  const entries: TimedEntry[] = []
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/_ws/log/stream')) return
    socket.on('framereceived', ({ payload }) => {
      const { log } = JSON.parse(String(payload)) as { log?: RawLog }
      if (log?.request) entries.push({ timestamp: log.timestamp, entry: toLogEntry(log) })
    })
  })
  return entries
}

interface RawLog {
  readonly timestamp: number
  readonly from: string
  readonly activityName?: string
  readonly conversationId?: string
  readonly request?: { readonly body?: Record<string, unknown> }
  readonly response?: { readonly statusCode?: number; readonly body?: unknown }
}

function toLogEntry(log: RawLog): LogEntry {
  return {
    direction: log.from === 'User Application' ? 'fromBot' : 'toBot',
    name: log.activityName ?? '',
    conversationId: log.conversationId ?? '',
    activity: log.request?.body ?? {},
    status: log.response?.statusCode,
    response: log.response?.body,
  }
}
