import { IndexError } from '../errors.ts'
import type { VectorBlock } from '../retrieval/exact-scan.ts'
import type { Connection } from './sqlite-driver.ts'
import type { PaperEntry } from './sqlite-rows.ts'

/** What may stay in memory; the papers used longest ago go first. */
const MAX_BYTES = 256 * 1024 * 1024

/**
 * Reads a paper's vectors in one piece and keeps them: a paper's key stands for one content only, so they never go
 * stale. Passages that are gone from the database are missing from the block.
 */
export function createBlockReader(connection: Connection, dimensions: number): (paper: PaperEntry) => VectorBlock {
  const select = connection.prepare<[number, number], { passage_id: number; data: Buffer }>(
    'SELECT passage_id, data FROM vectors WHERE passage_id BETWEEN ? AND ? ORDER BY passage_id',
  )
  const blocks = new Map<number, VectorBlock>()
  let bytes = 0
  const read = ({ first, last }: PaperEntry): VectorBlock => {
    const rows = select.all(first, last)
    const vectors = new Float32Array(rows.length * dimensions)
    const target = new Uint8Array(vectors.buffer)
    for (const [i, { passage_id, data }] of rows.entries()) {
      if (data.byteLength !== dimensions * 4) {
        const message = `The vector of passage ${passage_id} has another length: run \`npm run ingest -- --rebuild PATH ...\` with all of your papers.`
        throw new IndexError('INDEX_BROKEN', message)
      }
      target.set(data, i * data.byteLength)
    }
    return { labels: rows.map((row) => row.passage_id), vectors }
  }
  return (paper) => {
    const block = blocks.get(paper.key) ?? read(paper)
    bytes += blocks.delete(paper.key) ? 0 : block.vectors.byteLength
    blocks.set(paper.key, block)
    for (const [key, oldest] of blocks) {
      if (bytes <= MAX_BYTES) break
      blocks.delete(key)
      bytes -= oldest.vectors.byteLength
    }
    return block
  }
}
