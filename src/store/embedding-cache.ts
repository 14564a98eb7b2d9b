import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from './sqlite-driver.ts'

/** Vectors that were paid for, by model, which names its provider, and text; any of them may be lost. */
export interface EmbeddingCache {
  find(text: string): readonly number[] | undefined
  /** Saves all of them or none. */
  save(texts: readonly string[], vectors: readonly (readonly number[])[]): void
  close(): void
}

const FILE = 'embeddings.db'

/** Opens the cache in the index folder; it outlives the index, so that a run that failed or a rebuild pays once. */
export function openEmbeddingCache(dir: string, model: string, dimensions: number): EmbeddingCache {
  mkdirSync(dir, { recursive: true })
  const database = openDatabase(join(dir, FILE))
  database.pragma('journal_mode = WAL')
  database.exec(
    'CREATE TABLE IF NOT EXISTS embeddings (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID',
  )
  const select = database.prepare<[Buffer], { vector: Buffer }>('SELECT vector FROM embeddings WHERE key = ?')
  const insert = database.prepare<[Buffer, Buffer]>('INSERT OR REPLACE INTO embeddings VALUES (?, ?)')
  const keyOf = (text: string) => createHash('sha256').update(`${model}\n${dimensions}\n${text}`).digest()
  return {
    find(text) {
      const vector = select.get(keyOf(text))?.vector
      if (vector?.byteLength !== dimensions * Float32Array.BYTES_PER_ELEMENT) return undefined
      return Array.from({ length: dimensions }, (_, i) => vector.readFloatLE(i * Float32Array.BYTES_PER_ELEMENT))
    },
    save: database.transaction((texts: readonly string[], vectors: readonly (readonly number[])[]) => {
      for (const [i, text] of texts.entries()) insert.run(keyOf(text), toBytes(vectors[i] ?? []))
    }),
    close: () => void database.close(),
  }
}

function toBytes(vector: readonly number[]): Buffer {
  const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT)
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * Float32Array.BYTES_PER_ELEMENT)
  return bytes
}
