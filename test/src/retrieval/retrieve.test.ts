import { describe, expect, it } from 'vitest'
import { ModelError } from '../../../src/errors.ts'
import { createRetriever, type RetrieverParts } from '../../../src/retrieval/retrieve.ts'
import { WhitepaperRetriever } from '../../../src/retrieval/whitepaper-retriever.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection, smallEmbeddings } from '../../helpers/paper-content.ts'
import { smallVocabulary } from '../../helpers/small-vocabulary.ts'

const SECTIONS = [
  makeSection('1', 'データの複製', '複製を保管する期間は30日です。\n'),
  makeSection('2', '暗号', '通信はTLS 1.3で暗号化します。\n'),
  makeSection('3', '記録', '監査証跡は1年間保管し、管理画面から閲覧できます。\n'),
  makeSection('4', '準拠法', '本契約は日本法に準拠します。\n'),
]

async function openParts(changes: Partial<RetrieverParts> = {}) {
  const store = await openSmallStore(makeFolder(), 'write')
  for (const id of ['mozu', 'toki']) await store.savePaper(await makeContent(makePaper(id), SECTIONS))
  const retrieve = createRetriever({ store, embeddings: smallEmbeddings, vocabulary: smallVocabulary, ...changes })
  return { store, retrieve }
}

describe('Retrieval', () => {
  it.each([
    ['a concept that the paper words otherwise', 'バックアップはいつまで？', '複製を保管する期間は30日です。\n'],
    ['an English word for it', 'How is data encrypted?', '通信はTLS 1.3で暗号化します。\n'],
    ['a word of the paper', '日本法ですか', '本契約は日本法に準拠します。\n'],
    ['a name with a version, spaced otherwise', 'TLSv1.3に対応？', '通信はTLS 1.3で暗号化します。\n'],
    [
      'a concept and a word together',
      'ログは管理画面から見られる？',
      '監査証跡は1年間保管し、管理画面から閲覧できます。\n',
    ],
  ])('finds the passage by %s', async (_, question, text) => {
    const { store, retrieve } = await openParts()
    const [first] = await retrieve(question, { paperIds: ['toki'], limit: 3 })
    expect(first).toMatchObject({ paperId: 'toki', text, ranks: { lexical: 1, vector: expect.any(Number) } })
    await store.close()
  })

  it('prefers the paper that the question names where all are searched', async () => {
    const { store, retrieve } = await openParts()
    expect((await retrieve('製品tokiの準拠法', { limit: 1 }))[0]?.paperId).toBe('toki')
    expect((await retrieve('製品mozuの準拠法', { limit: 1 }))[0]?.paperId).toBe('mozu')
    await store.close()
  })

  it('returns as many as asked for, each passage once, best first', async () => {
    const { store, retrieve } = await openParts()
    const found = await retrieve('暗号化とログとバックアップ', { limit: 5 })
    expect(new Set(found.map(({ passageId }) => passageId)).size).toBe(5)
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
    expect(await retrieve('暗号化', { limit: 0 })).toHaveLength(0)
    expect(await retrieve('', { limit: 5 })).toBeDefined()
    await store.close()
  })

  it('goes on with the words alone when the embedding model fails, and says so', async () => {
    const failure = new ModelError('the embedding model did not answer')
    const { store, retrieve } = await openParts({ embeddings: { embedQuery: () => Promise.reject(failure) } })
    const found = await retrieve('TLS 1.3', { limit: 3 })
    expect(found.degraded).toBe(failure)
    expect(found[0]).toMatchObject({ text: '通信はTLS 1.3で暗号化します。\n', ranks: { lexical: 1, vector: null } })
    await store.close()
  })

  it('is not degraded when nothing failed, and passes other faults on', async () => {
    const { store, retrieve } = await openParts()
    expect((await retrieve('準拠法', { limit: 1 })).degraded).toBeUndefined()
    const broken = await openParts({ embeddings: { embedQuery: () => Promise.reject(new TypeError('a bug')) } })
    await expect(broken.retrieve('準拠法', { limit: 1 })).rejects.toThrow('a bug')
    await broken.store.close()
    await store.close()
  })
})

describe('The LangChain retriever', () => {
  it('returns documents that say where they stand', async () => {
    const { store, retrieve } = await openParts()
    const retriever = new WhitepaperRetriever(retrieve, { paperIds: ['mozu'], limit: 2 })
    const [document, ...others] = await retriever.invoke('準拠法は？')
    const [evidence] = await retrieve('準拠法は？', { paperIds: ['mozu'], limit: 2 })
    expect(others).toHaveLength(1)
    expect(document?.pageContent).toBe('本契約は日本法に準拠します。\n')
    const { paperId, sectionId, passageId, score } = evidence ?? {}
    expect(document?.metadata).toEqual({ paperId, sectionId, passageId, score })
    await store.close()
  })
})
