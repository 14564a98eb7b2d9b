import { setTimeout as sleep } from 'node:timers/promises'
import type { EventPayload } from './fake-slack/event-payloads.ts'
import type { FakeSlack } from './fake-slack/fake-slack.ts'
import type { FakeMessage } from './fake-slack/records.ts'
import { createRandom } from './random.ts'
import type { ServeProcess } from './serve-process.ts'

/** Bots any of which gets an event, as behind a load balancer: one that is gone is noticed when an event is sent to it. */
export interface SlackReplicas {
  readonly bots: readonly ServeProcess[]
  /** Starts one more. */
  add(): Promise<void>
  /** Delivers to one that takes it, every fourth time to two at once. */
  deliver(payload: EventPayload<object>): Promise<void>
}

/** Starts so many bots. */
export async function startSlackReplicas(
  slack: FakeSlack,
  start: () => ServeProcess,
  count: number,
): Promise<SlackReplicas> {
  const bots: ServeProcess[] = []
  const urls: string[] = []
  const add = async () => {
    const bot = start()
    const url = await bot.url()
    await bot.waitFor('slack is connected')
    bots.push(bot)
    urls.push(`${url}/slack/events`)
  }
  await Promise.all(Array.from({ length: count }, add))
  const random = createRandom(7)
  const send = async (payload: EventPayload<object>, from: number): Promise<void> => {
    for (let i = from; ; i++) {
      const url = urls[i % urls.length] ?? ''
      const sent = await slack.sendHttp(url, payload, { kind: 'event', timeoutMs: 3000 }).catch(() => undefined)
      if (sent?.status === 200) return
      await sleep(100)
    }
  }
  return {
    bots,
    add,
    async deliver(payload) {
      const first = Math.floor(random() * urls.length)
      await Promise.all([send(payload, first), ...(random() < 0.25 ? [send(payload, first + 1)] : [])])
    },
  }
}

/** What the bots have said in a thread; not what is still on its way. */
export function answersIn(slack: FakeSlack, channel: string, threadTs: string): readonly FakeMessage[] {
  return slack.messages.filter(
    (message) => message.thread_ts === threadTs && message.channel === channel && message.state !== 'streaming',
  )
}

/** What a bot needs to be reached by the fake over HTTP. */
export function slackEnv({ botToken, signingSecret, apiUrl }: FakeSlack): Readonly<Record<string, string>> {
  return { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl }
}
