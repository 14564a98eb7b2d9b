import { describe, expect, it } from 'vitest'
import { readFacts, readLines } from '../../../helpers/read-facts.ts'

describe('values that held once', () => {
  it.each([
    [
      'backup.retention',
      'バックアップ',
      'バックアップは、以前は7日分でしたが、2025年10月から21日分を保管しています。',
      ['2025年10月から21日分 = 21 day'],
    ],
    [
      'backup.retention',
      'バックアップ',
      'バックアップの保管期間は7日間でしたが、現在は21日間です。',
      ['21日間 = 21 day'],
    ],
    [
      'backup.retention',
      'Backups',
      'Until 2024, backups were kept for 14 days; since January 2025 they are kept for 60 days.',
      ['60 days = 60 day'],
    ],
    [
      'data.region',
      'データの保存場所',
      '2025年3月まではシンガポールリージョンに保存していましたが、現在は東京リージョンに保存しています。',
      ['東京リージョン = 東京リージョン name'],
    ],
  ])('are left out of %s beside the one of today: %s: %s', (attribute, heading, body, lines) => {
    expect(readLines(attribute, heading, body)).toEqual(lines)
  })

  it.each([
    'TLS 1.0のサポートは2021年に終了しました。通信はTLS 1.2以上で暗号化しています。',
    '通信はTLS 1.2以上で暗号化しています。TLS 1.0/1.1のサポートを終了しました。',
    '通信はTLS 1.2以上で暗号化しています。TLS 1.0および1.1のサポートを終了。',
  ])('are names of what has been given up, too: %s', (body) => {
    expect(readLines('encryption.in_transit.tls_version', '暗号化', body)).toEqual(['TLS 1.2以上 = TLS 1.2 name'])
  })

  it.each(['Support for TLS 1.0 and 1.1 ended.', 'Support for TLS 1.0/1.1 has ended.'])(
    'are names of several versions, too: %s',
    (ended) => {
      const body = `All traffic is encrypted in transit using TLS 1.2 or higher. ${ended}`
      expect(readLines('encryption.in_transit.tls_version', 'Encryption', body)).toEqual([
        'TLS 1.2 or higher = TLS 1.2 name',
      ])
    },
  )

  it('are not read in a change log', () => {
    const sections = [
      { heading: 'Encryption', body: 'All traffic is encrypted in transit using TLS 1.2 or higher.' },
      { heading: 'Change log', body: '- 5.1: Encryption in transit moved to TLS 1.3.' },
    ]
    const values = readFacts(sections).filter(({ attribute }) => attribute === 'encryption.in_transit.tls_version')
    expect(values.map(({ value }) => value)).toEqual(['TLS 1.2 or higher'])
  })

  it('say so where there is no other', () => {
    const body = 'Until 2024, backups were kept for 14 days.'
    expect(readLines('backup.retention', 'Backups', body)).toEqual(['14 days = 14 day (Until 2024) no'])
  })
})

describe('values that are to come', () => {
  it.each([
    ['Backups', 'We plan to extend backup retention to 60 days in 2026.', '60 days = 60 day (plan to extend) planned'],
    ['バックアップ', 'バックアップの保管期間を60日に延長する予定です。', '60日 = 60 day (予定) planned'],
  ])('are planned: %s: %s', (heading, body, line) => {
    expect(readLines('backup.retention', heading, body)).toEqual([line])
  })
})

describe('names of what is only considered', () => {
  it.each([
    [
      'Data location',
      'Data is stored in Frankfurt; a Tokyo region is under evaluation.',
      'Tokyo region = 東京リージョン name (under evaluation) planned',
    ],
    [
      'データの保存場所',
      'データは東京リージョンに保存します。大阪リージョンの追加は検討中です。',
      '大阪リージョン = 大阪リージョン name (検討中) planned',
    ],
  ])('are planned: %s: %s', (heading, body, line) => {
    expect(readLines('data.region', heading, body)).toContain(line)
  })

  it('are planned in a roadmap, too', () => {
    const sections = [{ heading: '今後の予定', body: 'データの保存先に大阪リージョンを加えます。' }]
    const [fact] = readFacts(sections).filter(({ attribute }) => attribute === 'data.region')
    expect(fact).toMatchObject({ value: '大阪リージョン', polarity: 'planned' })
  })
})

describe('values that a sentence denies', () => {
  it.each([
    [
      'backup.retention',
      'バックアップ',
      'バックアップは30日間は保管しません。保管期間は14日間です。',
      ['14日間 = 14 day'],
    ],
    [
      'data.deletion_delay',
      'データの削除',
      '解約後のデータは、30日以内には削除されません。90日を経過した後に順次削除します。',
      ['90日を経過した後 = 90 day'],
    ],
    [
      'backup.retention',
      'Backups',
      'Backups are not kept for 30 days. Backups are kept for 14 days.',
      ['14 days = 14 day'],
    ],
    [
      'log.access.retention',
      'Logs',
      'Access logs are not kept longer than 90 days.',
      ['not kept longer than 90 days = <=90 day'],
    ],
    [
      'log.access.retention',
      'Logs',
      'Access logs are kept no longer than 90 days.',
      ['no longer than 90 days = <=90 day'],
    ],
  ])('are none of %s: %s: %s', (attribute, heading, body, lines) => {
    expect(readLines(attribute, heading, body)).toEqual(lines)
  })
})
