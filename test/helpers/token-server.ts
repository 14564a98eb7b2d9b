import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import {
  AppCredentials,
  AuthenticationConfiguration,
  type BotFrameworkAuthentication,
  ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** The bot's id in its tests. */
export const APP_ID = '3f6c1f0e-0000-4000-8000-000000000098'
/** The token that the bot sends answers with. */
export const OUT_TOKEN = 'static-out-token'
const ISSUER = 'https://api.botframework.com'
const KEY_ID = 'key-1'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** What is different about a token; `key`: the one that it is signed with. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly key?: 'right' | 'foreign'
}

/** Where the SDK gets Microsoft's public keys, and who signs as Microsoft does. */
export interface TokenServer {
  readonly authentication: BotFrameworkAuthentication
  /** Answers every request with this status from now on; `stall` never answers. */
  fail(how: number | 'stall'): void
  /** Whoever asks for keys waits until the function is called that this returns. */
  hold(): () => void
  /** Resolves once somebody has asked for keys since the start. */
  asked(): Promise<void>
  /** The value of an Authorization header. */
  sign(serviceUrl: string, changes?: TokenChanges): string
  close(): Promise<void>
}

/** Starts a key server, and the SDK's authentication against it; whoever asks for a token to send with gets one. */
export async function startTokenServer(): Promise<TokenServer> {
  let fault: number | 'stall' | undefined
  let held = Promise.resolve()
  let noteAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    noteAsked = resolve
  })
  const json = (response: ServerResponse, body: object) => response.end(JSON.stringify(body))
  const server = createServer(async (request, response) => {
    noteAsked()
    await held
    if (fault === 'stall') return
    if (fault !== undefined) return void response.writeHead(fault).end()
    const { port } = server.address() as AddressInfo
    if (request.url === '/keys') {
      const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }
      return json(response, { keys: [{ ...key, endorsements: ['msteams'] }] })
    }
    return json(response, { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    authentication: createLocalAuthentication(`http://127.0.0.1:${port}/.well-known/openidconfiguration`),
    fail: (how) => {
      fault = how
    },
    hold() {
      let release = () => {}
      held = new Promise<void>((resolve) => {
        release = resolve
      })
      return () => release()
    },
    asked: () => asked,
    sign: toHeader,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function toHeader(serviceUrl: string, { claims, header, key = 'right' }: TokenChanges = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = { alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header }
  const body = { iss: ISSUER, aud: APP_ID, nbf: now - 10, exp: now + 600, serviceurl: serviceUrl, ...claims }
  const signed = `${encode(head)}.${encode(body)}`
  const signer: KeyObject = key === 'foreign' ? foreign.privateKey : privateKey
  return `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), signer).toString('base64url')}`
}

class StaticCredentials extends AppCredentials {
  override async getToken(): Promise<string> {
    return OUT_TOKEN
  }
  protected override refreshToken(): never {
    throw new Error('not used')
  }
}

class StaticCredentialsFactory extends ServiceClientCredentialsFactory {
  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === APP_ID
  }
  override async isAuthenticationDisabled(): Promise<boolean> {
    return false
  }
  override async createCredentials(appId: string, audience: string | undefined): Promise<AppCredentials> {
    return new StaticCredentials(appId, undefined, audience)
  }
}

/** Every parameter is given: where one is missing, the SDK takes all of them from its list of Microsoft's clouds. */
function createLocalAuthentication(metadataUrl: string): BotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: APP_ID,
      ChannelService: '',
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: 'http://127.0.0.1:9/login',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: 'http://127.0.0.1:9/oauth',
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    new StaticCredentialsFactory(),
    new AuthenticationConfiguration(),
  )
}
