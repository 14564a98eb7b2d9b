import { Embeddings } from '@langchain/core/embeddings'
import { describe, expect, it } from 'vitest'
import type { Vocabulary } from '../../../src/knowledge/vocabulary.ts'
import { LocalEmbeddings } from '../../../src/models/local-embeddings.ts'
import { smallVocabulary } from '../../helpers/small-vocabulary.ts'

const embeddings = new LocalEmbeddings(smallVocabulary)

async function similarity(a: string, b: string): Promise<number> {
  const [va = [], vb = []] = await embeddings.embedDocuments([a, b])
  return va.reduce((sum, value, i) => sum + value * (vb[i] ?? 0), 0)
}

function withConcepts(count: number, fingerprint = 'n'): Vocabulary {
  return { fingerprint, forms: [], concepts: Array.from({ length: count }, (_, i) => `concept-${i}`), find: () => [] }
}

describe('Local embeddings', () => {
  it('are a LangChain embedding model', () => {
    expect(embeddings).toBeInstanceOf(Embeddings)
  })

  it.each([
    [0, 512],
    [128, 512],
    [129, 640],
    [250, 640],
    [257, 768],
  ])('have room for %i concepts beside the hashed words in %i dimensions', async (count, dimensions) => {
    const model = new LocalEmbeddings(withConcepts(count))
    expect(model.identity.dimensions).toBe(dimensions)
    expect(await model.embedQuery('稼働率')).toHaveLength(dimensions)
  })

  it('are unit length, for a query the same as for a document, in every run', async () => {
    const text = 'バックアップはAES-256で暗号化します。'
    const [document = []] = await embeddings.embedDocuments([text])
    expect(Math.hypot(...document)).toBeCloseTo(1, 10)
    expect(await embeddings.embedQuery(text)).toEqual(document)
    expect(await new LocalEmbeddings(smallVocabulary).embedQuery(text)).toEqual(document)
    expect(
      document
        .map((value, i) => [i, Math.round(value * 1e4)])
        .filter(([, value]) => value !== 0)
        .slice(0, 2),
    ).toEqual([
      [0, 5000],
      [1, 5000],
    ])
  })

  it('of nothing to read are zero, not NaN', async () => {
    for (const text of ['', '😀！？', ' \n']) {
      expect((await embeddings.embedQuery(text)).every((value) => value === 0)).toBe(true)
    }
  })

  it('are closer for the same thing in other words than for another thing in like words', async () => {
    const question = 'バックアップの取得頻度'
    expect(await similarity(question, '毎日、複製を保管しています。')).toBeGreaterThan(
      await similarity(question, '権限の取得を申請する頻度'),
    )
  })

  it('are closer for the same words where no concept is known', async () => {
    const question = '委託先の管理'
    expect(await similarity(question, '委託先を年1回評価し管理します。')).toBeGreaterThan(
      await similarity(question, '準拠法は日本法です。'),
    )
  })

  it('change their identity with the vocabulary and its size', () => {
    const { identity } = new LocalEmbeddings(withConcepts(3, 'one'))
    expect(new LocalEmbeddings(withConcepts(3, 'one')).identity).toEqual(identity)
    expect(new LocalEmbeddings(withConcepts(3, 'two')).identity.fingerprint).not.toBe(identity.fingerprint)
    expect(identity.fingerprint).toContain(process.versions.icu)
  })
})
