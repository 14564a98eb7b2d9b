import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import {
  type AuthenticateRequestResult,
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
} from 'botframework-connector'
import type { TeamsConfig } from '../../src/config.ts'
import { withinTime } from '../../src/conversation/within-time.ts'
import { DeliveryError } from '../../src/errors.ts'
import { runQuietly } from './run-quietly.ts'
import type { TeamsActivity } from './to-question.ts'

/** What is checked before anything else is done with an activity. */
export type Verdict =
  | { readonly isAllowed: true; readonly identity: AuthenticateRequestResult }
  /** The status that the caller gets, with an empty body; `reason` is for the log. */
  | { readonly isAllowed: false; readonly status: 401 | 403 | 503; readonly reason: string }

/** The settings of Microsoft's SDK; the type is always given, since an unknown one would mean any tenant. */
export function createAuthentication(config: TeamsConfig): BotFrameworkAuthentication {
  if (config.kind === 'insecure_local') return new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: '' })
  const { appId, tenantId, credentials } = config
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      MicrosoftAppType: credentials.type,
      MicrosoftAppTenantId: tenantId,
      ...(credentials.type === 'SingleTenant' ? { MicrosoftAppPassword: credentials.password } : {}),
    },
    undefined,
    new AuthenticationConfiguration(),
  )
}

/** Teams gives up after 15 seconds; the SDK waits for the key server for ever. */
export const KEYS_TIMEOUT_MS = 8000

/**
 * Whether an activity comes from Teams and from a tenant that is served. The token proves who sends and where answers
 * go (`serviceurl`); the tenant is not in it and is checked here, as is the platform. Without an app id nobody is
 * checked, and answers go to this machine only.
 */
export async function checkActivity(
  activity: TeamsActivity,
  header: string | undefined,
  config: TeamsConfig,
  authentication: BotFrameworkAuthentication,
  keysTimeoutMs: number = KEYS_TIMEOUT_MS,
): Promise<Verdict> {
  const forbid = (reason: string): Verdict => ({ isAllowed: false, status: 403, reason })
  // Before the token: for other platforms the SDK would look at it in other ways.
  if (activity.channelId !== 'msteams') return forbid('the activity is not from Teams')
  let identity: AuthenticateRequestResult
  try {
    identity = await withinTime(
      // The SDK's type asks for every field of an activity; it reads the platform, the address and who is called.
      runQuietly(() => authentication.authenticateRequest(activity as never, header ?? '')),
      keysTimeoutMs,
      () => new DeliveryError(`the key server did not answer within ${keysTimeoutMs} ms`),
    )
  } catch (error) {
    return { isAllowed: false, status: isRefusal(error) ? 401 : 503, reason: toReason(error) }
  }
  if (config.kind === 'insecure_local') {
    return isLoopback(activity.serviceUrl) ? { isAllowed: true, identity } : forbid('answers would leave this machine')
  }
  // The SDK compares them for tokens of Teams only, not for those that the bot's own secret gets from Entra ID.
  if (identity.claimsIdentity.getClaimValue(AuthenticationConstants.ServiceUrlClaim) !== activity.serviceUrl) {
    return { isAllowed: false, status: 401, reason: 'the token is for another service address' }
  }
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (id) => typeof id === 'string',
  )
  if (tenants.length === 0) return forbid('the activity names no tenant')
  if (!tenants.every((id) => config.allowedTenants.includes(id.toLowerCase())))
    return forbid('the tenant is not served')
  return { isAllowed: true, identity }
}

/** Names of the errors that the SDK lets through: of the token library, and of reading what is no token. */
const TOKEN_ERRORS = new Set(['JsonWebTokenError', 'NotBeforeError', 'SyntaxError', 'TypeError'])

/** The token is no good; anything else is a key server that cannot be asked. */
function isRefusal(error: unknown): boolean {
  // The SDK throws the same class for keys that it could not load, as a 500.
  if (error instanceof AuthenticationError) return error.statusCode < 500
  return error instanceof Error && TOKEN_ERRORS.has(error.name)
}

/** A parser quotes what it could not read, which is the token. */
function toReason(error: unknown): string {
  return error instanceof SyntaxError ? 'the token cannot be read' : `${error}`
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname)
}
