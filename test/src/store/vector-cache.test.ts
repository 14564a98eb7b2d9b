import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import type { KnowledgeStore } from '../../../src/store/knowledge-store.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection, smallEmbeddings } from '../../helpers/paper-content.ts'

// Everything goes through the graph.
const GRAPH_ONLY = { exactLimit: 0 }

async function savePapers(store: KnowledgeStore, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const sections = ['バックアップ', '暗号化', 'ログ', '連絡先'].map((heading, j) =>
      makeSection(`${j + 1}`, heading, `${heading}について${i}番の製品が行うことを述べます。\n`),
    )
    await store.savePaper(await makeContent(makePaper(`paper-${String(i).padStart(2, '0')}`), sections))
  }
}

async function findNearest(store: KnowledgeStore, i: number): Promise<string | undefined> {
  const text = `製品paper-${String(i).padStart(2, '0')}\n4 運用のセキュリティ\n暗号化\n暗号化について${i}番の製品が行うことを述べます。\n`
  const hits = await store.searchVectors(toUnitVector(await smallEmbeddings.embedQuery(text)), { limit: 3 })
  return hits[0]?.text
}

function toText(i: number): string {
  return `暗号化について${i}番の製品が行うことを述べます。\n`
}

async function buildIndex() {
  const dir = makeFolder()
  const store = await openSmallStore(dir, 'write', GRAPH_ONLY)
  await savePapers(store, 0, 20)
  await store.close()
  const [graph, manifest] = [join(dir, 'vectors.hnsw'), join(dir, 'vectors.json')]
  return { dir, graph, manifest, readManifest: () => JSON.parse(readFileSync(manifest, 'utf8')) }
}

describe('The graph beside the database', () => {
  it('is written when a writer closes, with what it was made from', async () => {
    const { graph, readManifest } = await buildIndex()
    const { model, dimensions } = smallEmbeddings.identity
    expect(readManifest()).toMatchObject({ format: 3, model, dimensions, space: 'cosine', count: 80, lastLabel: 80 })
    expect(readManifest().bytes).toBe(readFileSync(graph).length)
  })

  it('is left alone when nothing was written', async () => {
    const { dir, manifest } = await buildIndex()
    const before = readFileSync(manifest, 'utf8')
    await (await openSmallStore(dir, 'write', GRAPH_ONLY)).close()
    expect(readFileSync(manifest, 'utf8')).toBe(before)
  })

  it.each<[string, (files: { graph: string; manifest: string }) => void]>([
    ['missing', ({ graph }) => rmSync(graph)],
    ['cut off', ({ graph }) => truncateSync(graph, 1000)],
    ['damaged at the same length', ({ graph }) => writeFileSync(graph, readFileSync(graph).fill(0xff, 5000))],
    ['readable with rubbish for vectors', ({ graph }) => writeFileSync(graph, blankVectors(readFileSync(graph)))],
    ['without its manifest', ({ manifest }) => rmSync(manifest)],
    ['with a manifest that is not JSON', ({ manifest }) => writeFileSync(manifest, '{"format":')],
    ['with a manifest that is null', ({ manifest }) => writeFileSync(manifest, 'null')],
    ['of another format', ({ manifest }) => change(manifest, { format: 1 })],
    ['of another model', ({ manifest }) => change(manifest, { model: 'other' })],
    ['of other dimensions', ({ manifest }) => change(manifest, { dimensions: 64 })],
    ['of another space', ({ manifest }) => change(manifest, { space: 'l2' })],
    ['of another database', ({ manifest }) => change(manifest, { fingerprint: '0' })],
  ])('is made anew from the database when it is %s', async (_, damage) => {
    const { dir, graph, manifest, readManifest } = await buildIndex()
    damage({ graph, manifest })
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    for (const i of [0, 7, 19]) expect(await findNearest(reader, i)).toBe(toText(i))
    await reader.close()
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    await writer.removePaper('nobody')
    expect(await findNearest(writer, 3)).toBe(toText(3))
    await writer.close()
    expect(readManifest()).toMatchObject({ format: 3, space: 'cosine', count: 80 })
    expect(existsSync(graph)).toBe(true)
  })

  it('is not used for another database, though all its labels are there', async () => {
    const { dir } = await buildIndex()
    const other = makeFolder()
    const writer = await openSmallStore(other, 'write', GRAPH_ONLY)
    for (let i = 19; i >= 0; i--) await savePapers(writer, i, i + 1)
    await writer.close()
    for (const name of ['vectors.hnsw', 'vectors.json']) copyFileSync(join(other, name), join(dir, name))
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    for (const i of [0, 7, 19]) expect(await findNearest(reader, i)).toBe(toText(i))
    await reader.close()
  })

  it('takes in what was saved and removed since it was written', async () => {
    const { dir, graph, manifest, readManifest } = await buildIndex()
    const old = { graph: readFileSync(graph), manifest: readFileSync(manifest) }
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    await savePapers(writer, 18, 22)
    await writer.removePaper('paper-00')
    await writer.close()
    expect(readManifest()).toMatchObject({ count: 84 })
    for (const isStale of [false, true]) {
      if (isStale) {
        writeFileSync(graph, old.graph)
        writeFileSync(manifest, old.manifest)
      }
      const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
      for (const i of [1, 18, 21]) expect(await findNearest(reader, i)).toBe(toText(i))
      expect(await findNearest(reader, 0)).not.toBe(toText(0))
      await reader.close()
    }
  })

  it('shows a reader that has it open what another writer saved', async () => {
    const { dir } = await buildIndex()
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    expect(await findNearest(reader, 5)).toBe(toText(5))
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    await savePapers(writer, 30, 31)
    expect(await findNearest(reader, 30)).toBe(toText(30))
    await writer.removePaper('paper-30')
    expect(await findNearest(reader, 30)).not.toBe(toText(30))
    await writer.close()
    await reader.close()
  })

  it('does without its file where that cannot be written', async () => {
    const { dir, graph } = await buildIndex()
    rmSync(graph)
    mkdirSync(join(graph, 'in-the-way'), { recursive: true })
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    await savePapers(writer, 20, 21)
    await writer.close()
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    expect(await findNearest(reader, 20)).toBe(toText(20))
    await reader.close()
  })

  it('is made by a reader in the background where much is missing, while the exact scan answers', async () => {
    const dir = makeFolder()
    const writer = await openSmallStore(dir, 'write')
    const sections = Array.from({ length: 600 }, (_, i) => makeSection(`${i}`, '規程', `第${i}条を定めます。\n`))
    await writer.savePaper(await makeContent(makePaper('long'), sections))
    await writer.close()
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    const vector = toUnitVector(
      await smallEmbeddings.embedQuery('製品long 運用のセキュリティ 規程 第321条を定めます。'),
    )
    const exact = await reader.searchVectors(vector, { limit: 3 })
    expect(exact[0]?.text).toBe('第321条を定めます。\n')
    await vi.waitFor(() => expect(existsSync(join(dir, 'vectors.json'))).toBe(true), 30_000)
    const near = await reader.searchVectors(vector, { limit: 3 })
    expect(near[0]).toEqual({ ...exact[0], score: expect.closeTo(exact[0]?.score ?? 0, 4) })
    await reader.close()
  })

  it('is not written again for a few papers more, which are found beside it', async () => {
    const dir = makeFolder()
    const limit = { exactLimit: 8 }
    const save = async (from: number, to: number) => {
      const writer = await openSmallStore(dir, 'write', limit)
      await savePapers(writer, from, to)
      await writer.close()
      return readFileSync(join(dir, 'vectors.json'), 'utf8')
    }
    const before = await save(0, 20)
    expect(await save(20, 22)).toBe(before)
    const reader = await openSmallStore(dir, 'read', limit)
    for (const i of [0, 19, 20, 21]) expect(await findNearest(reader, i)).toBe(toText(i))
    await reader.close()
    expect(JSON.parse(await save(22, 23))).toMatchObject({ count: 92 })
  })

  it('is not made where all passages are compared one by one', async () => {
    const dir = makeFolder()
    const writer = await openSmallStore(dir, 'write', { exactLimit: 80 })
    await savePapers(writer, 0, 20)
    await writer.close()
    expect(existsSync(join(dir, 'vectors.json'))).toBe(false)
  })

  it('leaves no files of writers that were killed long ago', async () => {
    const { dir } = await buildIndex()
    const [old, young] = ['1', '2'].map((digit) => join(dir, `vectors.${digit.repeat(36)}.hnsw`)) as [string, string]
    for (const path of [old, young]) writeFileSync(path, 'half a graph')
    utimesSync(old, 0, 0)
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    await savePapers(writer, 20, 21)
    await writer.close()
    expect([existsSync(old), existsSync(young)]).toEqual([false, true])
  })

  it('is not shrunk to nothing by many replacements', async () => {
    const { dir, readManifest } = await buildIndex()
    const writer = await openSmallStore(dir, 'write', GRAPH_ONLY)
    for (let round = 0; round < 3; round++) await savePapers(writer, 0, 20)
    expect(await findNearest(writer, 4)).toBe(toText(4))
    await writer.close()
    expect(readManifest().count).toBe(80)
    const reader = await openSmallStore(dir, 'read', GRAPH_ONLY)
    expect(await findNearest(reader, 4)).toBe(toText(4))
    await reader.close()
  })
})

/** hnswlib's header: elements at byte 16, bytes of each at 24, offset of the vector in each at 40; the elements at 96. */
function blankVectors(bytes: Buffer): Buffer {
  const [count, size, offset] = [16, 24, 40].map((at) => Number(bytes.readBigUInt64LE(at))) as [number, number, number]
  for (let i = 0; i < count; i++) {
    const start = 96 + i * size + offset
    bytes.fill(0, start, start + smallEmbeddings.identity.dimensions * 4)
  }
  return bytes
}

function change(manifest: string, values: Record<string, unknown>): void {
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...values }))
}
