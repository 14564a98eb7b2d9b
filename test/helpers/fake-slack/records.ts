import type { JsonObject } from './json.ts'
import type { FoundLink } from './scan-text.ts'

/** A block as Slack keeps it: with a `block_id` even where none was sent. */
export type StoredBlock = JsonObject & { readonly type: string; readonly block_id: string }

/**
 * One call of the Web API, one post to a `response_url` (method `response_url`), or what a command or a modal was
 * acknowledged with (method `ack`).
 */
export interface Call {
  readonly method: string
  /** JSON strings, booleans and numbers inside form bodies are parsed; the token is left out. */
  readonly args: JsonObject
  /** Milliseconds since 1970 when the body had arrived. */
  readonly at: number
  /** HTTP status answered; 0 when the connection was dropped instead. */
  readonly status: number
  readonly ok: boolean
  readonly error: string | undefined
  /** The sentences of `response_metadata.messages`. */
  readonly messages: readonly string[]
}

/** A progress line of a streamed message. */
export interface StreamTask {
  readonly id: string
  readonly title: string
  readonly status: string
}

/** A message as people would see it now: later updates and appends are in it. */
export interface FakeMessage {
  readonly channel: string
  readonly ts: string
  readonly thread_ts: string | undefined
  /** What the bot sent as `text`, or all `markdown_text` of it; at most 40,000 characters for `text`. */
  readonly text: string
  readonly blocks: readonly StoredBlock[]
  readonly state: 'posted' | 'streaming' | 'finished'
  /** The only user who sees it; `undefined` for everybody. */
  readonly ephemeral_user: string | undefined
  readonly tasks: readonly StreamTask[]
  readonly isEdited: boolean
  readonly isDeleted: boolean
  /** Slack had to cut `text`. */
  readonly isTruncated: boolean
  readonly metadata: unknown
}

/** What somebody else than the bot wrote, made by the payload builders. */
export interface UserMessage {
  readonly channel: string
  readonly ts: string
  readonly thread_ts: string | undefined
  readonly user: string
  readonly text: string
}

/** An open modal. */
export interface FakeView {
  readonly id: string
  readonly hash: string
  readonly root_view_id: string
  readonly previous_view_id: string | undefined
  /** The view as it was sent, its blocks with ids filled in. */
  readonly view: JsonObject & { readonly blocks: readonly StoredBlock[] }
}

/** One use of a `response_url`. */
export interface FakeResponse {
  readonly args: JsonObject
  readonly status: number
  readonly ok: boolean
  readonly error: string | undefined
}

/** A call of `assistant.threads.setStatus`. */
export interface FakeStatus {
  readonly channel: string
  readonly thread_ts: string
  readonly status: string
  readonly loading_messages: readonly string[]
}

/** Something that Slack would act on, with the call that brought it in. */
export type FoundIn<T> = T & { readonly call: Call }

/** Everything that happened, oldest first. */
export interface Records {
  readonly calls: Call[]
  readonly messages: FakeMessage[]
  readonly userMessages: UserMessage[]
  readonly views: FakeView[]
  readonly responses: FakeResponse[]
  readonly statuses: FakeStatus[]
  readonly prompts: JsonObject[]
  readonly mentions: FoundIn<{ readonly mention: string }>[]
  readonly links: FoundIn<FoundLink>[]
  readonly emoji: FoundIn<{ readonly name: string }>[]
  readonly unfurling: FoundIn<{ readonly url: string }>[]
}

/** Records of a workspace in which nothing happened yet. */
export function createRecords(): Records {
  return {
    calls: [],
    messages: [],
    userMessages: [],
    views: [],
    responses: [],
    statuses: [],
    prompts: [],
    mentions: [],
    links: [],
    emoji: [],
    unfurling: [],
  }
}
