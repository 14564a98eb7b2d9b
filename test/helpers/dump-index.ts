import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

type Row = Readonly<Record<string, unknown>>

/** Everything that an index holds of each document, by its id; keys and other numbers that differ from run to run left out. */
export function dumpIndex(indexDir: string): Readonly<Record<string, string>> {
  const file = join(indexDir, 'posture.db')
  if (!existsSync(file)) return {}
  const database = new Database(file, { readonly: true })
  try {
    const all = (sql: string, ...values: readonly unknown[]) => database.prepare<unknown[], Row>(sql).all(...values)
    database.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, lexicon, 'instance')")
    const contentOf = ({ key, first_passage: first, last_passage: last, ...paper }: Row) => ({
      paper,
      sections: all('SELECT * FROM sections WHERE paper_key = ? ORDER BY id', key).map(withoutIds),
      facts: all('SELECT * FROM facts WHERE paper_key = ? ORDER BY id', key).map(withoutIds),
      passages: all(
        'SELECT text, data FROM passages JOIN vectors ON passage_id = id WHERE paper_key = ? ORDER BY id',
        key,
      ).map(({ text, data }) => ({ text, vector: hash(data as Buffer) })),
      words: all(
        'SELECT term, col, offset, doc - ? AS doc FROM temp.words WHERE doc BETWEEN ? AND ? ORDER BY doc, col, offset',
        ...[first, first, last],
      ),
    })
    const documents: Record<string, string> = {}
    for (const paper of all('SELECT * FROM papers ORDER BY document_id, edition')) {
      const id = String(paper.document_id)
      documents[id] = `${documents[id] ?? ''}${JSON.stringify(contentOf(paper))}\n`
    }
    return documents
  } finally {
    database.close()
  }
}

function withoutIds({ id: _id, paper_key: _key, section_id: _section, ...rest }: Row): Row {
  return rest
}

function hash(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
