import { describe, expect, it } from 'vitest'
import { type Allowed, isFactHeld, type Sources, verifyAnswer } from '../../../src/answer/verify.ts'
import type { AnswerFact, Citation, StoredSection } from '../../../src/domain.ts'

interface Entry {
  readonly paperId: string
  readonly product: string
  readonly number: string
  readonly heading: string
  readonly body: string
  readonly quote: string
}

const vault = { paperId: 'vault', product: 'Hoshiguma Vault' }
const desk = { paperId: 'desk', product: 'Tokonatsu Desk' }
const LOGS = '操作ログは400日間保管します。\nアクセスログは6か月間保管します。\n'

/** What the markers [1] to [12] point at. */
const ENTRIES: readonly Entry[] = [
  {
    ...vault,
    number: '4.1',
    heading: '稼働率',
    body: '月間稼働率は99.95%以上です。\n',
    quote: '月間稼働率は99.95%以上です。',
  },
  { ...vault, number: '2.2', heading: 'ログの取得', body: LOGS, quote: '操作ログは400日間保管します。' },
  { ...vault, number: '2.2', heading: 'ログの取得', body: LOGS, quote: 'アクセスログは6か月間保管します。' },
  {
    ...vault,
    number: '3.2',
    heading: '暗号化',
    body: '通信はTLS1.2以上で、保存するデータはAES-256で暗号化します。\n',
    quote: '通信はTLS1.2以上で、保存するデータはAES-256で暗号化します。',
  },
  {
    ...desk,
    number: '3.2',
    heading: '認証',
    body: '多要素認証には対応していません。\n',
    quote: '多要素認証には対応していません。',
  },
  {
    ...desk,
    number: '2.1',
    heading: '控え',
    body: '毎日取得し、7世代を保管します。\n',
    quote: '毎日取得し、7世代を保管します。',
  },
  {
    ...vault,
    number: '5.3',
    heading: '認証',
    body: 'ISO/IEC 27001:2022の認証を2023年9月12日に取得しています。\nISO/IEC 27017の認証は申請中です。\n',
    quote: 'ISO/IEC 27001:2022の認証を2023年9月12日に取得しています。',
  },
  {
    ...vault,
    number: '5.3',
    heading: '認証',
    body: 'ISO/IEC 27017の認証は申請中です。\n',
    quote: 'ISO/IEC 27017の認証は申請中です。',
  },
  {
    ...vault,
    number: '2.1',
    heading: '情報のバックアップ',
    body: '・取得間隔：6時間ごと\n・世代管理：28世代\n・取得対象：データベース、添付ファイル\n',
    quote: '・取得間隔：6時間ごと',
  },
  {
    ...vault,
    number: '2.1',
    heading: '情報のバックアップ',
    body: '・取得間隔：6時間ごと\n・世代管理：28世代\n・取得対象：データベース、添付ファイル\n',
    quote: '・世代管理：28世代',
  },
  {
    ...vault,
    number: '1.1',
    heading: '基盤',
    body: '本サービスはMicrosoft Azureの東日本リージョンで動きます。\n',
    quote: '本サービスはMicrosoft Azureの東日本リージョンで動きます。',
  },
  {
    ...desk,
    number: '4.3',
    heading: '停止',
    body: '計画停止は十四日前までにお知らせします。\n',
    quote: '計画停止は十四日前までにお知らせします。',
  },
]

const sources: Sources = {
  sections: new Map<number, StoredSection>(
    ENTRIES.map(({ paperId, number, heading, body }, i) => [
      i + 1,
      { id: i + 1, paperId, number, heading, body, controls: [], level: 2, path: [], page: null, isRecognized: false },
    ]),
  ),
  citations: ENTRIES.map(({ paperId, product, number, heading, quote }, i): Citation => {
    const paper = {
      product,
      vendor: null,
      document: '説明書',
      version: '1.0',
      date: null,
      page: null,
      notice: null,
      isOutdated: false,
      isRecognized: false,
    }
    return { ...paper, paperId, marker: i + 1, section: number, heading, quote }
  }),
}
const allowed: Allowed = {
  question: 'Hoshiguma Vaultの稼働率は99.99%だよね？',
  papers: [
    {
      id: 'vault',
      product: 'Hoshiguma Vault',
      variants: [],
      vendor: '株式会社ミナヅキ電算',
      title: '説明書',
      version: null,
      date: null,
    },
    {
      id: 'desk',
      product: 'Tokonatsu Desk',
      variants: [],
      vendor: '有限会社シラカバ企画',
      title: '説明書',
      version: null,
      date: null,
    },
    {
      id: 'note',
      product: 'Plan 365',
      variants: ['Plan 365 Pro'],
      vendor: null,
      title: '説明書',
      version: null,
      date: null,
    },
  ],
  labels: [
    '保存データ',
    '取得日',
    '規格',
    '稼働率',
    'ISO/IEC 27017認証',
    'availability',
    'operation log retention period',
    '暗号化',
  ],
}

const check = (line: string, changes: Partial<Sources> = {}) =>
  verifyAnswer([line], { ...sources, ...changes }, allowed).map(({ reason }) => reason)

describe('What its sources do not hold is found:', () => {
  it.each([
    ['a wrong number', 'Hoshiguma Vaultの稼働率は 99.5%以上[1] です。', 'number'],
    ['one digit more', 'Hoshiguma Vaultの稼働率は 99.995%以上[1] です。', 'number'],
    ['one digit less', 'Hoshiguma Vaultの稼働率は 99.9%以上[1] です。', 'number'],
    ['a number out of a longer one', 'Hoshiguma Vaultの操作ログは 40日間[2] です。', 'number'],
    ['the right number with the marker of another section', 'Hoshiguma Vaultの稼働率は 99.95%以上[2] です。', 'number'],
    ['a value that stands elsewhere in the same section', 'Hoshiguma Vaultの操作ログは 6か月間[2] です。', 'number'],
    ['two values with each other’s markers', '・400日間[3]、6か月間[2]', 'number'],
    ['the number that the question put in', 'Hoshiguma Vaultの稼働率は 99.99%[1] です。', 'number'],
    ['another unit', 'Tokonatsu Deskの保管期間は 7日[6] です。', 'number'],
    ['another unit of time', 'Hoshiguma Vaultの操作ログは 400時間[2] です。', 'number'],
    ['a bound that the source turns around', 'Hoshiguma Vaultの稼働率は 99.95%以下[1] です。', 'number'],
    ['a kanji number', 'Tokonatsu Deskの通知は 十三日前まで[12] です。', 'number'],
    ['a wrong rendering of a quoted figure', 'Tokonatsu Desk: at least 13 days (「十四日前まで」)[12].', 'number'],
    ['a rate', 'Tokonatsu Deskの取得頻度は 1日2回[6] です。', 'number'],
    ['a date off by one day', 'Hoshiguma Vaultの取得日は 2023年9月13日[7] です。', 'number'],
    ['a date off by one month', 'Hoshiguma Vaultの取得日は 2023年10月12日[7] です。', 'number'],
    ['a date off by one year', 'Hoshiguma Vaultの取得日は 2022年9月12日[7] です。', 'number'],
    ['a version', 'Hoshiguma Vaultの通信は TLS1.3[4] です。', 'number'],
    ['a key length', 'Hoshiguma Vaultの保存データは AES-128[4] です。', 'number'],
    ['another algorithm', 'Hoshiguma Vaultの保存データは Camellia-256[4] です。', 'number'],
    ['an edition', 'Hoshiguma Vaultの規格は ISO/IEC 27001:2013[7] です。', 'number'],
    ['a standard', 'Hoshiguma Vaultの規格は ISO/IEC 27018[7] です。', 'number'],
    ['a cloud', 'Hoshiguma Vaultの基盤は Amazon[11] です。', 'name'],
    ['a cloud in small letters', 'Hoshiguma Vaultの基盤は aws[11] です。', 'name'],
    ['a cloud in full-width letters', 'Hoshiguma Vaultの基盤は ＡＷＳ[11] です。', 'name'],
    ['a cloud in kana', 'Hoshiguma Vaultの基盤は グーグル[11] です。', 'name'],
    ['Japanese words of its own', 'Hoshiguma Vaultの保存データは 暗号化しない[4] です。', 'name'],
    ['a qualifier of its own', '・400日間（退会者の記録）[2]', 'name'],
    ['a remark behind the marker', 'Hoshiguma Vaultの稼働率は 99.95%以上[1] で、業界最高水準です。', 'name'],
    ['the cloud of another section', 'Hoshiguma Vaultの基盤は Azure[4] です。', 'name'],
    ['another product’s name', 'Tokonatsu Deskの稼働率は 99.95%以上[1] です。', 'product'],
    ['another vendor’s name', '有限会社シラカバ企画の稼働率は 99.95%以上[1] です。', 'product'],
    ['a product of another paper in the product’s place', '・Plan 365 Pro：99.95%以上[1]', 'product'],
    ['a marker without citation', 'Hoshiguma Vaultの稼働率は 99.95%以上[13] です。', 'marker'],
    ['a marker zero', 'Hoshiguma Vaultの稼働率は 99.95%以上[0] です。', 'marker'],
    ['one marker of two without citation', 'Hoshiguma Vaultの稼働率は 99.95%以上[1][99] です。', 'marker'],
    [
      'a quotation changed by one character',
      'Tokonatsu Deskの資料には「多要素認証にも対応していません」[5]とあります。',
      'quote',
    ],
    [
      'a quotation without its negation',
      'Tokonatsu Deskの資料には「多要素認証には対応しています」[5]とあります。',
      'quote',
    ],
    ['a quotation stuck together from pieces', '・「毎日、保管します」[6]', 'quote'],
    ['a quotation of the question', '・「稼働率は99.99%」[1]', 'quote'],
    ['a list with one item more', '・「データベース、添付ファイル、画像」[9]', 'quote'],
    [
      'yes before what is denied',
      'はい。Tokonatsu Deskの資料には「多要素認証には対応していません」[5]とあります。',
      'polarity',
    ],
    [
      'yes in English before what is denied',
      "Yes. Tokonatsu Desk's paper says: 「多要素認証には対応していません」[5].",
      'polarity',
    ],
    [
      'no before what is affirmed',
      'いいえ。Hoshiguma Vaultの資料には「通信はTLS1.2以上で、保存するデータはAES-256で暗号化します」[4]とあります。',
      'polarity',
    ],
    [
      'yes before what is only applied for',
      'はい。Hoshiguma Vaultの資料には「ISO/IEC 27017の認証は申請中です」[8]とあります。',
      'polarity',
    ],
    [
      'a plan before what is done',
      '予定とされています。Tokonatsu Deskの資料には「毎日取得し、7世代を保管します」[6]とあります。',
      'polarity',
    ],
    ['a claim without a marker', 'Hoshiguma Vaultの稼働率は 99.95%以上 です。', 'unmarked'],
    ['a claim in free words without a marker', 'なお、Tokonatsu Deskは多要素認証に対応しています。', 'unmarked'],
    ['an English claim without a marker', 'Tokonatsu Desk also encrypts all data.', 'unmarked'],
    ['a quotation without a marker', 'Tokonatsu Deskの資料には「毎日取得し」とあります。', 'unmarked'],
    ['a row of a comparison without a marker', '・Hoshiguma Vault：99.95%以上', 'unmarked'],
    ['a claim behind a sentence of the bot’s own', 'その他の製品：すべて暗号化しています。', 'unmarked'],
    ['a number in a sentence of the bot’s own', '該当するのは Hoshiguma Vault 500 です。', 'number'],
    [
      'an operand of a computation',
      '・計算上は 約168時間（8時間ごと × 28世代。資料に直接の記載はありません）[9][10]',
      'number',
    ],
    ['a value behind the last marker', 'Hoshiguma Vaultの稼働率は 99.95%以上[1] で、復旧は4時間以内です。', 'number'],
  ])('%s', (_, line, reason) => {
    expect(check(line)).toContain(reason)
  })

  it('a citation whose quote was changed, on every line that points at it and no other', () => {
    const citations = sources.citations.map((citation) =>
      citation.marker === 1 ? { ...citation, quote: '月間稼働率は99.99%以上です。' } : citation,
    )
    const lines = ['Hoshiguma Vaultの稼働率は 99.99%以上[1] です。', 'Hoshiguma Vaultの操作ログは 400日間[2] です。']
    const findings = verifyAnswer(lines, { ...sources, citations }, allowed)
    expect(findings).toEqual([{ line: 0, reason: 'quote', words: '月間稼働率は99.99%以上です。' }])
  })

  it('a section that the marker lost', () => {
    expect(check('Hoshiguma Vaultの稼働率は 99.95%以上[1] です。', { sections: new Map() })).toEqual(['marker'])
  })
})

describe('What its sources hold passes:', () => {
  it.each([
    ['a value', 'Hoshiguma Vaultの稼働率は 99.95%以上[1] です。'],
    ['a value in full width', 'Hoshiguma Vaultの稼働率は ９９．９５％以上[1] です。'],
    ['a value as a bullet', '・400日間[2]'],
    ['a value with a qualifier', '・400日間（操作ログ）[2]'],
    ['two values with a marker each', '・Hoshiguma Vault：400日間（操作ログ）[2]、6か月間（アクセスログ）[3]'],
    ['one value from two places', '・Hoshiguma Vault：28世代[9][10]'],
    ['a version', 'Hoshiguma Vaultの通信は TLS1.2[4] です。'],
    ['an algorithm', 'Hoshiguma Vaultの保存データは AES-256[4] です。'],
    ['a date', 'Hoshiguma Vaultの取得日は 2023年9月12日[7] です。'],
    ['a date in English beside the Japanese', 'Hoshiguma Vault: September 12, 2023 (「2023年9月12日」)[7].'],
    ['an edition', 'Hoshiguma Vaultの規格は ISO/IEC 27001:2022[7] です。'],
    ['a quoted statement', 'Tokonatsu Deskの資料には「多要素認証には対応していません」[5]とあります。'],
    ['a quoted statement with a label', '・控え：「毎日取得し、7世代を保管します」[6]'],
    ['no before what is denied', 'いいえ。Tokonatsu Deskの資料には「多要素認証には対応していません」[5]とあります。'],
    ['no in English', "No. Tokonatsu Desk's paper says: 「多要素認証には対応していません」[5]."],
    ['yes before what is affirmed', 'はい。Tokonatsu Deskの資料には「毎日取得し、7世代を保管します」[6]とあります。'],
    ['a plan', '予定とされています。Hoshiguma Vaultの資料には「ISO/IEC 27017の認証は申請中です」[8]とあります。'],
    ['an English rendering', 'Hoshiguma Vault: availability is at least 99.95%[1].'],
    [
      'an English rendering beside the words',
      'Hoshiguma Vault: operation log retention period is 400 days (「400日間」)[2].',
    ],
    ['a kanji number in English', 'Tokonatsu Desk: at least 14 days (「十四日前まで」)[12].'],
    ['a list that was joined', '・「データベース、添付ファイル」[9]'],
    [
      'a computed value with its arithmetic',
      '・計算上は 約168時間（6時間ごと × 28世代。資料に直接の記載はありません）[9][10]',
    ],
    [
      'a computed value in English',
      '・By calculation about 168 hours (6 hours (「6時間ごと」) × 28 generations (「28世代」); the paper does not state it directly)[9][10]',
    ],
    ['a related statement', '・関連する記載（暗号化）：「毎日取得し、7世代を保管します」[6]'],
    ['the section of the topic', '・関連する節：§4.1 稼働率[1]'],
    ['a name with capitals inside', '・「Microsoft Azure」[11]'],
    ['a name outside quotation marks', 'Hoshiguma Vaultの基盤は Microsoft Azure[11] です。'],
    ['a heading of an outline', 'Hoshiguma Vaultの§2.2 ログの取得の項目：[2]'],
    ['an entry with its first sentence', '・§4.1 稼働率[1]「月間稼働率は99.95%以上です。」'],
    ['a label with a number of its own', '・Hoshiguma Vault：ISO/IEC 27017認証：記載なし / 稼働率：99.95%以上[1]'],
    ['an extreme', 'Hoshiguma Vault（99.95%以上[1]）です。'],
    ['a product whose name holds a number', 'Plan 365の資料に、稼働率の記載はありません。'],
    ['nothing stated', 'Tokonatsu Deskの資料に、稼働率の記載はありません。'],
    ['nothing stated in English', "Tokonatsu Desk's paper does not state the availability."],
    ['nothing stated by anyone', 'いずれの資料にも、ISO/IEC 27017認証の記載はありません。'],
    ['a row without a value', '・Tokonatsu Desk：記載なし'],
    ['a row without values', '・Tokonatsu Desk：ISO/IEC 27017認証：記載なし / 稼働率：記載なし'],
    ['a corrected premise', 'ご質問の「99.99%」とは異なる記載です。'],
    ['the members of a list', '該当するのは Hoshiguma Vault、Tokonatsu Desk です。'],
    ['the head of a comparison', '稼働率、ISO/IEC 27017認証の比較：'],
    ['the head of several values', 'Hoshiguma Vaultの稼働率：'],
    ['that values differ', '資料の中で記載が分かれています。どちらも示します。'],
    ['a question back', 'どの製品についてのご質問ですか。登録されている製品：Hoshiguma Vault、Tokonatsu Desk'],
  ])('%s', (_, line) => {
    expect(verifyAnswer([line], sources, allowed)).toEqual([])
  })
})

describe('A fact of an answer', () => {
  const fact: AnswerFact = {
    product: 'Hoshiguma Vault',
    attribute: 'sla.availability',
    qualifier: null,
    value: '99.95%以上',
    normalized: { value: 99.95, unit: 'percent' },
    stated: true,
    derived: false,
    citation: 1,
  }

  it('is held where its value stands in the section cited', () => {
    expect(isFactHeld(fact, sources)).toBe(true)
    expect(isFactHeld({ ...fact, value: '99.99%以上' }, sources)).toBe(false)
    expect(isFactHeld({ ...fact, citation: 2 }, sources)).toBe(false)
    expect(isFactHeld({ ...fact, citation: null }, sources)).toBe(false)
  })

  it('needs no source for saying that nothing is stated, and none for the result of a computation', () => {
    expect(isFactHeld({ ...fact, stated: false, value: null, citation: null }, sources)).toBe(true)
    expect(isFactHeld({ ...fact, derived: true, value: '約168時間', citation: 9 }, sources)).toBe(true)
  })
})
