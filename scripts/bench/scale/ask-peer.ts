import { readFile } from 'node:fs/promises'
import { load, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import { z } from 'zod'
import { loadCatalog } from '../../../src/knowledge/catalog.ts'
import type { Vocabulary } from '../../../src/knowledge/vocabulary.ts'
import { LocalEmbeddings } from '../../../src/models/local-embeddings.ts'
import { scanExactly } from '../../../src/retrieval/exact-scan.ts'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import { toConceptTokens } from '../../../src/store/concept-tokens.ts'
import { fold } from '../../../src/text/fold.ts'
import { toTokens } from '../../../src/text/tokens.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'
import { DEPTH, type ScaleQuery } from './ask-about.ts'
import type { Peer, ResultOf } from './jobs.ts'
import { type Found, measureSearches } from './measure-ours.ts'
import { MINI_SEARCH } from './mini-search.ts'
import { createOrama } from './orama.ts'
import { PEER_FIELDS, peerFile } from './peer-files.ts'

/** Loads a peer's index and searches it; `ms` is from the start of the process to its first result. */
export async function askPeer(job: {
  readonly peer: Peer
  readonly dir: string
  readonly queries: readonly ScaleQuery[]
}): Promise<Omit<ResultOf<'ask peer'>, 'residentBytes'>> {
  const { vocabulary } = loadCatalog(KNOWLEDGE_DIR)
  const find = await OPENERS[job.peer](job.dir, vocabulary)
  const [first] = job.queries
  if (first) await find(first)
  const ms = performance.now()
  return { ms, searched: await measureSearches(job.queries, find, (found) => found) }
}

type Open = (
  dir: string,
  vocabulary: Vocabulary,
) => Promise<(query: ScaleQuery) => Promise<readonly Found[]> | readonly Found[]>

const placeSchema = z.object({ product: z.string(), heading: z.string() })

const OPENERS: Readonly<Record<Peer, Open>> = {
  async 'exact scan'(dir, vocabulary) {
    const places = z.array(placeSchema).parse(JSON.parse(await readFile(peerFile(dir, 'places.json'), 'utf8')))
    const bytes = await readFile(peerFile(dir, 'vectors.bin'))
    const vectors = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    const blocks = [{ labels: places.map((_, i) => i), vectors }]
    const embeddings = new LocalEmbeddings(vocabulary)
    return async ({ text }) =>
      scanExactly(blocks, toUnitVector(await embeddings.embedQuery(text)), DEPTH.limit).flatMap(({ label, score }) => {
        const place = places[label]
        return place ? [{ ...place, cosine: score }] : []
      })
  },
  async MiniSearch(dir, vocabulary) {
    const index = MiniSearch.loadJSON(await readFile(peerFile(dir, 'index.json'), 'utf8'), MINI_SEARCH)
    return (query) => z.array(placeSchema).parse(index.search(toWords(query, vocabulary)).slice(0, DEPTH.limit))
  },
  async Orama(dir, vocabulary) {
    const index = createOrama()
    load(index, JSON.parse(await readFile(peerFile(dir, 'index.json'), 'utf8')))
    return async (query) => {
      const asked = { term: toWords(query, vocabulary), properties: [...PEER_FIELDS], limit: DEPTH.limit, threshold: 1 }
      const { hits } = await search(index, asked)
      return z.array(placeSchema).parse(hits.map(({ document }) => document))
    }
  },
}

function toWords({ text }: ScaleQuery, vocabulary: Vocabulary): string {
  const folded = fold(text)
  const concepts = vocabulary.find(folded).map((hit) => hit.concept)
  return [...new Set([...toTokens(folded), ...toConceptTokens(vocabulary, concepts)])].join(' ')
}
