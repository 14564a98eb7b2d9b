import { expect, it } from 'vitest'
import {
  findSectionView,
  type SectionRef,
  sectionRefSchema,
  toSectionRef,
} from '../../../src/conversation/section-view.ts'
import type { Citation, Section, Whitepaper } from '../../../src/domain.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection } from '../../helpers/paper-content.ts'

const BODY = 'データベースのバックアップは毎日取得します。\n保管期間は14日間です。\n'
const BACKUP = makeSection('4.1', '情報のバックアップ', BODY, { page: 7 })
const PURPOSE = makeSection('', '目的', '本書は安全対策を説明します。\n', { level: 1, path: [] })

const REF: SectionRef = {
  paperId: 'kawasemi',
  section: '4.1',
  heading: '情報のバックアップ',
  version: '1.0',
  date: '2024-04-01',
  language: 'ja',
}

/** A store that holds one paper, and a way to take in another edition of it. */
async function makeStore(sections: readonly Section[] = [PURPOSE, BACKUP], changes: Partial<Whitepaper> = {}) {
  const store = await openSmallStore(makeFolder(), 'write')
  const save = async (saved: readonly Section[], edition: Partial<Whitepaper> = {}) =>
    store.savePaper(await makeContent(makePaper('kawasemi', { product: 'カワセミ便', ...edition }), saved))
  await save(sections, changes)
  return { store, save }
}

it('shows the whole section as it is printed, with where it stands', async () => {
  const { store } = await makeStore()
  expect(await findSectionView(store, REF)).toEqual({
    document: 'カワセミ便 セキュリティ説明書 1.0版(2024-04-01)',
    path: ['4 運用のセキュリティ'],
    place: '§4.1 情報のバックアップ p.7',
    body: BODY.trim(),
    remark: null,
  })
  await store.close()
})

it('finds a section that has no number by its heading', async () => {
  const { store } = await makeStore()
  const view = await findSectionView(store, { ...REF, section: '目的', heading: '目的' })
  expect(view).toMatchObject({ place: '目的', path: [], body: '本書は安全対策を説明します。', remark: null })
  await store.close()
})

it('finds it after the paper was taken in anew, under another row and another number of sections', async () => {
  const { store, save } = await makeStore()
  const idOf = async () => (await store.listSections('kawasemi')).find(({ number }) => number === '4.1')?.id
  const before = await idOf()
  await store.savePaper(
    await makeContent(makePaper('hibari'), [makeSection('4.1', '情報のバックアップ', '別の資料\n')]),
  )
  await save([PURPOSE, makeSection('2', '用語', '管理者：設定を行う方\n'), BACKUP])
  expect(await idOf()).not.toBe(before)
  expect(await findSectionView(store, REF)).toMatchObject({ body: BODY.trim(), remark: null })
  await store.close()
})

it('finds it where only the blanks of its heading or the width of its letters changed', async () => {
  const { store } = await makeStore([makeSection('4.1', '情報の　バックアップ（ＤＢ）', BODY)])
  expect(await findSectionView(store, { ...REF, heading: '情報のバックアップ(DB)' })).toBeDefined()
  await store.close()
})

it.each<[string, Partial<Whitepaper>, string]>([
  ['another version', { version: '2.0' }, 'カワセミ便 セキュリティ説明書 2.0版(2024-04-01)'],
  ['another date', { date: '2025-06-30' }, 'カワセミ便 セキュリティ説明書 1.0版(2025-06-30)'],
  ['no version any more', { version: null, date: null }, 'カワセミ便 セキュリティ説明書'],
])('says that the text is of %s than the one cited', async (_, edition, current) => {
  const { store } = await makeStore([BACKUP], edition)
  const view = await findSectionView(store, REF)
  expect(view?.document).toBe(current)
  expect(view?.remark).toBe(
    `回答で引用したのは カワセミ便 セキュリティ説明書 1.0版(2024-04-01) です。現在登録されている ${current} の本文を表示しています。`,
  )
  await store.close()
})

it('says so in English where the answer was English', async () => {
  const { store } = await makeStore([BACKUP], { version: '2.0' })
  const view = await findSectionView(store, { ...REF, language: 'en' })
  expect(view?.document).toContain('v2.0')
  expect(view?.remark).toMatch(/^The answer cited .* v1\.0.* v2\.0/u)
  await store.close()
})

it.each<[string, Partial<SectionRef>]>([
  ['whose paper is gone', { paperId: 'suzume' }],
  ['whose number is gone', { section: '4.9' }],
  ['whose number now has another heading', { heading: 'ログの取得' }],
  ['whose heading now has another number', { section: '5.1' }],
  ['that had no number and has one now', { section: '情報のバックアップ' }],
])('does not find a section %s', async (_, changes) => {
  const { store } = await makeStore()
  expect(await findSectionView(store, { ...REF, ...changes })).toBeUndefined()
  await store.close()
})

it('has a reference that survives being carried by a button', async () => {
  const citation: Citation = {
    marker: 2,
    paperId: 'kawasemi',
    product: 'カワセミ便',
    vendor: '架空システム株式会社',
    document: 'セキュリティ説明書',
    version: null,
    date: null,
    section: '4.1',
    heading: '情報のバックアップ',
    page: 7,
    quote: '保管期間は14日間です。',
    notice: null,
    isOutdated: false,
    isRecognized: false,
  }
  const ref = toSectionRef(citation, 'ja')
  expect(ref).toEqual({ ...REF, version: null, date: null })
  expect(sectionRefSchema.parse(JSON.parse(JSON.stringify(ref)))).toEqual(ref)
  expect(sectionRefSchema.safeParse({ ...ref, language: 'fr' }).success).toBe(false)
  expect(sectionRefSchema.safeParse({ paperId: 'kawasemi' }).success).toBe(false)
})
