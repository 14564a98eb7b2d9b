import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelIdentity } from '../models/identity.ts'
import { loadVectorIndex, VECTOR_SPACE, type VectorIndex } from '../retrieval/vector-index.ts'

/** What a saved graph must have been made from to be of use here. */
export interface CacheKey {
  readonly dir: string
  readonly identity: ModelIdentity
  /** Labels of another database mean other passages. */
  readonly databaseId: string
}

/** What stands in `vectors.json` about `vectors.hnsw`. */
interface Manifest {
  readonly format: number
  readonly model: string
  readonly dimensions: number
  readonly space: string
  readonly fingerprint: string
  readonly count: number
  /** The highest label that the graph was ever given: later passages are missing in it. */
  readonly lastLabel: number
  readonly bytes: number
  readonly sha256: string
}

/** Goes up, too, where graphs are built in another way. */
const FORMAT = 3
const LEFTOVER_AGE_MS = 60 * 60 * 1000

/** The graph and its manifest. */
export const GRAPH_FILES = ['vectors.hnsw', 'vectors.json'] as const

/**
 * The saved graph, `undefined` where there is none that fits and is whole. Its manifest is checked, and its bytes
 * against the manifest, before hnswlib sees the file. It may be older than the database: the caller brings it up to date.
 */
export async function loadCachedVectors(key: CacheKey): Promise<VectorIndex | undefined> {
  try {
    const manifest = await readManifest(key)
    if (!manifest || manifest.sha256 !== (await hashFile(graphPath(key.dir)))) return undefined
    return await loadVectorIndex(graphPath(key.dir), key.identity.dimensions)
  } catch {
    // Unreadable, half written, not JSON: all of it means that there is no cache, and the database has everything.
    return undefined
  }
}

/** What is known of the saved graph without reading it. */
export interface CacheState {
  readonly count: number
  /** The highest label that the graph was ever given: later passages are missing in it. */
  readonly lastLabel: number
}

/** The state of the saved graph, `undefined` where there is none that fits. */
export async function readCacheState(key: CacheKey): Promise<CacheState | undefined> {
  const manifest = await readManifest(key).catch(() => undefined)
  if (manifest?.count === undefined || manifest.lastLabel === undefined) return undefined
  return { count: manifest.count, lastLabel: manifest.lastLabel }
}

/**
 * Saves the graph and then its manifest, each under another name first. Two processes that save at once can leave one's
 * graph with the other's manifest; the checksum tells. `false` where it cannot be written, for example in a read-only
 * folder: then it is built again next time.
 */
export async function saveCachedVectors(key: CacheKey, graph: VectorIndex): Promise<boolean> {
  const temporary = join(key.dir, `vectors.${randomUUID()}`)
  try {
    await removeLeftovers(key.dir)
    await graph.save(`${temporary}.hnsw`)
    const written = { bytes: (await stat(`${temporary}.hnsw`)).size, sha256: await hashFile(`${temporary}.hnsw`) }
    const covered = { count: graph.labels.size, lastLabel: graph.lastLabel }
    const manifest: Manifest = { ...toExpected(key), ...covered, ...written }
    await writeFile(`${temporary}.json`, `${JSON.stringify(manifest, null, 2)}\n`)
    await rename(`${temporary}.hnsw`, graphPath(key.dir))
    await rename(`${temporary}.json`, manifestPath(key.dir))
    return true
  } catch {
    return false
  } finally {
    for (const end of ['.hnsw', '.json']) await rm(temporary + end, { force: true }).catch(() => undefined)
  }
}

/** What a process left that was killed while it saved; younger files may be those of one that is saving now. */
async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!/^vectors\.[\da-f-]{36}\.(hnsw|json)$/.test(name)) continue
    const path = join(dir, name)
    if (Date.now() - (await stat(path)).mtimeMs > LEFTOVER_AGE_MS) await rm(path, { force: true })
  }
}

async function readManifest(key: CacheKey): Promise<Partial<Manifest> | undefined> {
  const manifest: Partial<Manifest> | null = JSON.parse(await readFile(manifestPath(key.dir), 'utf8'))
  const expected = Object.entries(toExpected(key))
  if (!manifest || !expected.every(([name, value]) => manifest[name as keyof Manifest] === value)) return undefined
  return manifest.bytes === (await stat(graphPath(key.dir))).size ? manifest : undefined
}

function toExpected({ identity, databaseId }: CacheKey) {
  const fingerprint = createHash('sha256').update(`${identity.fingerprint} database=${databaseId}`).digest('hex')
  const { model, dimensions } = identity
  return { format: FORMAT, model, dimensions, space: VECTOR_SPACE, fingerprint }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

function graphPath(dir: string): string {
  return join(dir, GRAPH_FILES[0])
}

function manifestPath(dir: string): string {
  return join(dir, GRAPH_FILES[1])
}
