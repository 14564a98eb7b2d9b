import type { z } from 'zod'

/** What a chat model is asked; the system text is ours, the rest holds data. */
export interface ChatRequest<T> {
  readonly system: string
  readonly user: string
  /** What the reply must look like, and what that is called. */
  readonly schema: z.ZodType<T>
  readonly shape: string
  readonly signal: AbortSignal
}

/** A reply that has the shape asked for. */
export interface ChatReply<T> {
  readonly value: T
  /** What it took, both ways; `undefined` where the provider does not count. */
  readonly tokens: number | undefined
}

/** A language model that replies in a given shape. */
export interface ChatModel {
  /** Name of the model, for explanations and logs. */
  readonly name: string
  /** @throws ModelError whose reason says what went wrong */
  complete<T>(request: ChatRequest<T>): Promise<ChatReply<T>>
}
