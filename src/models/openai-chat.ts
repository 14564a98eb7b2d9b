import type { BaseMessage } from '@langchain/core/messages'
import { AzureChatOpenAI, ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import type { ModelConfig } from '../model-config.ts'
import type { ChatModel, ChatRequest } from './chat-model.ts'
import { modelError, toModelError } from './model-errors.ts'
import { toAzureFields, toOpenAiFields } from './openai-fields.ts'
import { createProviderFetch } from './provider-fetch.ts'
import { readCompletion } from './read-completion.ts'

/** Tokens of a reply unless more are asked for: ten claims take a tenth of it. */
const MAX_REPLY_TOKENS = 2000
/** Bytes of a reply with everything around it; what its tokens can take, many times over. */
const MAX_REPLY_BYTES = 1_000_000
/** Models that think before they answer refuse a temperature. */
const THINKS = /^(?:o\d|gpt-5(?!-chat))/u

/**
 * A chat model of OpenAI, of Azure OpenAI or of a server that speaks like them, asked once a request: when to ask again
 * is for the guard to say.
 */
export function createOpenAiChat(
  { provider }: Pick<ModelConfig, 'provider'>,
  name: string,
  maxTokens = MAX_REPLY_TOKENS,
): ChatModel {
  const common = {
    model: name,
    maxRetries: 0,
    maxTokens,
    ...(THINKS.test(name) ? {} : { temperature: 0 }),
  }
  const asked = { model: name, provider }
  const ask = createProviderFetch(asked, {
    maxBytes: MAX_REPLY_BYTES,
    readReply: (body) => readCompletion(asked, body),
  })
  const model =
    provider.kind === 'azure'
      ? new AzureChatOpenAI({ ...common, ...toAzureFields(provider, ask), azureOpenAIApiDeploymentName: name })
      : new ChatOpenAI({ ...common, ...toOpenAiFields(provider, ask) })
  return {
    name,
    async complete<T>({ system, user, schema, shape, signal }: ChatRequest<T>) {
      try {
        const messages = [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ]
        const json_schema = { name: shape, strict: true, schema: z.toJSONSchema(schema) }
        const message = await model.invoke(messages, { signal, response_format: { type: 'json_schema', json_schema } })
        const tokens = tokensOf(message)
        // LangChain drops the words of a refusal and leaves an empty reply.
        if (message.text === '') throw modelError(name, 'refused', { tokens })
        const checked = schema.safeParse(JSON.parse(message.text))
        if (!checked.success) throw modelError(name, 'bad_reply', { cause: checked.error, tokens })
        return { value: checked.data, tokens }
      } catch (error) {
        throw toModelError(name, error)
      }
    },
  }
}

function tokensOf(message: BaseMessage): number | undefined {
  const usage =
    'usage_metadata' in message ? (message.usage_metadata as { total_tokens?: number } | undefined) : undefined
  return usage?.total_tokens
}
