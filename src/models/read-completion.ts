import { z } from 'zod'
import { modelError } from './model-errors.ts'
import { parseReply } from './parse-reply.ts'
import type { AskedModel } from './provider-address.ts'

/** Words, or something else that is no words. */
const part = z.looseObject({ text: z.string().optional() })

/** What of a chat completion is looked at (platform.openai.com, Create chat completion); the rest stays as it is. */
const completionSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({ content: z.union([z.string(), z.array(part)]).nullish() }),
      }),
    )
    .min(1),
  usage: z.looseObject({ total_tokens: z.number().nonnegative().optional() }).nullish(),
})

type Content = z.infer<typeof completionSchema>['choices'][number]['message']['content']

/** What happened to a reply that holds less than the model had to say, by why it ended. */
const CUT_SHORT: ReadonlyMap<string, string> = new Map([
  ['length', 'did not come to the end of its reply within the tokens that it has for one'],
  ['content_filter', 'replied with something that the provider holds back'],
])
const THOUGHTS = /^\s*<think>[\s\S]*?<\/think>/u
const FENCE = /^\s*```(?:json)?[^\S\n]*\n([\s\S]*?)\n?\s*```\s*$/iu

/**
 * The body of a chat completion whose words are JSON and nothing around it: what a model thought before them, a fence
 * around them and the parts they came in are taken away. A reply without words stays without.
 * @throws ModelError with the tokens that the reply took, where it was cut short or its words are no JSON, and what
 * {@link parseReply} throws
 */
export function readCompletion(asked: AskedModel, body: string): string {
  const completion = parseReply(body, { key: 'choices', schema: completionSchema }, asked)
  const tokens = completion.usage?.total_tokens
  const choices = completion.choices.map((choice) => {
    const content = toBareWords(choice.message.content)
    const words = CUT_SHORT.get(choice.finish_reason ?? '')
    if (words !== undefined || (content !== '' && !isJson(content)))
      throw modelError(asked.model, 'bad_reply', { words, tokens })
    return { ...choice, message: { ...choice.message, content } }
  })
  return JSON.stringify({ ...completion, choices })
}

function toBareWords(content: Content): string {
  const words = typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('')
  const said = words.replace(THOUGHTS, '')
  return (FENCE.exec(said)?.[1] ?? said).trim()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
