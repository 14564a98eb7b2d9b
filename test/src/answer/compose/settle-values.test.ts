import { describe, expect, it } from 'vitest'
import { settleValues } from '../../../../src/answer/compose/settle-values.ts'
import type { Normalized, StoredFact } from '../../../../src/domain.ts'
import { catalog } from '../../../helpers/knowledge.ts'

const settled = (
  question: string,
  id: string,
  facts: readonly [value: Normalized, quote: string, planned?: 'planned'][],
) => {
  const stored = facts.map(
    ([normalized, quote, polarity = null], i): StoredFact => ({
      id: i,
      paperId: 'a',
      sectionId: i,
      attribute: id,
      variant: null,
      qualifier: null,
      value: quote,
      normalized,
      polarity,
      quote,
    }),
  )
  const attribute = catalog.find(id)
  if (!attribute) throw new Error(id)
  return settleValues(question, stored, attribute).map(({ quote }) => quote)
}
const yearly = (value: number): Normalized => ({ value, unit: 'per_year', op: 'eq' })
const days = (value: number): Normalized => ({ value, unit: 'day', op: 'eq' })

describe('Of several values', () => {
  const education = '全従業員に対し、年1回の情報セキュリティ教育を実施しています。'
  const incident = 'インシデント対応訓練を年2回実施しています。'
  const mail = '標的型メール訓練を年2回実施しています。'
  const trained = (question: string) =>
    settled(question, 'training.frequency', [
      [yearly(2), incident],
      [yearly(1), education],
      [yearly(2), mail],
    ])

  it.each([
    ['教育の頻度は？', [education]],
    ['従業員教育は年に何回？', [education]],
    ['研修の頻度は？', [education]],
    ['訓練の頻度は？', [incident, mail]],
  ])('those of a drill are of training only where it is asked for: %s', (question, kept) => {
    expect(trained(question)).toEqual(kept)
  })

  const retained = 'Full database backups are taken every night and retained for 35 days.'
  const deleted = 'Customer data is deleted from backups within 95 days.'
  const planned = 'We plan to extend backup retention to 60 days in 2026.'

  it('those of what the attribute sets aside are left out, and what is planned stays', () => {
    const kept = settled('How long are backups kept?', 'backup.retention', [
      [days(35), retained],
      [days(95), deleted],
      [days(60), planned, 'planned'],
    ])
    expect(kept).toEqual([retained, planned])
  })

  it('all are kept where nothing sets them apart, or there are no others', () => {
    const other = 'Backups are retained for 14 days.'
    const both: [Normalized, string][] = [
      [days(35), retained],
      [days(14), other],
    ]
    expect(settled('How long are backups kept?', 'backup.retention', both)).toEqual([retained, other])
    expect(settled('How long are backups kept?', 'backup.retention', [[days(95), deleted]])).toEqual([deleted])
    const later: [Normalized, string, 'planned'] = [days(60), planned, 'planned']
    const kept = settled('How long are backups kept?', 'backup.retention', [[days(95), deleted], later])
    expect(kept).toEqual([deleted, planned])
  })
})
