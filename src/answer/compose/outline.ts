import type { StoredSection } from '../../domain.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { squash } from '../../text/fold.ts'
import { splitSentences } from '../../text/sentences.ts'
import { labelOf } from './citations.ts'
import { type Composition, citeSection, type Draft, mark } from './draft.ts'

/** Most sentences of a section without sections below it. */
const MAX_SENTENCES = 12

/** What a chapter or section holds: the headings below it, or its first sentences. `undefined` where there is none. */
export async function composeOutline(
  composition: Composition,
  paper: StoredPaper,
  number: string | null,
  heading: string | null,
): Promise<Draft | undefined> {
  const { wording, store, citations } = composition
  const sections = await store.listSections(paper.id)
  const index = findIndex(sections, number, heading)
  const section = sections[index]
  if (!section) return undefined
  const children = childrenOf(sections, index)
  const lines = [wording.outline(paper.product, labelOf(section)) + mark(citeSection(composition, paper, section))]
  for (const child of children) {
    const marker = citeSection(composition, paper, child)
    lines.push(`・${labelOf(child)}${mark(marker)}${firstSentence(child, children.length)}`)
  }
  if (children.length === 0) {
    for (const sentence of splitSentences(section.body).slice(0, MAX_SENTENCES)) {
      lines.push(`・「${sentence.text}」${mark(citations.cite(paper, section, sentence.text))}`)
    }
  }
  return { status: 'answered', basis: 'passages', lines, table: null, facts: [], suggestions: [] }
}

/** With few children each one's first sentence is shown too. */
function firstSentence(section: StoredSection, count: number): string {
  const first = count <= 4 ? splitSentences(section.body)[0]?.text : undefined
  return first === undefined ? '' : `「${first}」`
}

function findIndex(sections: readonly StoredSection[], number: string | null, heading: string | null): number {
  for (const wanted of number?.split('|') ?? []) {
    const index = sections.findIndex((section) => squash(section.number) === squash(wanted))
    if (index >= 0) return index
  }
  if (number !== null) {
    const chapter = /^第?(\d+)章?$/u.exec(number.split('|')[0] ?? '')?.[1]
    const chapters = sections.filter((section) => section.level === 1 && section.number !== '')
    const first = Number(/\d+/u.exec(chapters[0]?.number ?? '')?.[0] ?? 1)
    // A first chapter without a number still has sections that begin with it.
    if (chapter !== undefined && Number(chapter) < first) {
      const child = sections.findIndex((section) => section.number.startsWith(`${chapter}.`))
      return child > 0 ? child - 1 : -1
    }
  }
  const words = squash(heading ?? '')
  return words === '' ? -1 : sections.findIndex((section) => squash(section.heading).includes(words))
}

function childrenOf(sections: readonly StoredSection[], index: number): StoredSection[] {
  const parent = sections[index]
  const children: StoredSection[] = []
  for (const section of sections.slice(index + 1)) {
    if (!parent || section.level <= parent.level) break
    if (section.level === parent.level + 1) children.push(section)
  }
  return children
}
