import { describe, expect, it } from 'vitest'
import { readFacts, readLines } from '../../../helpers/read-facts.ts'

const ROLES = '● 管理者\nすべての設定を変更できます。\n● 編集者\n文書を編集できます。\n● 閲覧者\n文書を閲覧できます。'
const DUTIES =
  '当社の責任は次のとおりです。\n・基盤の保守\n・OSのパッチ適用\n・データの退避\nお客様の責任は次のとおりです。\n・端末の保護\n・利用者の管理'

describe('lists', () => {
  it('count their items, not the explanations of them', () => {
    const [roles] = readFacts([{ heading: '権限の種類', body: ROLES }]).filter(({ attribute }) => attribute === 'roles')
    expect(roles?.normalized).toEqual({ value: 3, unit: 'count', op: 'eq' })
    expect(roles?.quote).toBe(ROLES.slice(2))
  })

  it('end where the next one is announced', () => {
    expect(readLines('responsibility.provider', '責任の分担', DUTIES)).toEqual([
      '基盤の保守、OSのパッチ適用、データの退避 = 3 count',
    ])
    expect(readLines('responsibility.customer', '責任の分担', DUTIES)).toEqual(['端末の保護、利用者の管理 = 2 count'])
  })

  it('are what the sentence says where there is none', () => {
    expect(readLines('roles', '権限', '権限には、管理者と閲覧者の2種類があります。')).toEqual([
      '権限には、管理者と閲覧者の2種類があります',
    ])
  })
})

describe('entries', () => {
  it('are the explanations, each with its item', () => {
    expect(readLines('role.permission', '権限の種類', ROLES)).toEqual([
      'すべての設定を変更できます (管理者)',
      '文書を編集できます (編集者)',
      '文書を閲覧できます (閲覧者)',
    ])
  })
})
