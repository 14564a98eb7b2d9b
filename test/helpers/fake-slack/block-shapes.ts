import { z } from 'zod'
import { accessory, actionsElement, button, contextAction, contextElement, inputElement } from './elements.ts'
import { limits } from './limits.ts'
import { richText } from './rich-text.ts'
import {
  blockFields,
  hasOneImageSource,
  imageElement,
  mrkdwn,
  oneImageSource,
  plainText,
  textObject,
  url,
} from './text-objects.ts'

const block = <T extends string>(type: T) => ({ type: z.literal(type), ...blockFields })

const actions = z.strictObject({
  ...block('actions'),
  elements: z.array(actionsElement).min(1).max(limits.actions),
})
const context = z.strictObject({
  ...block('context'),
  elements: z.array(contextElement).min(1).max(limits.contextElements),
})
const contextActions = z.strictObject({
  ...block('context_actions'),
  elements: z.array(contextAction).min(1).max(limits.contextActions),
})
const divider = z.strictObject(block('divider'))
const header = z.strictObject({ ...block('header'), text: plainText(limits.header) })
const image = z
  .strictObject({ ...imageElement.shape, ...blockFields, title: plainText(limits.altText).optional() })
  .refine(hasOneImageSource, oneImageSource)
const input = z.strictObject({
  ...block('input'),
  label: plainText(limits.label),
  hint: plainText(limits.label).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
})
const markdown = z.strictObject({ ...block('markdown'), text: z.string().min(1).max(limits.markdownBlocks) })
const section = z
  .strictObject({
    ...block('section'),
    text: textObject(limits.sectionText).optional(),
    fields: z.array(textObject(limits.sectionField)).min(1).max(limits.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((value) => value.text !== undefined || value.fields !== undefined, {
    error: 'missing required field: text or fields',
  })
const alert = z.strictObject({
  ...block('alert'),
  text: textObject(limits.sectionText),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) })
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText])
const row = z.array(cell).min(1).max(limits.tableColumns)
const table = z.strictObject({
  ...block('table'),
  rows: z.array(row).min(1).max(limits.tableRows),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(limits.tableColumns)
    .optional(),
})
const dataTable = z.strictObject({
  ...block('data_table'),
  caption: z.string().min(1),
  rows: z.array(row).min(2).max(limits.dataTableRows),
  page_size: z.number().int().min(1).max(limits.dataTablePage).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
})

/** A link to what an answer was made from, in task cards and in the chunks of a stream. */
export const urlSource = z.strictObject({ type: z.literal('url'), url, text: z.string().min(1) })

/** How far a task is. */
export const taskStatus = z.enum(['pending', 'in_progress', 'complete', 'error'])

const taskCard = z.strictObject({
  ...block('task_card'),
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(urlSource).optional(),
  status: taskStatus,
})
const plan = z.strictObject({
  ...block('plan'),
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
})
const card = z
  .strictObject({
    ...block('card'),
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(limits.cardTitle).optional(),
    subtitle: mrkdwn(limits.cardTitle).optional(),
    body: mrkdwn(limits.cardBody).optional(),
    actions: z.array(button).optional(),
  })
  .refine((value) => [value.hero_image, value.title, value.body, value.actions].some((part) => part !== undefined), {
    error: 'missing required field: hero_image, title, actions or body',
  })
const carousel = z.strictObject({ ...block('carousel'), elements: z.array(card).min(1).max(limits.carousel) })
const container = z.strictObject({
  ...block('container'),
  title: plainText(limits.cardTitle).optional(),
  rich_text_title: richText.optional(),
  subtitle: textObject(limits.cardTitle).optional(),
  child_blocks: z
    .array(z.discriminatedUnion('type', [actions, context, divider, header, image, input, richText, section, table]))
    .min(1)
    .max(limits.containerBlocks),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: imageElement.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
})

const everywhere = [actions, context, divider, header, image, input, richText, section] as const

/**
 * The blocks that a message may hold. Left out, and so refused: `file` (apps cannot post it), `video`, `call` and
 * `data_visualization`, which posture-bot has no use for.
 */
export const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  contextActions,
  markdown,
  table,
  dataTable,
  taskCard,
  plan,
  card,
  carousel,
  container,
])

/** The blocks that a modal may hold; `alert` is for modals only, tables, markdown and feedback for messages only. */
export const modalBlock = z.discriminatedUnion('type', [...everywhere, alert])
