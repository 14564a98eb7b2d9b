import { z } from 'zod'
import { limits } from './limits.ts'

const nonEmpty = (max: number) => z.string().min(1).max(max)

/** A `plain_text` object of at most `max` characters. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: nonEmpty(max), emoji: z.boolean().optional() })

/** A `mrkdwn` object of at most `max` characters. */
export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: nonEmpty(max), verbatim: z.boolean().optional() })

/** Either kind of text object. */
export const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])

/** An address of at most 3,000 characters; Slack refuses a button whose url has no scheme. */
export const url = z.url().max(limits.url)

/** `action_id`, which Slack fills in where it is missing. */
export const actionId = nonEmpty(limits.actionId).optional()

/** The fields that every block may have. */
export const blockFields = { block_id: nonEmpty(limits.blockId).optional() }

/** The dialog that asks back before an element acts. */
export const confirm = z
  .strictObject({
    title: plainText(limits.confirmTitle).optional(),
    text: textObject(limits.confirmText),
    confirm: plainText(limits.confirmButton).optional(),
    deny: plainText(limits.confirmButton).optional(),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional()

const option = <T extends z.ZodType>(text: T) =>
  z.strictObject({
    text,
    value: nonEmpty(limits.optionValue).optional(),
    url: url.optional(),
    description: plainText(limits.optionText).optional(),
  })

/** An entry of a menu. */
export const plainOption = option(plainText(limits.optionText))

/** An entry of check boxes or radio buttons. */
export const markedOption = option(textObject(limits.optionText))

/** A named group of menu entries. */
export const optionGroup = z.strictObject({
  label: plainText(limits.optionText),
  options: z.array(plainOption).min(1).max(limits.options),
})

/** Whether an image names its source in exactly one of the two ways. */
export const hasOneImageSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined)

/** What is said of an image that does not. */
export const oneImageSource = { error: 'must provide either image_url or slack_file' }

/** An image as an element: one of the two ways to name its source. */
export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: nonEmpty(limits.altText),
    image_url: url.optional(),
    slack_file: z.union([z.strictObject({ url }), z.strictObject({ id: z.string() })]).optional(),
  })
  .refine(hasOneImageSource, oneImageSource)
