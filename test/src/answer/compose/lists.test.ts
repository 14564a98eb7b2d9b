import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOwnSentence } from '../../../../src/answer/own-words.ts'
import { MAX_ATTRIBUTES } from '../../../../src/answer/understand/match-list.ts'
import { wordingOf } from '../../../../src/answer/wording.ts'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })
const columnsOf = async (text: string) => (await ask(text)).table?.columns.slice(1)

const LONG =
  'MFA、SSO、RTO、RPO、稼働率、準拠法、操作ログの保管期間、バックアップの保管期間、データの所在地、サポート時間を比較して'

describe('A list of things is compared', () => {
  it.each([
    [
      '全製品の暗号化、MFA、ログ保管期間、SLA、サポート時間、データ所在地を比較して',
      [
        '通信の暗号化',
        '保存データの暗号化',
        'TLSのバージョン',
        '多要素認証',
        'ログの保存期間',
        '稼働率',
        'サポートの受付時間',
        'データの保管場所',
      ],
    ],
    [
      'バックアップ保管期間と稼働率と多要素認証とログ保存期間を比較して',
      ['バックアップの保管期間', '稼働率', '多要素認証', 'ログの保存期間'],
    ],
    [
      'Compare MFA, log retention, uptime and support hours of all products',
      ['multi-factor authentication', 'log retention period', 'availability (uptime)', 'support hours'],
    ],
  ])('whole: %s', async (text, columns) => {
    const answer = await ask(text)
    expect(answer.status).toBe('answered')
    expect(answer.table?.columns.slice(1)).toEqual(columns)
    expect(answer.table?.rows.every((row) => row.length === columns.length + 1)).toBe(true)
    expect(answer.text).not.toMatch(/含まれていません|does not cover/u)
    expect(answer.text).toContain('99.95%')
  })

  it('with a group for as many columns as there is room for', async () => {
    expect(await columnsOf('バックアップの方針、MFA、稼働率を比較して')).toEqual([
      'バックアップの取得頻度',
      'バックアップの保管期間',
      'バックアップの世代数',
      '多要素認証',
      '稼働率',
    ])
    const columns = await columnsOf('パスワードポリシー、バックアップの方針、MFA、SSO、稼働率、準拠法、RTOを比較して')
    expect(columns).toHaveLength(MAX_ATTRIBUTES)
    expect(columns).toEqual(expect.arrayContaining(['バックアップの取得頻度', '目標復旧時間(RTO)']))
  })

  it('up to a limit, and what is over it is said', async () => {
    const answer = await ask(LONG)
    expect(answer.table?.columns).toHaveLength(MAX_ATTRIBUTES + 1)
    expect(answer.text.split('\n').at(-1)).toBe(
      'ご質問のうち「データの所在地」、「サポート時間」は、この回答に含まれていません。別にお尋ねください。',
    )
  })

  it('up to the limit itself without a remark', async () => {
    const answer = await ask(LONG.replace('データの所在地、サポート時間', '').replace('間、を', '間を'))
    expect(answer.table?.columns).toHaveLength(MAX_ATTRIBUTES + 1)
    expect(answer.text).not.toContain('含まれていません')
  })
})

describe('What a list names and nothing is known about is said', () => {
  it.each([
    ['Hoshiguma Vaultの多要素認証と彫刻を教えて', '多要素認証をご利用いただけます', '「彫刻」'],
    ['Hoshiguma VaultのMFA、稼働率、彫刻、サポート時間は？', '99.95%', '「彫刻」'],
    ['What are the MFA, uptime and sculpture of Brindle Notes?', '99.9%', '"sculpture'],
  ])('%s', async (text, value, item) => {
    const answer = await ask(text)
    expect(answer.status).toBe('answered')
    expect(answer.text).toContain(value)
    expect(answer.text.split('\n').at(-1)).toMatch(/含まれていません|does not cover/u)
    expect(answer.text.split('\n').at(-1)).toContain(item)
  })

  it.each([
    'Hoshiguma Vaultのバックアップの取得間隔と世代数は？',
    'Tokonatsu Deskの操作ログ、保管期間は？',
    'Tokonatsu Deskのスタンダードとプレミアムの稼働率は？',
    'Tokonatsu Deskのスタンダードプラン、稼働率とパスワードの文字数は？',
    'Hoshiguma Vault、どのくらいログを残す？',
    'Hoshiguma Vaultの稼働率は？',
    'Hoshiguma Vaultの操作ログ、400日間の保管期間は？',
  ])('and nothing where all is answered: %s', async (text) => {
    const answer = await ask(text)
    expect(answer.status).toBe('answered')
    expect(answer.text).not.toContain('含まれていません')
  })
})

describe('A comma that parts two clauses makes no list', () => {
  it.each([
    ['Hoshiguma Vaultの契約終了後、お客様のデータは何日後に消える？', ['data.deletion_delay']],
    [
      'Hoshiguma Vaultのデータベース、6時間ごとのバックアップは何世代保持？',
      ['backup.generations', 'backup.frequency'],
    ],
    ['Hoshiguma Vaultの文書、2024年5月20日の改訂内容は', ['document.revision']],
  ])('%s', async (text, ids) => {
    const { explanation } = await engine.explain({ text, turns: [] })
    expect(explanation.understanding.leftOut).toEqual([])
    expect(explanation.understanding.attributes.map(({ attribute }) => attribute.id)).toEqual(ids)
  })
})

describe('A product that no paper is about, beside one that is known', () => {
  it.each([
    ['Hoshiguma VaultとKazaotoのバックアップの世代数は？', '「Kazaoto」の資料は登録されていません。'],
    ['Kazaoto DriveとHoshiguma Vaultのバックアップの世代数は？', '「Kazaoto Drive」の資料は登録されていません。'],
    ['カザオト、Hoshiguma Vault、Yanagiのバックアップの世代数', '「カザオト」、「Yanagi」の資料は登録されていません。'],
    ['Backup generations of Hoshiguma Vault and Kazaoto?', 'There is no paper of "Kazaoto" in the index.'],
    ['Kazaoto vs Hoshiguma Vault: number of backup generations?', 'There is no paper of "Kazaoto" in the index.'],
  ])('is said to be none: %s', async (text, sentence) => {
    const answer = await ask(text)
    expect(answer.status).toBe('answered')
    expect(answer.text).toContain('28')
    expect(answer.text.split('\n')).toContain(sentence)
    expect(answer.text).not.toMatch(/含まれていません|does not cover/u)
  })

  it.each([
    'Hoshiguma VaultとTokonatsu Deskの稼働率は？',
    'Hoshiguma Vault、バックアップの世代数は？',
    'Hoshiguma Vault、アクセスログの保管期間は？',
    'Hoshiguma VaultとISO/IEC 27001の認証は？',
    // Stands in the paper, and so is no product beside it.
    'Hoshiguma Vaultとデータベースの関係は？',
    'Hoshiguma VaultとMFA',
    // How コモレビ is read.
    'Hoshiguma VaultとKomorebi Paylistの稼働率は？',
  ])('is not seen in %s', async (text) => {
    expect((await ask(text)).text).not.toContain('登録されていません')
  })
})

describe('Where nothing is found', () => {
  it('the answer speaks of all papers where no product is named', async () => {
    const answer = await ask('世代を閲覧する楽器の弦の太さは？')
    expect(answer.status).toBe('not_stated')
    expect(answer.text).toBe('登録されている資料に、ご質問に当たる記載は見つかりませんでした。')
  })

  it('the answer speaks of the products that are named', async () => {
    expect((await ask('Hoshiguma VaultとTokonatsu Deskの彫刻の台座の寸法は？')).text).toBe(
      'Hoshiguma Vault、Tokonatsu Deskの資料に、ご質問に当たる記載は見つかりませんでした。',
    )
  })

  it('and says so in English', () => {
    expect(wordingOf('en').notFoundAnywhere).toContain('indexed papers')
    expect(isOwnSentence(wordingOf('en').notFoundAnywhere)).toBe(true)
  })
})

describe('A suggestion in English', () => {
  it('has the verb that its noun wants', () => {
    const { askValue } = wordingOf('en')
    expect(askValue('X', 'backups')).toBe('What are the backups of X?')
    expect(askValue('X', 'support hours')).toBe('What are the support hours of X?')
    expect(askValue('X', 'number of backup generations')).toBe('What is the number of backup generations of X?')
    expect(askValue('X', 'privileged access')).toBe('What is the privileged access of X?')
  })

  it('asks for a member in place of a group', async () => {
    const { status, suggestions } = await ask('What is the backup policy of Kazaoto Drive?')
    expect(status).toBe('unknown_product')
    expect(suggestions.length).toBeGreaterThan(0)
    for (const suggestion of suggestions) expect(suggestion).toMatch(/^What is the backup frequency of /u)
  })
})

describe('A web address in a question', () => {
  it('is no word of it', async () => {
    const { text } = await ask('https://example.com/backup?log=1 Hoshiguma Vaultの稼働率は？')
    expect(text).toContain('99.95%')
    expect(await ask('https://example.com/mfa')).toMatchObject({ status: 'out_of_scope', citations: [] })
  })

  it('parts no words that stand around it', async () => {
    expect((await ask('Hoshiguma Vaultの稼働率は？（https://example.com/tls）')).text).toContain('99.95%')
  })
})
