/** Version of the manifest's schema. */
export const MANIFEST_VERSION = '1.22'

/** What the package is made from. */
export interface PackageOptions {
  /** Application (client) id of the bot's registration. */
  readonly appId: string
  /** `1.0.0`; Teams takes an update only where it is higher. */
  readonly version: string
  readonly developer: string
  readonly websiteUrl: string
  readonly privacyUrl: string
  readonly termsOfUseUrl: string
  /** Hosts that the app may show pages of; the bot's own. */
  readonly validDomains: readonly string[]
}

/** Names of the icons within the package. */
export const ICON_FILES = { color: 'color.png', outline: 'outline.png' } as const

/** Background of the colour icon, and of the app's card in Teams. */
export const ACCENT_COLOR = '#1F3A4D'

/**
 * The manifest of the Teams app. The one permission lets the bot read its channels, so that a follow-up in its own
 * thread needs no mention; it is granted by the owner of a team, and the bot works without it.
 * Source: Microsoft Teams app manifest schema, version {@link MANIFEST_VERSION}.
 */
export function createManifest(options: PackageOptions): object {
  const { appId, version, developer, websiteUrl, privacyUrl, termsOfUseUrl, validDomains } = options
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: MANIFEST_VERSION,
    version,
    id: appId,
    developer: { name: developer, websiteUrl, privacyUrl, termsOfUseUrl },
    name: { short: 'posture-bot', full: 'posture-bot：セキュリティホワイトペーパーの検索' },
    description: {
      short: 'セキュリティホワイトペーパーの記載を、出典つきで答えます',
      full: 'SaaS各社のセキュリティホワイトペーパーに書かれていることを、出典の節と原文の引用つきでお答えします。書かれていないことは「記載なし」とお伝えします。製品どうしの比較や、条件に合う製品の一覧も尋ねられます。',
    },
    icons: ICON_FILES,
    accentColor: ACCENT_COLOR,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          {
            scopes: ['personal', 'team', 'groupChat'],
            commands: [
              { title: 'バックアップの保管期間を比較して', description: '登録されている全製品を表で比べます' },
              { title: 'ISO/IEC 27001を取得しているのは？', description: '条件に合う製品を挙げます' },
            ],
          },
        ],
      },
    ],
    validDomains: [...validDomains],
    webApplicationInfo: { id: appId, resource: 'https://RscBasedStoreApp' },
    authorization: {
      permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] },
    },
  }
}
