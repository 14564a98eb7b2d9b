import { readFileSync } from 'node:fs'
import { CORE_SCHEMA, load } from 'js-yaml'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { COMMAND } from '../../../adapters/slack/on-command.ts'

const FOLDER = new URL('../../../adapters/slack/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8')
const TEXT = read('manifest.yaml')

/** The fields that the bot depends on. */
const manifest = z
  .object({
    display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
    features: z.object({
      app_home: z.object({
        messages_tab_enabled: z.literal(true),
        messages_tab_read_only_enabled: z.literal(false),
      }),
      agent_view: z.object({ agent_description: z.string().max(300) }),
      slash_commands: z.array(
        z.object({ command: z.string(), description: z.string().max(2000), usage_hint: z.string().max(1000) }),
      ),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.literal(true) }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(load(TEXT, { schema: CORE_SCHEMA }))

it('subscribes to the events that the bot listens to, and to no others', () => {
  const listened = [...read('app.ts').matchAll(/app\.event\('(\w+)'/gu)].map((match) => match[1])
  const subscribed = manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0])
  expect([...new Set(subscribed)].sort()).toEqual([...listened].sort())
  // Direct messages, and the threads that are followed up; not group messages, to which nobody invites a bot.
  expect(manifest.settings.event_subscriptions.bot_events.filter((event) => event.startsWith('message.'))).toEqual([
    'message.channels',
    'message.groups',
    'message.im',
  ])
})

it('asks for the scopes that events, answers and the command need, each with its reason, and for no more', () => {
  const { bot } = manifest.oauth_config.scopes
  expect(bot).toEqual([
    'app_mentions:read',
    'assistant:write',
    'channels:history',
    'chat:write',
    'commands',
    'groups:history',
    'im:history',
  ])
  for (const scope of bot) expect(TEXT).toMatch(new RegExp(`- ${scope} # \\S`, 'u'))
})

it('shows the bot as an agent, in the view that new apps may have', () => {
  expect(TEXT).not.toContain('assistant_view')
  expect(manifest.features.agent_view.agent_description.length).toBeGreaterThan(0)
})

it('has the command that the bot answers', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND])
})

it('is for Socket Mode as it stands, and says what HTTP needs', () => {
  expect(manifest.settings.socket_mode_enabled).toBe(true)
  const asHttp = load(TEXT.replace(/# (?=(?:request_)?url:)/gu, ''), { schema: CORE_SCHEMA })
  expect(asHttp).toMatchObject({
    features: { slash_commands: [{ url: 'https://bot.example.com/slack/events' }] },
    settings: {
      event_subscriptions: { request_url: 'https://bot.example.com/slack/events' },
      interactivity: { request_url: 'https://bot.example.com/slack/events' },
    },
  })
})
