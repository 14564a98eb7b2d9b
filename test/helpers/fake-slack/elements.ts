import { z } from 'zod'
import { limits } from './limits.ts'
import {
  actionId,
  confirm,
  imageElement,
  markedOption,
  mrkdwn,
  optionGroup,
  plainOption,
  plainText,
  url,
} from './text-objects.ts'

const action = { action_id: actionId, confirm }
const focus = { focus_on_load: z.boolean().optional() }
const placeholder = { placeholder: plainText(limits.placeholder).optional() }
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
}
const menu = { ...action, ...focus, ...placeholder }
const many = { max_selected_items: z.number().int().min(1).optional() }
const respond = { response_url_enabled: z.boolean().optional() }
const accessibility = { accessibility_label: z.string().min(1).max(limits.accessibilityLabel).optional() }
const literal = <T extends string>(type: T) => ({ type: z.literal(type) })

const value = z.string().min(1).max(limits.buttonValue)
const choices = z.array(markedOption).min(1).max(limits.choices)
const oneSource = { error: 'must provide either options or option_groups' }
const sources = {
  options: z.array(plainOption).min(1).max(limits.options).optional(),
  option_groups: z.array(optionGroup).min(1).max(limits.options).optional(),
}
const hasOneSource = (menu: { options?: unknown; option_groups?: unknown }) =>
  (menu.options === undefined) !== (menu.option_groups === undefined)
const filter = {
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
  default_to_current_conversation: z.boolean().optional(),
}

/** A push button. */
export const button = z.strictObject({
  ...literal('button'),
  ...action,
  text: plainText(limits.buttonText),
  value: value.optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  ...accessibility,
})

const overflow = z.strictObject({
  ...literal('overflow'),
  ...action,
  options: z.array(plainOption).min(1).max(limits.overflow),
})
const checkboxes = z.strictObject({
  ...literal('checkboxes'),
  ...action,
  ...focus,
  options: choices,
  initial_options: choices.optional(),
})
const radioButtons = z.strictObject({
  ...literal('radio_buttons'),
  ...action,
  ...focus,
  options: choices,
  initial_option: markedOption.optional(),
})
const date = z.strictObject({ ...literal('datepicker'), ...menu, initial_date: z.iso.date().optional() })
const time = z.strictObject({
  ...literal('timepicker'),
  ...menu,
  initial_time: z.string().optional(),
  timezone: z.string().optional(),
})
const dateTime = z.strictObject({
  ...literal('datetimepicker'),
  ...action,
  ...focus,
  initial_date_time: z.number().int().optional(),
})

const selects = [
  z
    .strictObject({ ...literal('static_select'), ...menu, ...sources, initial_option: plainOption.optional() })
    .refine(hasOneSource, oneSource),
  z
    .strictObject({
      ...literal('multi_static_select'),
      ...menu,
      ...many,
      ...sources,
      initial_options: z.array(plainOption).optional(),
    })
    .refine(hasOneSource, oneSource),
  z.strictObject({
    ...literal('external_select'),
    ...menu,
    initial_option: plainOption.optional(),
    min_query_length: z.number().int().optional(),
  }),
  z.strictObject({ ...literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({
    ...literal('multi_users_select'),
    ...menu,
    ...many,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ...literal('conversations_select'),
    ...menu,
    ...respond,
    ...filter,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({ ...literal('channels_select'), ...menu, ...respond, initial_channel: z.string().optional() }),
] as const

const typed = { ...focus, ...placeholder, ...dispatch, action_id: actionId, initial_value: z.string().optional() }
const inputLength = z.number().int().min(0).max(limits.inputLength).optional()
const inputs = [
  z.strictObject({
    ...literal('plain_text_input'),
    ...typed,
    multiline: z.boolean().optional(),
    min_length: inputLength,
    max_length: inputLength,
  }),
  z.strictObject({ ...literal('email_text_input'), ...typed }),
  z.strictObject({ ...literal('url_text_input'), ...typed }),
  z.strictObject({
    ...literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const

const feedbackButton = z.strictObject({ text: plainText(limits.buttonText), value, ...accessibility })

/** Elements of a `context_actions` block. */
export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    ...literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    ...literal('icon_button'),
    ...action,
    icon: z.enum(['trash']),
    text: plainText(limits.buttonText),
    value: value.optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    ...accessibility,
  }),
])

/** Elements of an `actions` block. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  checkboxes,
  radioButtons,
  date,
  time,
  dateTime,
  ...selects,
])

/** What may stand beside the text of a section. */
export const accessory = z.discriminatedUnion('type', [
  button,
  overflow,
  checkboxes,
  radioButtons,
  date,
  time,
  imageElement,
  ...selects,
])

/** The one element of an `input` block. */
export const inputElement = z.discriminatedUnion('type', [
  checkboxes,
  radioButtons,
  date,
  time,
  dateTime,
  ...selects,
  ...inputs,
])

/** Elements of a `context` block. */
export const contextElement = z.discriminatedUnion('type', [
  plainText(limits.contextText),
  mrkdwn(limits.contextText),
  imageElement,
])
