import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ingestFiles } from '../../../src/ingest/ingest-files.ts'
import { type Given, type IngestParts, ingestPaper } from '../../../src/ingest/ingest-paper.ts'
import type { KnowledgeStore } from '../../../src/store/knowledge-store.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { catalog } from '../../helpers/knowledge.ts'
import { smallEmbeddings } from '../../helpers/paper-content.ts'
import { samplePaper } from '../../helpers/sample-paper.ts'

let store: KnowledgeStore
let parts: IngestParts
let folder: string

beforeEach(async () => {
  const dir = makeFolder()
  folder = join(dir, 'papers')
  mkdirSync(folder)
  store = await openSmallStore(join(dir, 'index'), 'write')
  onTestFinished(() => store.close())
  parts = { store, catalog, embeddings: smallEmbeddings }
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** The sample paper in an edition; `''` leaves the label out. */
function edition(version: string, retention = '21日間', product = 'Tsubomi Note'): string {
  const label = version === '' ? '' : `第${version}版`
  return samplePaper(product, retention).replace('第1.2版', label)
}

/** The sample paper with neither version nor date. */
function undatedEdition(retention?: string): string {
  return edition('', retention).replace('2024年4月1日\n', '')
}

const ingest = (name: string, text: string, given: Given = {}) => ingestPaper(write(name, text), given, parts)

/** Versions of the one document, the current one first. */
async function versions(): Promise<readonly (string | null)[]> {
  const [paper, second] = await store.listPapers()
  expect(second).toBeUndefined()
  return paper ? [paper, ...paper.older].map(({ version }) => version) : []
}

async function retention(paperIds?: readonly string[]): Promise<readonly string[]> {
  const scope = paperIds === undefined ? {} : { paperIds }
  return (await store.findFacts({ ...scope, attributes: ['backup.retention'] })).map(({ value }) => value)
}

describe('A newer edition', () => {
  it('supersedes the older one, which stays, and says what changed', async () => {
    await ingest('1.txt', edition('1.2'))
    const text = `${edition('2.0', '60日間')}\n3. 多要素認証\nログインには多要素認証を使えます。\n`
    const result = await ingest('2.txt', text)
    expect(result).toMatchObject({ status: 'replaced', before: { version: '1.2' }, by: undefined })
    if (result.status !== 'replaced') return
    expect(result.changes.facts).toContainEqual(
      expect.objectContaining({ attribute: 'backup.retention', before: ['21日間'], after: ['60日間'] }),
    )
    expect(result.changes.sections).toContainEqual({ kind: 'added', number: '3', heading: '多要素認証' })
    expect(await versions()).toEqual(['2.0', '1.2'])
    expect(await retention()).toEqual(['60日間'])
    const [paper] = await store.listPapers()
    expect(await retention(paper?.older.map(({ id }) => id))).toEqual(['21日間'])
  })

  it('supersedes it also where both were in the same file', async () => {
    await ingest('a.txt', edition('1.2'))
    expect(await ingest('a.txt', edition('2.0', '60日間'))).toMatchObject({ status: 'replaced' })
    expect(await versions()).toEqual(['2.0', '1.2'])
    expect(await ingestPaper(join(folder, 'a.txt'), {}, parts)).toMatchObject({ status: 'unchanged' })
  })

  it('is current whatever the order in which the files come', async () => {
    await ingest('3.txt', edition('3.0', '90日間'))
    expect(await ingest('1.txt', edition('1.2'))).toMatchObject({ status: 'superseded', by: { version: '3.0' } })
    expect(await ingest('2.txt', edition('2.0', '60日間'))).toMatchObject({
      status: 'superseded',
      before: { version: '1.2' },
    })
    expect(await versions()).toEqual(['3.0', '2.0', '1.2'])
    expect(await retention()).toEqual(['90日間'])
  })

  it('in the place of one without a label is the one that lies there now', async () => {
    await ingest('a.txt', undatedEdition())
    expect(await ingest('a.txt', undatedEdition('60日間'))).toMatchObject({ status: 'replaced' })
    expect(await retention()).toEqual(['60日間'])
    expect(await versions()).toEqual([null, null])
  })
})

describe('Two editions that cannot be ordered', () => {
  it('are reported, and the one that is there goes on', async () => {
    await ingest('a.txt', edition(''))
    const [before] = await store.listPapers()
    const result = await ingest('b.txt', edition('', '60日間'))
    expect(result).toMatchObject({ status: 'failed', error: { reason: 'unordered' } })
    if (result.status === 'failed') expect(result.error.message).toContain(`--replaces ${before?.id}`)
    expect(await retention()).toEqual(['21日間'])
  })

  it('are ordered by what a person says, and that is remembered', async () => {
    await ingest('a.txt', edition(''))
    const [before] = await store.listPapers()
    const given = { replaces: before?.id ?? '' }
    expect(await ingest('b.txt', edition('', '60日間'), given)).toMatchObject({ status: 'replaced' })
    expect(await retention()).toEqual(['60日間'])
    const { results } = await ingestFiles([folder], {}, parts)
    expect(results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged'])
    const later = { ...parts, catalog: { ...catalog, fingerprint: 'another' } }
    const again = await ingestFiles([folder], {}, later)
    expect(again.results.map(({ status }) => status)).toEqual(['superseded', 'replaced'])
    expect(await retention()).toEqual(['60日間'])
  })

  it('of which the older one has left since stay as they are', async () => {
    await ingest('a.txt', edition(''))
    const [before] = await store.listPapers()
    const { path } = await ingest('b.txt', edition('', '60日間'), { replaces: before?.id ?? '' })
    await store.removePaper(before?.id ?? '')
    const later = { ...parts, catalog: { ...catalog, fingerprint: 'another' } }
    expect(await ingestPaper(path, {}, later)).toMatchObject({ status: 'replaced' })
    expect(await retention()).toEqual(['60日間'])
  })

  it('of a product under a new name are one document where a person says so', async () => {
    await ingest('a.txt', edition('1.2'))
    const [before] = await store.listPapers()
    const given = { replaces: before?.id ?? '' }
    expect(await ingest('b.txt', edition('2.0', '60日間', 'Hibari Board'), given)).toMatchObject({ status: 'replaced' })
    expect(await versions()).toEqual(['2.0', '1.2'])
    expect(await ingest('c.txt', edition('3.0', '90日間', 'Hibari Board'))).toMatchObject({ status: 'replaced' })
    expect(await versions()).toEqual(['3.0', '2.0', '1.2'])
  })

  it('are ordered by the advice that is printed: it names the current one, and a later date needs none', async () => {
    const of = (version: string, year: string, days: string) => edition(version, days).replace('2024年', `${year}年`)
    await ingest('1.txt', of('1.0', '2024', '7日間'))
    await ingest('2.txt', of('2.0', '2025', '14日間'))
    const undated = undatedEdition('60日間')
    const refused = await ingest('u.txt', undated)
    const [current] = await store.listPapers()
    if (refused.status === 'failed') expect(refused.error.message).toContain(`--replaces ${current?.id} if it is`)
    expect(await ingest('u.txt', undated, { replaces: current?.id ?? '' })).toMatchObject({ status: 'replaced' })
    expect(await versions()).toEqual([null, '2.0', '1.0'])
    expect(await ingest('1.5.txt', of('1.5', '2024', '8日間').replace('4月', '9月'))).toMatchObject({
      status: 'superseded',
      warnings: [],
    })
    expect(await ingest('3.txt', of('3.0', '2026', '90日間'))).toMatchObject({ status: 'replaced' })
    expect(await versions()).toEqual(['3.0', null, '2.0', '1.5', '1.0'])
    expect(await retention()).toEqual(['90日間'])
  })

  it('are not put against their dates by what a person says, and the report says so', async () => {
    await ingest('2.txt', edition('2.0', '60日間'))
    const [current] = await store.listPapers()
    const result = await ingest('1.txt', edition('1.2'), { replaces: current?.id ?? '' })
    expect(result).toMatchObject({
      status: 'superseded',
      warnings: expect.arrayContaining([expect.stringMatching(/^--replaces \S+ says that this edition/u)]),
    })
    expect(await retention()).toEqual(['60日間'])
  })

  it('of which one was put into the wrong place can be put into another', async () => {
    await ingest('1.txt', edition('1.2'))
    const [oldest] = await store.listPapers()
    await ingest('2.txt', edition('2.0', '60日間'))
    const [newest] = await store.listPapers()
    const undated = undatedEdition('90日間')
    await ingest('u.txt', undated, { replaces: oldest?.id ?? '' })
    expect(await versions()).toEqual(['2.0', null, '1.2'])
    await ingest('u.txt', undated, { replaces: newest?.id ?? '' })
    expect(await versions()).toEqual([null, '2.0', '1.2'])
  })

  it('must be in the index', async () => {
    const result = await ingest('a.txt', edition('1.2'), { replaces: 'nobody' })
    expect(result).toMatchObject({ status: 'failed', error: { reason: 'no_such_paper' } })
  })
})

describe('The same edition', () => {
  it('from a second file is a duplicate', async () => {
    const path = write('a.txt', edition('1.2'))
    await ingestPaper(path, {}, parts)
    const copy = `${edition('1.2')}\n`
    expect(await ingest('b.txt', copy)).toMatchObject({ status: 'duplicate', of: { source: { path } } })
  })

  it('in another format is a duplicate as long as no number differs', async () => {
    await ingest('a.txt', edition('1.2'))
    const page = `${edition('1.2')}\n## 目次\n2.1. 情報のバックアップ\n`
    expect(await ingest('b.md', page)).toMatchObject({ status: 'duplicate' })
    expect(await ingest('c.md', edition('1.2', '60日間'))).toMatchObject({
      status: 'failed',
      error: { reason: 'unordered' },
    })
  })

  it('goes on from another file where the first is gone', async () => {
    unlinkSync((await ingest('a.txt', edition('1.2'))).path)
    const { path } = await ingest('b.txt', edition('1.2'))
    expect(await versions()).toEqual(['1.2'])
    expect((await store.listPapers())[0]?.source.path).toBe(path)
  })

  it('in a file that changed takes the place of what the file held before', async () => {
    await ingest('1.txt', edition('1.0', '5日間'))
    await ingest('a.txt', edition('1.2'))
    await ingest('2.txt', edition('2.0', '90日間'))
    const result = await ingest('a.txt', edition('1.2', '60日間'))
    expect(result).toMatchObject({ status: 'superseded', before: { version: '1.2' } })
    if (result.status !== 'superseded') return
    expect(result.changes.facts).toContainEqual(
      expect.objectContaining({ attribute: 'backup.retention', before: ['21日間'], after: ['60日間'] }),
    )
    expect(await versions()).toEqual(['2.0', '1.2', '1.0'])
    expect(await retention([result.paper.id])).toEqual(['60日間'])
  })

  it.each([
    ['a label at its top', edition('1.2')],
    ['none', undatedEdition()],
    ['a label at its end', `${undatedEdition()}3. 改訂履歴\n第1.2版 2024年4月1日 初版\n`],
  ])('that was read when it was half there leaves nothing of that behind: %s', async (_, text) => {
    const half = text.slice(0, text.indexOf('ログの取得') + 8)
    expect(await ingest('a.txt', half)).toMatchObject({ status: 'added' })
    expect(await ingest('a.txt', text)).toMatchObject({ status: 'replaced' })
    expect(await versions()).toHaveLength(1)
    expect((await store.listPapers())[0]).toMatchObject({ sectionCount: text.includes('改訂') ? 8 : 7 })
  })

  it('as the paper itself takes the place of a digest', async () => {
    const notice = '---\nnotice: 要約です\n---\n'
    await ingest('a.md', `${notice}${edition('1.2')}`)
    expect(await ingest('b.txt', edition('1.2', '60日間'))).toMatchObject({ status: 'replaced' })
    expect(await ingest('c.md', `${notice}${edition('1.2', '30日間')}`)).toMatchObject({ status: 'duplicate' })
    expect(await versions()).toEqual(['1.2'])
    expect(await retention()).toEqual(['60日間'])
  })
})

it('that was said to replace another one is a document of its own when it is said to be of another kind', async () => {
  await ingest('a.txt', edition('1.2'))
  const [before] = await store.listPapers()
  const { path } = await ingest('b.txt', edition('2.0', '60日間'), { replaces: before?.id ?? '' })
  expect(await versions()).toEqual(['2.0', '1.2'])
  expect(await ingestPaper(path, { kind: 'guide' }, parts)).toMatchObject({ paper: { kind: 'guide' } })
  expect((await store.listPapers()).map(({ kind, older }) => [kind, older.length])).toEqual([
    ['whitepaper', 0],
    ['guide', 0],
  ])
})

describe('A removed file', () => {
  it('makes the edition before it current again', async () => {
    write('1.txt', edition('1.2'))
    const newer = write('2.txt', edition('2.0', '60日間'))
    await ingestFiles([folder], {}, parts)
    expect(await retention()).toEqual(['60日間'])
    unlinkSync(newer)
    const { removed } = await ingestFiles([folder], {}, parts)
    expect(removed).toMatchObject([{ paper: { version: '2.0' }, now: { version: '1.2' } }])
    expect(await versions()).toEqual(['1.2'])
    expect(await retention()).toEqual(['21日間'])
  })

  it('of an older edition leaves its history, and takes it along with the newest', async () => {
    write('0.txt', edition('1.0', '5日間', 'Hibari Board'))
    const older = write('1.txt', edition('1.2'))
    const newer = write('2.txt', edition('2.0', '60日間'))
    await ingestFiles([folder], {}, parts)
    unlinkSync(older)
    expect((await ingestFiles([folder], {}, parts)).removed).toEqual([])
    unlinkSync(newer)
    expect((await ingestFiles([folder], {}, parts)).removed).toMatchObject([
      { paper: { version: '2.0' }, now: undefined },
    ])
    expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Hibari Board'])
  })
})

describe('Documents of another kind', () => {
  it('about the same product are no editions of each other', async () => {
    await ingest('a.txt', edition('1.2'))
    const sheet = edition('1.0', '30日間').replace(/セキュリティ ?ホワイトペーパー/u, 'サービスレベル合意書（SLA）')
    expect(await ingest('b.txt', sheet)).toMatchObject({ status: 'added', paper: { kind: 'service_level' } })
    expect(await store.listPapers()).toHaveLength(2)
  })

  it('that call themselves alike are not taken for editions, and can be told apart', async () => {
    await ingest('a.txt', edition('1.2'))
    const other = `Tsubomi Note セキュリティホワイトペーパー
架空ノート株式会社
第2.0版
2025年4月1日

1. 設定の手順
1.1. 招待
管理者は画面から利用者を招待します。
1.2. 通知
通知の要否は利用者ごとに選べます。
1.3. 外部連携
外部の表計算へ一覧を出力できます。
`
    const path = write('b.txt', other)
    expect(await ingestPaper(path, {}, parts)).toMatchObject({ status: 'failed', error: { reason: 'unordered' } })
    expect(await versions()).toEqual(['1.2'])
    expect(await ingestPaper(path, { kind: 'guide' }, parts)).toMatchObject({
      status: 'added',
      paper: { kind: 'guide' },
    })
    expect(await store.listPapers()).toHaveLength(2)
    expect((await ingestFiles([folder], {}, parts)).results.map(({ status }) => status)).toEqual([
      'unchanged',
      'unchanged',
    ])
  })
})
