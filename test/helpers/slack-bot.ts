import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createSlackChannel } from '../../adapters/slack/app.ts'
import type { Channel } from '../../src/conversation/channel.ts'
import type { ConversationParts } from '../../src/conversation/conversations.ts'
import type { AnswerEngine } from './answer-engine.ts'
import { createTestParts, type TestParts } from './channel-parts.ts'
import type { FakeSlack } from './fake-slack/fake-slack.ts'

/** The bot in the fake Slack. */
export interface SlackBot {
  readonly channel: Channel
  readonly parts: TestParts
  /** Where events are posted to over HTTP. */
  readonly url: string
  close(): Promise<void>
}

/** Starts the real Slack channel against the fake, over HTTP or Socket Mode. */
export async function startSlackBot(
  slack: FakeSlack,
  engine: AnswerEngine,
  transport: 'http' | 'socket',
  changes: Partial<ConversationParts> = {},
): Promise<SlackBot> {
  const parts = createTestParts(engine, changes)
  const app = express()
  const channel = createSlackChannel(
    {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      transport:
        transport === 'http'
          ? { kind: 'http', signingSecret: slack.signingSecret }
          : { kind: 'socket', appToken: slack.appToken },
    },
    app,
    parts,
  )
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await channel.connect()
  return {
    channel,
    parts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    async close() {
      await channel.disconnect()
      await parts.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
