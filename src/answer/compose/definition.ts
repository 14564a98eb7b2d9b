import type { StoredPaper } from '../../store/knowledge-store.ts'
import { squash } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { type Composition, type Draft, mark } from './draft.ts'
import { papersThatMention } from './select-papers.ts'

/** What a word means in a paper: the entry that has it for a key. `undefined` where no paper explains it. */
export async function composeDefinition(
  composition: Composition,
  papers: readonly StoredPaper[],
  term: string,
): Promise<Draft | undefined> {
  const { wording, store, citations } = composition
  const wanted = squash(term)
  const lines: string[] = []
  for (const paper of await papersThatMention(store, papers, term)) {
    for (const section of await store.listSections(paper.id)) {
      const entry = toSaid(section.body).find(
        ({ key, text }) =>
          (key !== null && squash(key).replace(/^[・●○-]/u, '') === wanted) || squash(text).startsWith(`${wanted}とは`),
      )
      if (!entry) continue
      const words = entry.quote.replace(/[\t ]+/gu, ' ')
      lines.push(
        `${wording.defines(paper.product, term, `「${words}」`)}${mark(citations.cite(paper, section, entry.quote))}`,
      )
      break
    }
  }
  return lines.length > 0
    ? { status: 'answered', basis: 'passages', lines, table: null, facts: [], suggestions: [] }
    : undefined
}
