import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVocabulary } from '../../../src/knowledge/vocabulary.ts'
import { fold } from '../../../src/text/fold.ts'
import { catalog } from '../../helpers/knowledge.ts'

const ENTRIES = {
  backup: ['バックアップ', 'backup', 'back up'],
  log: ['ログ', 'アクセスログ', 'log'],
  'log-access': ['アクセスログ'],
  vulnerability: ['脆弱性'],
  assessment: ['脆弱性診断'],
  incident: ['インシデント'],
  address: ['IPアドレス'],
  aes: ['AES-256'],
  soc2: ['SOC 2', 'SOC2'],
  tls: ['TLS'],
  tag: ['タグ'],
  law: ['準拠法'],
  court: ['管轄裁判所', '裁判所'],
}
const vocabulary = createVocabulary(ENTRIES)

/** `concept=words` of every hit. */
function find(text: string): string[] {
  const folded = fold(text)
  return vocabulary.find(folded).map(({ concept, start, end }) => `${concept}=${folded.slice(start, end)}`)
}

describe('longest forms', () => {
  it('takes the longest form, and every concept that has it', () => {
    expect(find('アクセスログを保管します')).toEqual(['log=アクセスログ', 'log-access=アクセスログ'])
  })

  it('finds the shorter form that a longer one begins with', () => {
    expect(find('脆弱性診断を年1回行います').map((hit) => hit.split('=')[0])).toEqual(['assessment', 'vulnerability'])
  })

  it('finds the shorter form inside a longer one', () => {
    expect(find('第一審の管轄裁判所')).toEqual(['court=管轄裁判所', 'court=裁判所'])
  })
})

describe('runs of katakana', () => {
  it.each(['ログイン画面', 'ログアウトします', 'カタログを配布', 'ブログで告知', 'タグチ様', 'バックアップログイン'])(
    'are not cut: no ログ and no タグ in %s',
    (text) => {
      expect(find(text).filter((hit) => /^(?:log|tag)=/u.test(hit))).toEqual([])
    },
  )

  it('are cut where a known word goes on with more', () => {
    expect(find('インシデントレスポンス')).toEqual(['incident=インシデント'])
  })

  it('end where another script begins', () => {
    expect(find('操作ログの保管')).toEqual(['log=ログ'])
  })
})

describe('Latin words', () => {
  it.each([
    ['Logs are kept.', ['log=logs']],
    ['two backups a day', ['backup=backups']],
    ['We back up data.', ['backup=back up']],
  ])('match whole, with a plural s: %s', (text, hits) => {
    expect(find(text)).toEqual(hits)
  })

  it.each(['login', 'catalog', 'logging', 'backupper', 'blogs'])('do not match inside %s', (text) => {
    expect(find(text)).toEqual([])
  })

  it('end before a digit', () => {
    expect(find('TLS1.2以上')).toEqual(['tls=tls'])
  })

  it('do not end inside a number', () => {
    expect(find('SOC 20')).toEqual([])
    expect(find('AES-2560')).toEqual([])
  })
})

describe('blanks, hyphens and width', () => {
  it.each(['AES 256', 'AES256', 'AES-256', 'ＡＥＳ－２５６', 'AES‐256'])('finds one name in %s', (text) => {
    expect(find(text).map((hit) => hit.split('=')[0])).toEqual(['aes'])
  })

  it.each(['IPアドレス', 'IP アドレス', 'ＩＰアドレス', 'IP ｱﾄﾞﾚｽ', 'IP\nアドレス'])('finds one name in %j', (text) => {
    expect(find(text).map((hit) => hit.split('=')[0])).toEqual(['address'])
  })

  it.each(['SOC 2', 'SOC2', 'SOC-2'])('finds one name in %s', (text) => {
    expect(find(text).map((hit) => hit.split('=')[0])).toEqual(['soc2'])
  })

  it('reads half-width katakana', () => {
    expect(find('ﾊﾞｯｸｱｯﾌﾟは毎日')).toEqual(['backup=バックアップ'])
  })

  it('joins no two words of Latin letters', () => {
    expect(createVocabulary({ a: ['key ring'] }).find('keyring')).toEqual([])
  })
})

describe('any text', () => {
  it('gives hits that lie in it, in the words that the data has', () => {
    const concepts = new Set(catalog.vocabulary.concepts)
    const words = fc.constantFrom(
      'ログ',
      'バックアップ',
      '脆弱性診断',
      ' ',
      '-',
      'aes',
      '256',
      's',
      'ー',
      '\n',
      '裁判所',
      '🗝',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(words).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (original) => {
        const folded = fold(original)
        for (const { concept, start, end } of catalog.vocabulary.find(folded)) {
          expect(concepts.has(concept)).toBe(true)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(folded.length)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('finds every form of the data in the form itself', () => {
    const missed = Object.entries(ENTRIES).flatMap(([concept, surfaces]) =>
      surfaces.filter((surface) => !find(surface).some((hit) => hit.startsWith(`${concept}=`))),
    )
    expect(missed).toEqual([])
  })

  it('takes no form of blanks, and no text at all', () => {
    expect(createVocabulary({ blank: [' ', '-'] }).find('a - b')).toEqual([])
    expect(vocabulary.find('')).toEqual([])
  })

  it('joins what a short gap parts, and nothing over a long one', () => {
    expect(find('IP - アドレス')).toEqual(['address=ip - アドレス'])
    expect(find('IP      アドレス')).toEqual([])
    expect(find(`IP${' -'.repeat(10_000)}アドレス`)).toEqual([])
  })
})

describe('fingerprint', () => {
  it('changes with any surface form and with any concept', () => {
    const prints = [
      ENTRIES,
      { ...ENTRIES, tag: ['タグ', 'ラベル'] },
      { ...ENTRIES, tag: ['タク'] },
      { ...ENTRIES, label: ['タグ'] },
    ].map((entries) => createVocabulary(entries).fingerprint)
    expect(new Set(prints).size).toBe(prints.length)
    expect(createVocabulary(ENTRIES).fingerprint).toBe(vocabulary.fingerprint)
  })
})
