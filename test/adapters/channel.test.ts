import type { AnswerEngine } from '../helpers/answer-engine.ts'
import { startFakeConnector } from '../helpers/fake-connector.ts'
import { startFakeSlack } from '../helpers/fake-slack/fake-slack.ts'
import type { FakeMessage } from '../helpers/fake-slack/records.ts'
import { readCards } from '../helpers/read-card.ts'
import { createSlackBot, readMessage } from '../helpers/slack-bot.ts'
import { CHATS, startTeamsBot, TENANT } from '../helpers/teams-bot.ts'
import { type ChannelDriver, describeChannel, describeChannelWithModel, type Seen } from './channel.contract.ts'

const openSlack = async (engine: AnswerEngine): Promise<ChannelDriver> => {
  const slack = await startFakeSlack()
  const bot = await createSlackBot(slack, engine, 'socket')
  await bot.channel.connect()
  let thread = ''
  const say = async (payload: ReturnType<typeof slack.appMention> | ReturnType<typeof slack.channelMessage>) => {
    const before = slack.messages.length
    await bot.send(payload)
    await bot.settle()
    const shown = slack.messages.slice(before)
    if (shown.length > 1) throw new Error(`${shown.length} messages`)
    return shown[0] && seenInSlack(shown[0])
  }
  return {
    async mention(text) {
      const payload = slack.appMention({ text })
      thread = payload.event.ts
      return say(payload)
    },
    followUp: (text, { mentionsSomebody = false } = {}) =>
      say(slack.channelMessage({ text: mentionsSomebody ? `<@U0TANAKA> ${text}` : text, thread_ts: thread })),
    direct: (text) => say(slack.directMessage({ text })),
    async close() {
      await bot.close()
      await slack.close()
    },
  }
}
describeChannel('Slack', openSlack)
describeChannelWithModel('Slack', openSlack)

function seenInSlack(message: FakeMessage): Seen {
  const table = message.blocks.find(({ type }) => type === 'table')
  const buttons = message.blocks.flatMap(({ accessory, elements }) =>
    [accessory, ...((elements ?? []) as unknown[])].flatMap((element) => {
      const { type, text } = (element ?? {}) as { type?: string; text?: { text: string } }
      return type === 'button' && text ? [text.text] : []
    }),
  )
  const body = readMessage({ text: message.text, blocks: [] })
  return {
    lines: body.split('\n').map((line) => line.replace(/ {2}$/u, '').replace(/^\*\*(.*)\*\*$/u, '$1')),
    rows: table && (table.rows as { text: string }[][]).map((row) => row.map(({ text }) => text)),
    below: readMessage({ text: '', blocks: message.blocks }),
    buttons,
  }
}

const openTeams = async (engine: AnswerEngine): Promise<ChannelDriver> => {
  const connector = await startFakeConnector()
  const bot = await startTeamsBot(engine, connector)
  const say = async (...given: Parameters<typeof bot.say>): Promise<Seen | undefined> => {
    const before = connector.messages().length
    await bot.say(...given)
    const shown = connector.messages().slice(before)
    if (shown.length > 1) throw new Error(`${shown.length} messages`)
    const [call] = shown
    if (!call) return undefined
    const { texts, tables, buttons } = readCards(call.activity as Parameters<typeof readCards>[0])
    const lines = String(call.activity.text)
      .split('\n')
      .map((line) => line.replace(/ {2}$/u, '').replace(/\\(?=[\\*_~`|#+\-=.)])/gu, ''))
    return { lines, rows: tables[0], below: texts.join('\n'), buttons: buttons.map(({ title }) => title) }
  }
  let post = 0
  const inThread = () => ({
    conversation: {
      ...CHATS.thread,
      tenantId: TENANT,
      id: `19:joho@thread.tacv2;messageid=${1_716_190_000_000 + post}`,
    },
  })
  return {
    async mention(text) {
      post++
      return say(text, { chat: 'thread', mentions: ['bot'], changes: inThread() })
    },
    followUp: (text, { mentionsSomebody = false } = {}) =>
      say(text, { chat: 'thread', mentions: mentionsSomebody ? ['matsui'] : [], changes: inThread() }),
    direct: (text) => say(text, { chat: 'personal' }),
    async close() {
      await bot.close()
      await connector.close()
    },
  }
}
describeChannel('Teams', openTeams)
describeChannelWithModel('Teams', openTeams)
