import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { insert, save } from '@orama/orama'
import MiniSearch from 'minisearch'
import { loadCatalog } from '../../../src/knowledge/catalog.ts'
import type { Vocabulary } from '../../../src/knowledge/vocabulary.ts'
import { LocalEmbeddings } from '../../../src/models/local-embeddings.ts'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import { toConceptTokens } from '../../../src/store/concept-tokens.ts'
import { fold } from '../../../src/text/fold.ts'
import { toTokens } from '../../../src/text/tokens.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'
import type { Peer, ResultOf } from './jobs.ts'
import { MINI_SEARCH } from './mini-search.ts'
import { createOrama } from './orama.ts'
import { type PeerPassage, passagesOf } from './passages-of.ts'
import { peerFile } from './peer-files.ts'

/** Takes all passages of our index into a peer's and writes it to files; the time is without reading ours. */
export async function buildPeer(job: {
  readonly peer: Peer
  readonly indexDir: string
  readonly dir: string
}): Promise<Omit<ResultOf<'build peer'>, 'residentBytes'>> {
  const { vocabulary } = loadCatalog(KNOWLEDGE_DIR)
  await mkdir(job.dir, { recursive: true })
  const passages: PeerPassage[] = []
  for await (const passage of passagesOf(job.indexDir)) passages.push(passage)
  const started = performance.now()
  const files = await BUILDERS[job.peer](passages, vocabulary, job.dir)
  const ms = performance.now() - started
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  return { ms, passages: passages.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

type Build = (passages: readonly PeerPassage[], vocabulary: Vocabulary, dir: string) => Promise<readonly string[]>

const BUILDERS: Readonly<Record<Peer, Build>> = {
  'exact scan': writeVectors,
  async MiniSearch(passages, vocabulary, dir) {
    const index = new MiniSearch(MINI_SEARCH)
    for (const [id, passage] of passages.entries()) index.add({ id, ...toDocument(passage, vocabulary) })
    const file = peerFile(dir, 'index.json')
    await writeFile(file, JSON.stringify(index))
    return [file]
  },
  async Orama(passages, vocabulary, dir) {
    const index = createOrama()
    for (const passage of passages) await insert(index, toDocument(passage, vocabulary))
    const file = peerFile(dir, 'index.json')
    await writeFile(file, JSON.stringify(save(index)))
    return [file]
  },
}

async function writeVectors(
  passages: readonly PeerPassage[],
  vocabulary: Vocabulary,
  dir: string,
): Promise<readonly string[]> {
  const embeddings = new LocalEmbeddings(vocabulary)
  const stream = createWriteStream(peerFile(dir, 'vectors.bin'))
  for (const { indexText } of passages) {
    const [vector = []] = await embeddings.embedDocuments([indexText])
    if (!stream.write(new Uint8Array(toUnitVector(vector).buffer))) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  const places = passages.map(({ product, heading, text }) => ({ product, heading, text }))
  await writeFile(peerFile(dir, 'places.json'), JSON.stringify(places))
  return [peerFile(dir, 'vectors.bin'), peerFile(dir, 'places.json')]
}

function toDocument({ product, heading, text, indexText }: PeerPassage, vocabulary: Vocabulary) {
  const folded = fold(indexText)
  const concepts = vocabulary.find(folded).map((hit) => hit.concept)
  return {
    product,
    heading,
    text,
    tokens: toTokens(folded).join(' '),
    concepts: toConceptTokens(vocabulary, concepts).join(' '),
  }
}
