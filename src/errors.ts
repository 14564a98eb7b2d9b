/**
 * Faults. Expected outcomes (not stated, unknown product, a refused file) are values; these are thrown.
 * A message says what happened, which value, and what to do next; it never holds a secret.
 */
abstract class CodedError extends Error {
  abstract readonly code: string
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}

/** The configuration is missing something or holds a value that cannot be used. */
export class ConfigError extends CodedError {
  readonly code = 'CONFIG'
}

/** The data in `knowledge/` is malformed; names every problem found. */
export class KnowledgeError extends CodedError {
  readonly code = 'KNOWLEDGE'
}

/** The index cannot be opened or does not fit this version; names the command that rebuilds it. */
export class IndexError extends CodedError {
  readonly code: 'INDEX_MISSING' | 'INDEX_BROKEN' | 'INDEX_FOREIGN' | 'INDEX_BUSY' | 'INDEX_UNREACHABLE'
  constructor(code: IndexError['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** Whether the database that replicas share could not be reached: the same may work a little later. */
export function isDatabaseDown(error: unknown): error is IndexError {
  return error instanceof IndexError && error.code === 'INDEX_UNREACHABLE'
}

/** Why a file was not taken in. */
export type IngestReason =
  | 'not_found'
  | 'unreadable'
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'too_large'
  | 'unsupported'
  | 'no_product'
  | 'no_text'
  | 'front_matter'
  | 'malformed'
  | 'encrypted'
  | 'image_only'
  | 'too_slow'
  | 'unordered'
  | 'no_such_paper'

/** A file cannot be taken in; the others go on. */
export class IngestError extends CodedError {
  readonly code = 'INGEST'
  readonly reason: IngestReason
  constructor(reason: IngestReason, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.reason = reason
  }
}

/** Why a model gave nothing of use. */
export type ModelReason =
  | 'timeout'
  | 'rate_limited'
  | 'unauthorized'
  | 'quota_spent'
  | 'no_such_model'
  | 'unavailable'
  /** Its address sends requests on to another one, or nothing there replies like a model. */
  | 'redirected'
  | 'wrong_address'
  /** The server knows no such request, or takes none of this length. */
  | 'not_accepted'
  | 'refused'
  | 'bad_reply'
  /** Not asked: it failed too often just now, or the tokens of the day are spent. */
  | 'paused'
  | 'budget_spent'

interface ModelErrorOptions {
  readonly cause?: unknown
  readonly reason?: ModelReason
  readonly retryAfterMs?: number | undefined
  readonly tokens?: number | undefined
}

/** An embedding or chat model failed. */
export class ModelError extends CodedError {
  readonly code = 'MODEL'
  readonly reason: ModelReason
  /** How long the provider wants to be left alone; `undefined` where it does not say. */
  readonly retryAfterMs: number | undefined
  /** What its reply took, both ways; `undefined` where there was none, or the provider does not count. */
  readonly tokens: number | undefined
  constructor(message: string, options: ModelErrorOptions = {}) {
    super(message, options)
    this.reason = options.reason ?? 'bad_reply'
    this.retryAfterMs = options.retryAfterMs
    this.tokens = options.tokens
  }
}

/** A chat platform did not take an answer. */
export class DeliveryError extends CodedError {
  readonly code = 'DELIVERY'
}

/** A command was called in a way it does not understand; printed without a stack. */
export class UsageError extends CodedError {
  readonly code = 'USAGE'
}
