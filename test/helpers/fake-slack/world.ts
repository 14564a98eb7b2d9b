import { createFaults, type Faults } from './faults.ts'
import { createIds, createTimestamps, ids } from './ids.ts'
import { isObject, type JsonObject, toList, walkObjects } from './json.ts'
import { limits } from './limits.ts'
import { createRecords, type FakeMessage, type Records, type StoredBlock } from './records.ts'

/** How the fake is set up; every field has a default. */
export interface FakeSlackOptions {
  readonly botToken?: string
  readonly appToken?: string
  readonly signingSecret?: string
  /** Posts per second and channel before the answer is 429; `undefined`: no limit. */
  readonly rateLimit?: { readonly perChannelPerSecond: number }
  /** How long Slack waits for an event, a command or an action to be acknowledged. Slack: 3,000. */
  readonly ackWithinMs?: number
  /** Waits before the retries of an event. Slack: about [0, 60,000, 300,000]; here [0, 10, 20]. */
  readonly retryDelaysMs?: readonly number[]
  /** Slack: 3,000. */
  readonly triggerLifeMs?: number
  /** How often open sockets are pinged. */
  readonly pingIntervalMs?: number
}

/** Options with the defaults filled in. */
export type Settings = Required<Omit<FakeSlackOptions, 'rateLimit'>> & {
  readonly rateLimit: FakeSlackOptions['rateLimit'] | undefined
}

/** Where a `response_url` leads. */
export interface ResponseTarget {
  readonly channel: string
  readonly user: string
  /** The message whose button was pressed; `undefined` for commands. */
  readonly message: FakeMessage | undefined
  uses: number
}

/** The whole state of one fake workspace. */
export interface World {
  readonly settings: Settings
  readonly records: Records
  readonly faults: Faults
  readonly nextId: (prefix: string) => string
  readonly nextTs: (channel: string) => string
  /** Trigger ids that were issued and not used, with the time at which they end. */
  readonly triggers: Map<string, number>
  /** Socket tickets that `apps.connections.open` gave out and nobody used. */
  readonly tickets: Set<string>
  readonly responseTargets: Map<string, ResponseTarget>
  /** The status line shown in a thread, by `channel thread_ts`; none while nothing is shown. */
  readonly shownStatus: Map<string, string>
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin: string
}

/** A workspace in which nothing happened yet. */
export function createWorld(options: FakeSlackOptions): World {
  return {
    settings: {
      botToken: options.botToken ?? 'xoxb-fake-bot-token',
      appToken: options.appToken ?? 'xapp-fake-app-token',
      signingSecret: options.signingSecret ?? 'fake-signing-secret',
      rateLimit: options.rateLimit,
      ackWithinMs: options.ackWithinMs ?? 3_000,
      retryDelaysMs: options.retryDelaysMs ?? [0, 10, 20],
      triggerLifeMs: options.triggerLifeMs ?? 3_000,
      pingIntervalMs: options.pingIntervalMs ?? 5_000,
    },
    records: createRecords(),
    faults: createFaults(),
    nextId: createIds(),
    nextTs: createTimestamps(),
    triggers: new Map(),
    tickets: new Set(),
    responseTargets: new Map(),
    shownStatus: new Map(),
    origin: '',
  }
}

/** Issues a trigger id, good for one view. */
export function issueTrigger(world: World): string {
  const trigger = `${world.nextId('1')}.1234567890.${world.nextId('')}`
  world.triggers.set(trigger, Date.now() + world.settings.triggerLifeMs)
  return trigger
}

/** Uses up a trigger id; false when it is unknown, used or too old. */
export function useTrigger(world: World, trigger: unknown): boolean {
  if (typeof trigger !== 'string') return false
  const end = world.triggers.get(trigger)
  world.triggers.delete(trigger)
  return end !== undefined && Date.now() < end
}

/** Opens a `response_url`, good for five posts. */
export function issueResponseUrl(world: World, target: Omit<ResponseTarget, 'uses'>): string {
  const id = world.nextId('')
  world.responseTargets.set(id, { ...target, uses: 0 })
  return `${world.origin}/response/${id}`
}

/** Counts a use of a `response_url`; `undefined` when it is unknown or used up. */
export function useResponseUrl(world: World, id: string): ResponseTarget | undefined {
  const target = world.responseTargets.get(id)
  if (target === undefined || target.uses >= limits.responseUrlUses) return undefined
  target.uses += 1
  return target
}

/** Adds a message of the bot; what is shown as status in its thread goes away, as in Slack. */
export function addMessage(
  world: World,
  message: Pick<FakeMessage, 'channel' | 'text'> & Partial<Omit<FakeMessage, 'channel' | 'text'>>,
): FakeMessage {
  const text = message.text.slice(0, limits.text)
  const added: FakeMessage = {
    ts: world.nextTs(message.channel),
    thread_ts: undefined,
    blocks: [],
    state: 'posted',
    ephemeral_user: undefined,
    tasks: [],
    isEdited: false,
    isDeleted: false,
    metadata: undefined,
    ...message,
    text,
    isTruncated: text !== message.text,
  }
  world.records.messages.push(added)
  world.shownStatus.delete(toStatusKey(added.channel, added.thread_ts))
  return added
}

/** Puts a changed message in the place of the old one. */
export function replaceMessage(world: World, old: FakeMessage, change: Partial<FakeMessage>): FakeMessage {
  const { messages } = world.records
  const changed = { ...old, ...change }
  messages[messages.indexOf(old)] = changed
  return changed
}

/** Finds what can be updated: ephemeral messages cannot, nor deleted ones. */
export function findMessage(world: World, channel: unknown, ts: unknown): FakeMessage | undefined {
  return world.records.messages.find(
    (message) =>
      message.channel === channel && message.ts === ts && message.ephemeral_user === undefined && !message.isDeleted,
  )
}

/** Key of `shownStatus`. */
export function toStatusKey(channel: string, threadTs: string | undefined): string {
  return `${channel} ${threadTs ?? ''}`
}

/** Fills in the `block_id` and `action_id` that were not sent, as Slack does. */
export function toStoredBlocks(world: World, blocks: unknown): StoredBlock[] {
  return toList(structuredClone(blocks))
    .filter(isObject)
    .map((block) => {
      for (const { object } of walkObjects(block)) fillActionId(world, object)
      return { block_id: world.nextId('b'), ...block, type: String(block.type) }
    })
}

/** A bot message as the Web API and payloads show it. */
export function toSlackMessage(message: FakeMessage): JsonObject {
  return {
    user: ids.botUser,
    type: 'message',
    ts: message.ts,
    bot_id: ids.bot,
    app_id: ids.app,
    text: message.text,
    team: ids.team,
    bot_profile: { id: ids.bot, app_id: ids.app, name: ids.botName, team_id: ids.team, deleted: false },
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts, parent_user_id: ids.user }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
  }
}

const INTERACTIVE =
  /^(?:button|overflow|checkboxes|feedback_buttons|icon_button|.*(?:_buttons|picker|_select|_input))$/u

function fillActionId(world: World, object: Record<string, unknown>): void {
  if (typeof object.type === 'string' && INTERACTIVE.test(object.type)) object.action_id ??= world.nextId('a')
}
