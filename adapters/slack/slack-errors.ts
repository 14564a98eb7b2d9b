import { DeliveryError } from '../../src/errors.ts'

/** Slack's word for what went wrong; `undefined` where it was not Slack that said no. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined
  const { error: code } = error.data as { error?: unknown }
  return typeof code === 'string' ? code : undefined
}

/**
 * Whether Slack answered that it did not take something. Where it did not answer it may have taken it all the same:
 * sent again in another form, it would be there twice.
 */
export function isRefused(error: unknown): boolean {
  if (error instanceof DeliveryError) return isRefused(error.cause)
  if (!(error instanceof Error)) return false
  // An HTTP status, of the Web API or of a response address; a gateway's 504 is no answer.
  if ('statusCode' in error) return error.statusCode !== 504
  return codeOf(error) !== undefined || 'retryAfter' in error
}
