import type { SlashCommand } from '@slack/bolt'
import { ids } from './ids.ts'
import { isObject, type JsonObject, toList, toText, walkObjects } from './json.ts'
import { toSlackView } from './methods-other.ts'
import type { FakeMessage, FakeView } from './records.ts'
import { issueResponseUrl, issueTrigger, toSlackMessage, type World } from './world.ts'

const token = 'legacy-verification-token'
const team = { id: ids.team, domain: ids.teamDomain }

/** A slash command with a `response_url` and a `trigger_id` that work. */
export function slashCommand(
  world: World,
  given: { readonly text: string; readonly command?: string; readonly channel?: string; readonly user?: string },
): SlashCommand {
  const { text, command = '/posture', channel = 'C0GENERAL', user = ids.user } = given
  return {
    token,
    team_id: ids.team,
    team_domain: ids.teamDomain,
    channel_id: channel,
    channel_name: channel.startsWith('D') ? 'directmessage' : 'general',
    user_id: user,
    user_name: 'asker',
    command,
    text,
    api_app_id: ids.app,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(world, { channel, user, message: undefined }),
    trigger_id: issueTrigger(world),
  }
}

/** Who presses what. */
export interface Click {
  /** A message of `slack.messages`. */
  readonly message: FakeMessage
  readonly user?: string
  /** Default: a trigger id that works. */
  readonly trigger?: string
}

/**
 * A press of a button, or a choice in a menu (`value`: the option's). Throws when the message does not hold an element
 * of that `action_id`: what was not posted cannot be pressed.
 */
export function buttonClick(
  world: World,
  click: Click & { readonly action: string; readonly value?: string },
): JsonObject {
  const { element, block_id } = findElement(click.message.blocks, (one) => one.action_id === click.action, click.action)
  return toBlockActions(world, click, { ...toAction(element, click.value), block_id, action_ts: '1790000000.000001' })
}

/** A press of one of the two feedback buttons. Throws when the message has none. */
export function feedbackClick(world: World, click: Click & { readonly isPositive: boolean }): JsonObject {
  const isFeedback = (one: JsonObject) => one.type === 'feedback_buttons'
  const { element, block_id } = findElement(click.message.blocks, isFeedback, 'feedback_buttons')
  const pressed = click.isPositive ? element.positive_button : element.negative_button
  const { text, value } = isObject(pressed) ? pressed : {}
  const { type, action_id } = element
  return toBlockActions(world, click, { type, action_id, block_id, text, value, action_ts: '1790000000.000001' })
}

/**
 * A modal sent off. `values` holds what was entered, by `action_id`: the text, or the value of the option. Throws when
 * an input is not in the view, when a required one is left out or an option does not exist: Slack would not send it.
 */
export function viewSubmission(
  world: World,
  given: { readonly view: FakeView; readonly values: Readonly<Record<string, string>>; readonly user?: string },
): JsonObject {
  const { view, values, user = ids.user } = given
  const inputs = view.view.blocks.filter((block) => block.type === 'input')
  const state: Record<string, JsonObject> = {}
  const left = new Set(Object.keys(values))
  for (const input of inputs) {
    const element = isObject(input.element) ? input.element : {}
    const actionId = String(element.action_id)
    left.delete(actionId)
    const value = values[actionId]
    if (value === undefined && input.optional !== true) throw new Error(`the view needs a value for ${actionId}`)
    state[input.block_id] = { [actionId]: toState(element, value) }
  }
  if (left.size > 0) throw new Error(`the view has no input with action_id ${[...left].join(', ')}`)
  return {
    type: 'view_submission',
    team,
    user: toUser(user),
    api_app_id: ids.app,
    token,
    trigger_id: issueTrigger(world),
    view: { ...toSlackView(view), state: { values: state } },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  }
}

function toBlockActions(world: World, click: Click, action: JsonObject): JsonObject {
  const { message, user = ids.user } = click
  const { channel, ts, thread_ts } = message
  const is_ephemeral = message.ephemeral_user !== undefined
  return {
    type: 'block_actions',
    user: toUser(user),
    api_app_id: ids.app,
    token,
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral, ...(thread_ts && { thread_ts }) },
    trigger_id: click.trigger ?? issueTrigger(world),
    team,
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'general' },
    // Slack does not send back what an ephemeral message said.
    ...(is_ephemeral ? {} : { message: toSlackMessage(message) }),
    state: { values: {} },
    response_url: issueResponseUrl(world, { channel, user, message }),
    actions: [action],
  }
}

function findElement(
  blocks: readonly JsonObject[],
  isWanted: (element: JsonObject) => boolean,
  name: string,
): { element: JsonObject; block_id: unknown } {
  for (const block of blocks) {
    for (const { object } of walkObjects(block)) {
      if (isWanted(object)) return { element: object, block_id: block.block_id }
    }
  }
  const known = [...walkObjects(blocks)].flatMap(({ object }) => toText(object.action_id) ?? [])
  throw new Error(`the message has no ${name}; it has: ${known.join(', ') || 'nothing to press'}`)
}

function toAction(element: JsonObject, value: string | undefined): JsonObject {
  const { type, action_id, text } = element
  if (element.type === 'button' || element.type === 'icon_button') {
    return { type, action_id, text, value: element.value, url: element.url, icon: element.icon }
  }
  return { type, action_id, selected_option: findOption(element, value) }
}

function toState(element: JsonObject, value: string | undefined): JsonObject {
  const { type } = element
  if (String(type).endsWith('_input')) return { type, value: value ?? null }
  if (type === 'static_select' || type === 'radio_buttons') {
    return { type, selected_option: value === undefined ? null : findOption(element, value) }
  }
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return {
      type,
      selected_options: value === undefined ? [] : value.split(',').map((one) => findOption(element, one)),
    }
  }
  throw new Error(`the fake cannot fill in a ${String(type)}`)
}

function findOption(element: JsonObject, value: string | undefined): JsonObject {
  const groups = toList(element.option_groups).flatMap((group) => (isObject(group) ? toList(group.options) : []))
  const options = [...toList(element.options), ...groups].filter(isObject)
  const option = options.find((one) => one.value === value)
  if (option !== undefined) return option
  throw new Error(`no option has the value ${String(value)}; there are: ${options.map((one) => one.value).join(', ')}`)
}

function toUser(id: string): JsonObject {
  return { id, username: 'asker', name: 'asker', team_id: ids.team }
}
