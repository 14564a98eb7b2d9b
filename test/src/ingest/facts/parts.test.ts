import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createParts, type Part } from '../../../../src/ingest/facts/parts.ts'
import { makePaper, makeSection } from '../../../helpers/paper-content.ts'
import { readLines } from '../../../helpers/read-facts.ts'

const read = (variants: readonly string[], ...bodies: string[]) =>
  createParts(
    makePaper('hakoniwa', { product: 'ハコニワ便', variants }),
    bodies.map((body, i) => makeSection(`3.${i + 1}`, '提供条件', body)),
  )
const name = (part: Part | undefined): string => (part ? `${part.kind} ${part.name}` : 'none')

describe('the products of a paper', () => {
  const parts = read(['ハコニワ便 Flow', 'ハコニワ便 Share', 'ハコニワ便・会計', 'ハコニワ便 X', 'カゼマド'])

  it.each<[text: string, products: string[]]>([
    ['ハコニワ便 Flowは2年間です', ['ハコニワ便 Flow']],
    ['Flowのログ', ['ハコニワ便 Flow']],
    ['ＦＬＯＷのログ', ['ハコニワ便 Flow']],
    ['ハコニワ便Flow', ['ハコニワ便 Flow']],
    ['Workflowのログ', []],
    ['カゼマドでは', ['カゼマド']],
    ['カゼマドリでは', []],
    ['ハコニワ便は', []],
    ['', []],
  ])('are named in full or by what tells them apart: %s', (text, products) => {
    expect(parts.productsIn(text)).toEqual(products)
  })

  it('are all named where several are', () => {
    expect([...parts.productsIn('Flow と Share と カゼマド')].sort()).toEqual([
      'カゼマド',
      'ハコニワ便 Flow',
      'ハコニワ便 Share',
    ])
  })

  it('are named by an ordinary word only where it is all there is', () => {
    expect(parts.productsIn('会計')).toEqual(['ハコニワ便・会計'])
    expect(parts.productsIn('会計の担当者')).toEqual([])
    expect(name(parts.ownerOf('会計'))).toBe('product ハコニワ便・会計')
    expect(name(parts.ownerBefore('会計は'))).toBe('none')
    expect(name(parts.ownerBefore('ハコニワ便・会計は'))).toBe('product ハコニワ便・会計')
  })

  it('have no short name of one letter', () => {
    expect(parts.productsIn('X')).toEqual([])
    expect(parts.productsIn('ハコニワ便 X')).toEqual(['ハコニワ便 X'])
  })

  it('are none where the paper is about one', () => {
    expect(read([]).productsIn('ハコニワ便 Flow')).toEqual([])
    expect(read([]).product).toBe('ハコニワ便')
  })

  it('go before plans of the same name', () => {
    expect(name(read(['ハコニワ便 Flow'], 'Flowプランは1日です。').ownerOf('Flow'))).toBe('product ハコニワ便 Flow')
    expect(name(read(['Flow'], 'Flowプランは1日です。').ownerOf('Flow'))).toBe('product Flow')
  })
})

describe('the plans of a paper', () => {
  it.each<[how: string, body: string, plans: string[], none: string[]]>([
    [
      'named',
      'ライトプランは1日です。プロ エディションは2日です。匠コースは3日です。',
      ['ライト', 'プロ'],
      ['匠', '1日'],
    ],
    [
      'listed',
      '本サービスのプランは、スタート、グロー及びマックスの3種類です。',
      ['スタート', 'グロー', 'マックス'],
      ['本サービス'],
    ],
    [
      'listed in quotation marks',
      'プランには「スタート」「マックス」があり、いつでも変えられます。'.replace('」「', '」と「'),
      ['スタート', 'マックス'],
      [],
    ],
    [
      'named in English',
      'Basic and Premium plans include logs. The Team plan does not. Solo, Duo, and Choir plans do.',
      ['Basic', 'Premium', 'Team', 'Solo', 'Duo', 'Choir'],
      ['The', 'logs'],
    ],
    [
      'general',
      '料金プラン、有料プラン、各プラン、事業継続プラン、復旧プランがあります。',
      [],
      ['料金', '有料', '各', '事業継続', '復旧'],
    ],
    [
      'general in English',
      'Our paid plans and the Recovery plan are tested. Every plan is.',
      [],
      ['Our', 'paid', 'Recovery', 'Every'],
    ],
  ])('are those that are %s', (_, body, plans, none) => {
    const parts = read([], body)
    expect(plans.map((plan) => name(parts.ownerOf(plan)))).toEqual(plans.map((plan) => `plan ${plan}`))
    expect(none.map((plan) => name(parts.ownerOf(plan)))).toEqual(none.map(() => 'none'))
  })

  it.each(['「スタート」「マックス」', '『スタート』 『マックス』', '「スタート」と「マックス」'])(
    'are those that are listed with quotation marks: %s',
    (listed) => {
      const parts = read([], `プランには${listed}があります。`)
      expect(['スタート', 'マックス', 'スタートマックス'].map((plan) => name(parts.ownerOf(plan)))).toEqual([
        'plan スタート',
        'plan マックス',
        'none',
      ])
    },
  )

  it('are the heads of value columns that several tables share', () => {
    const parts = read(
      [],
      '項目\tエントリー\tビジネス\t備考\n保管\t7日\t30日\tなし',
      '表の説明です。\n機能\tエントリー\tビジネス\t備考\n共有\t×\t○\tなし',
      '項目\tゴールド\n保管\t9日',
    )
    expect(
      ['エントリー', 'ビジネス', 'ゴールド', '備考', '項目', '保管'].map((head) => name(parts.ownerOf(head))),
    ).toEqual(['plan エントリー', 'plan ビジネス', 'none', 'none', 'none', 'none'])
  })

  it('are no heads with figures, and no cells below the heads', () => {
    const table = '項目\t2024年度\t松\n竹\t松竹\t梅\n'
    const parts = read([], table, table)
    expect(['2024年度', '松竹', '梅'].map((head) => name(parts.ownerOf(head)))).toEqual(['none', 'none', 'none'])
  })
})

describe('the owner of a value', () => {
  const parts = read(['ハコニワ便 Flow', 'ハコニワ便 Share'], 'ライトプランは1日、プロプランは2日です。')

  it.each([
    ['Flow が2年間、Share が', 'product ハコニワ便 Share'],
    ['Share が2年間、Flow では', 'product ハコニワ便 Flow'],
    ['ライトの場合', 'plan ライト'],
    ['保管期間は、プロのお客様は', 'plan プロ'],
    ['プロ：', 'plan プロ'],
    ['プロ', 'plan プロ'],
    ['プロジェクトは', 'none'],
    ['プロ並みの速さで', 'none'],
    ['Workflowは', 'none'],
    ['保管期間は', 'none'],
    ['', 'none'],
  ])('is what the words before it name last: %s', (words, owner) => {
    expect(name(parts.ownerBefore(words))).toBe(owner)
  })

  it('is a plan as it is printed', () => {
    expect(name(parts.ownerBefore('ライトプランは1日、プロプランは'))).toBe('plan プロプラン')
  })

  it.each([
    ['（プロのみ）', 'plan プロ'],
    ['(ライトプランのみ)です。', 'plan ライト'],
    [' （プロプランに限る）', 'plan プロ'],
    ['（Flowの場合）', 'product ハコニワ便 Flow'],
    ['（Ｓｈａｒｅだけ）', 'product ハコニワ便 Share'],
    ['（プロ以外）', 'none'],
    ['（税別）', 'none'],
    ['です（プロのみ）', 'none'],
    ['（プロ', 'none'],
    ['プロ', 'none'],
    ['', 'none'],
  ])('is what a bracket right behind it names: %s', (words, owner) => {
    expect(name(parts.ownerAfter(words))).toBe(owner)
  })

  it.each([
    ['プロ', 'plan プロ'],
    ['プロプラン', 'plan プロ'],
    ['ＦＬＯＷ', 'product ハコニワ便 Flow'],
    ['ハコニワ便Flow', 'product ハコニワ便 Flow'],
    ['プロのログ', 'none'],
    ['', 'none'],
  ])('is what a label is: %s', (label, owner) => {
    expect(name(parts.ownerOf(label))).toBe(owner)
  })
})

describe('plans in English', () => {
  it.each([
    ['with a colon', 'Kikyo is sold in three plans: Solo, Team and Enterprise.', ['Solo', 'Team', 'Enterprise']],
    ['as what they are', 'Our editions are Brook, River, and Ocean.', ['Brook', 'River', 'Ocean']],
    ['in brackets', 'The tiers (Brook and River) differ in support.', ['Brook', 'River']],
    ['by name', 'You can choose between plans called Brook or River.', ['Brook', 'River']],
  ])('are those that are listed %s', (_, body, plans) => {
    const parts = read([], body)
    expect(plans.map((plan) => name(parts.ownerOf(plan)))).toEqual(plans.map((plan) => `plan ${plan}`))
    expect(['Kikyo', 'three', 'support', 'You'].map((word) => name(parts.ownerOf(word)))).toEqual(Array(4).fill('none'))
  })

  it.each([
    'All plans need a contract with Brook and River.',
    'There is one plan: Brook.',
    'Plans change with the seasons, Brook and River say.',
    'We sell to three towns: Brook, River and Ocean.',
  ])('are no other names: %s', (body) => {
    expect(['Brook', 'River'].map((word) => name(read([], body).ownerOf(word)))).toEqual(['none', 'none'])
  })

  const parts = read([], 'Kikyo is sold in three plans: Solo, Team and Enterprise.')

  it.each([
    ['Team has a target of ', 'plan Team'],
    ['The Enterprise agreement guarantees ', 'plan Enterprise'],
    ['Solo customers get ', 'plan Solo'],
    ['The Solo plan includes ', 'plan Solo'],
    ['Solo has no target; Team has one of ', 'plan Team'],
    ['Solo keeps logs for 30 days and Enterprise keeps them for ', 'plan Enterprise'],
    ['Compared with Solo, logs are kept for ', 'none'],
    ['Ask Team for the report. The target is ', 'none'],
    ['Solo is for one person. The target is ', 'none'],
    ['Solo is free; the target is ', 'none'],
    ['Logs of Enterprise can be searched for ', 'none'],
    ['Teamwork has ', 'none'],
    ['Our operations team keeps logs for ', 'none'],
    ['The target is ', 'none'],
  ])('have what their name goes on with: %s', (words, owner) => {
    expect(name(parts.ownerBefore(words))).toBe(owner)
  })

  it('are told apart by their values in a sentence each', () => {
    const body =
      'Kikyo is sold in three plans: Solo, Team and Enterprise. The monthly uptime of Solo is not guaranteed. Team has a target of 99.9% uptime a month. The Enterprise agreement guarantees 99.95% uptime a month.'
    expect(readLines('sla.availability', 'Availability', body)).toEqual([
      '99.9% = 99.9 percent (Team)',
      '99.95% = 99.95 percent (Enterprise)',
    ])
  })
})

describe('whatever stands in a paper', () => {
  it('an owner is a product of the paper or a plan that its text holds', () => {
    const words = fc.array(
      fc.constantFrom(
        'ライト',
        'プロ',
        'プラン',
        'は',
        '、',
        '7日',
        'Flow',
        'ハコニワ便 ',
        '\n',
        '\t',
        '「',
        '」',
        '。',
        'Team plan ',
      ),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(words, words, (paper, sentence) => {
        const body = paper.join('')
        const parts = read(['ハコニワ便 Flow'], body)
        const text = sentence.join('')
        for (const part of [parts.ownerBefore(text), parts.ownerAfter(`（${text}）`), parts.ownerOf(text)]) {
          if (part === undefined) continue
          if (part.kind === 'product') expect(part.name).toBe('ハコニワ便 Flow')
          else expect(body.replace(/[「」]/gu, '')).toContain(part.name.replace(/プラン$/u, ''))
        }
      }),
    )
  })

  it.each([
    'a'.repeat(100_000),
    ' '.repeat(100_000),
    '\t'.repeat(100_000),
    'ア'.repeat(100_000),
    '漢'.repeat(100_000),
    'プラン'.repeat(33_000),
    'プランは'.repeat(25_000),
    '（'.repeat(100_000),
    'a\t'.repeat(50_000),
  ])('hostile text comes through %#', (text) => {
    const parts = read(['ハコニワ便 Flow'], text)
    expect(parts.productsIn(text)).toEqual([])
    expect(parts.ownerAfter(`（${text}`)).toBeUndefined()
    expect(parts.ownerBefore(text)?.kind).not.toBe('product')
  })
})
