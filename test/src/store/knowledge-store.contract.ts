import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import type { KnowledgeStore, PaperContent } from '../../../src/store/knowledge-store.ts'
import { makeContent, makeFact, makePaper, makeSection, smallEmbeddings } from '../../helpers/paper-content.ts'

/** One empty index; every store that is opened on it sees the same papers. */
export interface StoreHarness {
  open(): Promise<KnowledgeStore>
  dispose(): Promise<void>
}

const BACKUP = 'データベースのバックアップは毎日取得し、14日間保管します。\n'
const ENCRYPTION = '通信はTLS 1.2以上で暗号化します。保存するファイルはAES-256で暗号化します。\n'
const LOG = '操作ログは1年間保管し、管理画面から閲覧できます。\n'

function makeKawasemi(): Promise<PaperContent> {
  const paper = makePaper('kawasemi', {
    variants: ['カワセミ便'],
    aliases: ['Kawasemi'],
    version: null,
    notice: '要約です',
  })
  const sections = [
    makeSection('4', '運用のセキュリティ', '', { level: 1, path: [] }),
    makeSection('4.1', '情報のバックアップ', BACKUP, { controls: ['12.3.1'], page: 7 }),
    makeSection('4.2', '暗号による管理策', ENCRYPTION, { isRecognized: true }),
  ]
  const facts = [
    makeFact(1, '14日間'),
    makeFact(1, '毎日', {
      attribute: 'backup.frequency',
      normalized: null,
      qualifier: 'データベース',
      proposedBy: 'gpt-x',
    }),
  ]
  return makeContent(paper, sections, facts)
}

function makeHibari(): Promise<PaperContent> {
  const sections = [
    makeSection('2.1', 'データの複製', '日次で複製を保管します。期間は30日です。\n'),
    makeSection('2.2', 'ログ取得', LOG),
  ]
  return makeContent(makePaper('hibari'), sections, [makeFact(0, '30日')])
}

function makeUguisu(): Promise<PaperContent> {
  return makeContent(makePaper('uguisu'), [makeSection('2-3', 'バックアップ', 'バックアップは週に1回です。\n')])
}

async function toVector(text: string): Promise<Float32Array> {
  return toUnitVector(await smallEmbeddings.embedQuery(text))
}

/** Runs the cases that every implementation of the port has to pass. */
export function describeKnowledgeStore(name: string, createHarness: () => Promise<StoreHarness>): void {
  describe(`${name} as a KnowledgeStore`, () => {
    let harness: StoreHarness
    let store: KnowledgeStore
    beforeEach(async () => {
      harness = await createHarness()
      store = await harness.open()
    })
    afterEach(async () => {
      await store.close()
      await harness.dispose()
    })
    const saveAll = async () => {
      for (const content of [makeKawasemi(), makeHibari(), makeUguisu()]) await store.savePaper(await content)
    }
    describeReading(() => store, saveAll)
    describeSearch(() => store, saveAll)
    describeWriting(
      () => store,
      () => harness,
      saveAll,
    )
  })
}

function describeReading(get: () => KnowledgeStore, saveAll: () => Promise<void>): void {
  it('is empty before anything was saved', async () => {
    expect(await get().listPapers()).toEqual([])
    expect(await get().listSections('kawasemi')).toEqual([])
    expect(await get().findSection(1)).toBeUndefined()
    expect(await get().findFacts({})).toEqual([])
    expect(await get().searchText({ terms: ['バックアップ'], concepts: ['backup'] }, { limit: 5 })).toEqual([])
    expect(await get().searchVectors(await toVector('バックアップ'), { limit: 5 })).toEqual([])
  })

  it('returns papers in the order of their ids, with everything that was saved', async () => {
    await saveAll()
    const papers = await get().listPapers()
    expect(papers.map(({ id }) => id)).toEqual(['hibari', 'kawasemi', 'uguisu'])
    const { paper, source } = await makeKawasemi()
    expect(papers[1]).toEqual({ ...paper, source, sectionCount: 3, factCount: 2, older: [] })
  })

  it('returns sections in reading order, and each one by its id', async () => {
    await saveAll()
    const { sections } = await makeKawasemi()
    const stored = await get().listSections('kawasemi')
    expect(stored.map(({ id: _, paperId, ...section }) => ({ paperId, section }))).toEqual(
      sections.map((section) => ({ paperId: 'kawasemi', section })),
    )
    for (const section of stored) expect(await get().findSection(section.id)).toEqual(section)
  })

  it('returns facts with the section they stand in', async () => {
    await saveAll()
    const [, section] = await get().listSections('kawasemi')
    const [fact] = await get().findFacts({ paperIds: ['kawasemi'], attributes: ['backup.retention'] })
    const { section: _, ...expected } = makeFact(1, '14日間')
    expect(fact).toEqual({ ...expected, id: fact?.id, paperId: 'kawasemi', sectionId: section?.id })
  })

  it('gives back all that was saved of a paper, to the last bit', async () => {
    await saveAll()
    for (const content of [await makeKawasemi(), await makeHibari(), await makeUguisu()])
      expect(await get().readPaper(content.paper.id)).toEqual(content)
    expect(await get().readPaper('nobody')).toBeUndefined()
  })

  it('gives back vectors to the last bit, whatever is in them', async () => {
    const content = await makeUguisu()
    const [vector] = content.vectors as [Float32Array]
    // The smallest of all, zero with a sign, a third, one that has no short way to be written.
    vector.set([2 ** -149, -0, 1 / 3, -0.1, 1 - 2 ** -24])
    await get().savePaper(content)
    const [stored] = (await get().readPaper('uguisu'))?.vectors ?? []
    expect(new Uint32Array(stored?.buffer ?? new ArrayBuffer(0))).toEqual(new Uint32Array(vector.buffer))
  })

  it.each([
    [{}, ['30日', '14日間', '毎日']],
    [{ paperIds: ['kawasemi'] }, ['14日間', '毎日']],
    [{ paperIds: ['kawasemi', 'hibari'], attributes: ['backup.retention'] }, ['30日', '14日間']],
    [{ attributes: ['backup.frequency'] }, ['毎日']],
    [{ paperIds: [] }, []],
    [{ attributes: [] }, []],
    [{ paperIds: ['nobody'] }, []],
  ])('finds facts by %j', async (filter, values) => {
    await saveAll()
    expect((await get().findFacts(filter)).map(({ value }) => value)).toEqual(values)
  })
}

function describeSearch(get: () => KnowledgeStore, saveAll: () => Promise<void>): void {
  it('finds passages by a word, and says where they stand', async () => {
    await saveAll()
    const [hit, ...others] = await get().searchText({ terms: ['aes256'], concepts: [] }, { limit: 5 })
    const section = (await get().listSections('kawasemi'))[2]
    expect(others).toEqual([])
    expect(hit).toMatchObject({ paperId: 'kawasemi', sectionId: section?.id, text: ENCRYPTION })
  })

  it('finds passages by a concept that they word otherwise', async () => {
    await saveAll()
    const hits = await get().searchText({ terms: [], concepts: ['backup'] }, { limit: 5 })
    expect(hits.map(({ paperId }) => paperId).sort()).toEqual(['hibari', 'kawasemi', 'uguisu'])
  })

  it('ranks a passage with more of the words higher', async () => {
    await saveAll()
    const hits = await get().searchText({ terms: ['バックアップ', '毎日', '14'], concepts: [] }, { limit: 5 })
    expect(hits.map(({ paperId }) => paperId)).toEqual(['kawasemi', 'uguisu'])
    expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Number.NaN)
  })

  it('ranks a passage with a word that few have above those with a word that many have', async () => {
    await saveAll()
    const hits = await get().searchText({ terms: ['保管', 'aes256'], concepts: [] }, { limit: 5 })
    expect(hits.length).toBeGreaterThan(2)
    expect(hits[0]).toMatchObject({ text: ENCRYPTION })
  })

  it.each([
    [undefined, ['hibari', 'kawasemi', 'uguisu']],
    [['kawasemi'], ['kawasemi']],
    [
      ['kawasemi', 'uguisu'],
      ['kawasemi', 'uguisu'],
    ],
    [['nobody'], []],
    [[], []],
  ])('searches words and vectors within the papers %j only', async (paperIds, expected) => {
    await saveAll()
    const scope = { limit: 9, ...(paperIds && { paperIds }) }
    const byText = await get().searchText({ terms: [], concepts: ['backup'] }, scope)
    const byVector = await get().searchVectors(await toVector('バックアップ'), scope)
    expect([...new Set(byText.map(({ paperId }) => paperId))].sort()).toEqual(expected)
    expect([...new Set(byVector.map(({ paperId }) => paperId))].sort()).toEqual(expected)
  })

  it('returns the nearest vectors first, with their cosine', async () => {
    await saveAll()
    const vector = (await makeKawasemi()).vectors[0] as Float32Array
    const hits = await get().searchVectors(vector, { limit: 3 })
    expect(hits).toHaveLength(3)
    expect(hits[0]).toMatchObject({ paperId: 'kawasemi', text: BACKUP })
    expect(hits[0]?.score).toBeCloseTo(1, 5)
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a))
  })

  it('takes a vector of zeros, which has no direction, for as close to one as to another', async () => {
    await saveAll()
    const zeros = new Float32Array(smallEmbeddings.identity.dimensions)
    const hits = await get().searchVectors(zeros, { limit: 3 })
    expect(hits.map(({ score }) => score)).toEqual([0, 0, 0])
    const blank = await makeUguisu()
    await get().savePaper({ ...blank, vectors: [zeros] })
    const near = await get().searchVectors(await toVector('バックアップ'), {
      paperIds: ['uguisu', 'kawasemi'],
      limit: 9,
    })
    expect(near.map(({ paperId }) => paperId)).toEqual(['kawasemi', 'kawasemi', 'uguisu'])
    expect(near.at(-1)?.score).toBe(0)
  })

  it('returns no more than asked for', async () => {
    await saveAll()
    expect(await get().searchText({ terms: [], concepts: ['backup'] }, { limit: 2 })).toHaveLength(2)
    expect(await get().searchVectors(await toVector('ログ'), { limit: 2 })).toHaveLength(2)
    expect(await get().searchVectors(await toVector('ログ'), { limit: 0 })).toEqual([])
  })

  it.each(['"', "' OR 1=1 --", 'NEAR(', '*', 'tokens:', '-', '^', '\0', '😀', ''])(
    'takes %j as a word that is not there, not as a query language',
    async (term) => {
      await saveAll()
      expect(await get().searchText({ terms: [term], concepts: [term] }, { limit: 5 })).toEqual([])
    },
  )
}

function describeWriting(
  get: () => KnowledgeStore,
  getHarness: () => StoreHarness,
  saveAll: () => Promise<void>,
): void {
  it('replaces the paper with the same id, words, vectors and facts included', async () => {
    await saveAll()
    const changed = makeSection('4.1', '保守', '保守は日曜日に行います。\n')
    await get().savePaper(await makeContent(makePaper('kawasemi', { version: '2.0' }), [changed]))
    expect((await get().listPapers()).map(({ version }) => version)).toEqual(['1.0', '2.0', '1.0'])
    expect(await get().findFacts({ paperIds: ['kawasemi'] })).toEqual([])
    expect(await get().searchText({ terms: ['aes256'], concepts: ['encryption'] }, { limit: 5 })).toEqual([])
    const near = await get().searchVectors(await toVector('バックアップ'), { paperIds: ['kawasemi'], limit: 9 })
    expect(near.map(({ text }) => text)).toEqual(['保守は日曜日に行います。\n'])
  })

  it('gives no place in a list to what was replaced', async () => {
    for (let i = 0; i < 3; i++) await get().savePaper(await makeKawasemi())
    expect(await get().searchText({ terms: ['aes256'], concepts: [] }, { limit: 1 })).toHaveLength(1)
    expect(await get().searchVectors(await toVector('AES-256で暗号化'), { limit: 1 })).toHaveLength(1)
  })

  it('removes a paper from every answer, and says whether it was there', async () => {
    await saveAll()
    expect(await get().removePaper('kawasemi')).toBe(true)
    expect(await get().removePaper('kawasemi')).toBe(false)
    expect((await get().listPapers()).map(({ id }) => id)).toEqual(['hibari', 'uguisu'])
    expect(await get().listSections('kawasemi')).toEqual([])
    expect(await get().searchText({ terms: ['aes256'], concepts: [] }, { limit: 5 })).toEqual([])
    const near = await get().searchVectors(await toVector('AES-256で暗号化'), { limit: 9 })
    expect(near.map(({ paperId }) => paperId)).not.toContain('kawasemi')
  })

  it('keeps the old paper when the new one cannot be saved', async () => {
    await saveAll()
    const before = await get().listSections('hibari')
    const broken = await makeContent(makePaper('hibari'), [makeSection('1', '目的', 'x\n')], [makeFact(5, '1日')])
    await expect(get().savePaper(broken)).rejects.toThrow()
    expect(await get().listSections('hibari')).toEqual(before)
    expect(await get().searchText({ terms: [], concepts: ['log'] }, { limit: 5 })).toHaveLength(1)
  })

  it('refuses vectors of another length or number than it was made for', async () => {
    const content = await makeHibari()
    await expect(get().savePaper({ ...content, vectors: content.vectors.slice(1) })).rejects.toThrow('1 vectors for 2')
    const short = { ...content, vectors: content.vectors.map((vector) => vector.slice(0, 8)) }
    await expect(get().savePaper(short)).rejects.toThrow('8 dimensions instead of')
    await expect(get().searchVectors(new Float32Array(8), { limit: 3 })).rejects.toThrow('8 dimensions')
    expect(await get().listPapers()).toEqual([])
  })

  it('shows what another open store saved or removed with the next call', async () => {
    const other = await getHarness().open()
    try {
      expect(await get().listPapers()).toEqual([])
      await other.savePaper(await makeUguisu())
      expect(await get().listPapers()).toHaveLength(1)
      expect(await get().searchVectors(await toVector('バックアップ'), { limit: 5 })).toHaveLength(1)
      await get().savePaper(await makeHibari())
      expect((await other.listPapers()).map(({ id }) => id)).toEqual(['hibari', 'uguisu'])
      await other.removePaper('uguisu')
      expect(await get().searchText({ terms: [], concepts: ['backup'] }, { limit: 5 })).toHaveLength(1)
    } finally {
      await other.close()
    }
  })
}
