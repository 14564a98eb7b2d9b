import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadConfig, loadTeamsAppId } from '../src/config.ts'
import { UsageError } from '../src/errors.ts'
import { runCommandWith } from './run-command.ts'
import { writePackage } from './teams-package/write-package.ts'

const USAGE = `Usage: npm run teams:package -- --developer NAME --website URL [--domain HOST ...] [options]
  Writes the app package that is uploaded to Teams.
  --developer  who runs the bot, as Teams shows it
  --website    page about it, https
  --privacy    privacy statement; default: the website
  --terms      terms of use; default: the website
  --domain     host of the bot; may be given several times
  --app-id     application id of the bot; default: TEAMS_APP_ID
  --version    of the package, higher with every upload; default 1.0.0
  --out        file to write; default posture-bot-teams.zip`

const url = z.url({ protocol: /^https$/u, hostname: z.regexes.domain, error: 'must be an https address' })
const host = z.string().regex(z.regexes.domain, 'must be a host alone, as in bot.example.com')

await runCommandWith(toPackageConfig, async ({ argv, config }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      developer: { type: 'string', default: '' },
      website: { type: 'string', default: '' },
      privacy: { type: 'string' },
      terms: { type: 'string' },
      domain: { type: 'string', multiple: true, default: [] },
      'app-id': { type: 'string' },
      version: { type: 'string', default: '1.0.0' },
      out: { type: 'string', default: 'posture-bot-teams.zip' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const appId = values['app-id'] ?? config.appId
  const missing = [
    ...(values.developer === '' ? ['--developer'] : []),
    ...(values.website === '' ? ['--website'] : []),
    ...(appId === undefined ? ['--app-id (or TEAMS_APP_ID)'] : []),
  ]
  if (appId === undefined || missing.length > 0) throw new UsageError(`Missing: ${missing.join(', ')}.\n${USAGE}`)
  const { developer, website, privacy = website, terms = website, domain, version, out } = values
  check(
    { '--website': url, '--privacy': url, '--terms': url },
    { '--website': website, '--privacy': privacy, '--terms': terms },
  )
  for (const name of domain) check({ '--domain': host }, { '--domain': name })
  const urls = { websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms }
  await writePackage({ appId, version, developer, ...urls, validDomains: domain }, resolve(out))
  process.stdout.write(`${out}: upload it in Teams under Apps > Manage your apps > Upload an app\n`)
  return 0
})

function toPackageConfig(env: Readonly<Record<string, string | undefined>>) {
  return { ...loadConfig(env), appId: loadTeamsAppId(env) }
}

/** @throws UsageError that names every flag whose value cannot be used */
function check(shape: Readonly<Record<string, z.ZodType>>, values: Readonly<Record<string, string>>): void {
  const { error } = z.object(shape).safeParse(values)
  const problems = error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
}
