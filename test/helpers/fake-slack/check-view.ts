import { z } from 'zod'
import { checkBlocks, type Refusal, toMessage, toMessages } from './check-blocks.ts'
import { isObject, walkObjects } from './json.ts'
import { limits } from './limits.ts'
import { plainText } from './text-objects.ts'

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(limits.viewTitle),
  submit: plainText(limits.viewTitle).optional(),
  close: plainText(limits.viewTitle).optional(),
  blocks: z.array(z.unknown()).min(1),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.callbackId).optional(),
  external_id: z.string().max(limits.callbackId).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
})

/**
 * Checks a modal as `views.open` does. Slack calls all that is wrong with a view `invalid_arguments`, blocks included,
 * and points into `/view`; only a view over 250,000 bytes has an error of its own, `view_too_large`.
 */
export function checkView(view: unknown): Refusal | undefined {
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > limits.viewBytes) {
    return { error: 'view_too_large', messages: [] }
  }
  const { error } = modal.safeParse(view)
  const messages = error === undefined ? [] : toMessages(error, '/view')
  if (isObject(view)) {
    messages.push(...(checkBlocks(view.blocks, 'modal', '/view/blocks')?.messages ?? []))
    messages.push(...checkSubmit(view))
  }
  return messages.length === 0 ? undefined : { error: 'invalid_arguments', messages }
}

/** A modal with inputs must have a `submit`, and only one element may take the focus. */
function checkSubmit(view: { readonly blocks?: unknown; readonly submit?: unknown }): string[] {
  const objects = [...walkObjects(view.blocks)].map(({ object }) => object)
  const messages: string[] = []
  if (view.submit === undefined && objects.some((object) => object.type === 'input')) {
    messages.push(toMessage('missing required field: submit', '/view/submit'))
  }
  if (objects.filter((object) => object.focus_on_load === true).length > 1) {
    messages.push(toMessage('only one element may have focus_on_load', '/view/blocks'))
  }
  return messages
}
