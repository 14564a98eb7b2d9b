import { z } from 'zod'
import type { Citation, Language, StoredSection } from '../domain.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from '../store/knowledge-store.ts'
import { squash } from '../text/fold.ts'
import { textsOf } from './interface-texts.ts'
import { toDocumentName, toPlaceName } from './source-line.ts'

/** What finds a cited section again, also after the papers were taken in anew; carried by buttons. */
export const sectionRefSchema = z.object({
  paperId: z.string(),
  section: z.string(),
  heading: z.string(),
  version: z.string().nullable(),
  date: z.string().nullable(),
  language: z.enum(['ja', 'en']),
})

/** See {@link sectionRefSchema}. */
export type SectionRef = z.infer<typeof sectionRefSchema>

/** The reference to the section of a citation. */
export function toSectionRef(citation: Citation, language: Language): SectionRef {
  const { paperId, section, heading, version, date } = citation
  return { paperId, section, heading, version, date, language }
}

/** A whole section, ready to be shown. */
export interface SectionView {
  readonly document: string
  /** Headings above it, outermost first. */
  readonly path: readonly string[]
  readonly place: string
  /** As printed. */
  readonly body: string
  /** Says that the text is of another edition than the one cited; `null` where it is the same. */
  readonly remark: string | null
}

/** Finds a cited section in the papers that are indexed now; `undefined` where it is gone. */
export async function findSectionView(
  store: Pick<KnowledgeStore, 'listPapers' | 'listSections'>,
  ref: SectionRef,
): Promise<SectionView | undefined> {
  const papers = await store.listPapers()
  const cited = withOlder(papers).find(({ id }) => id === ref.paperId)
  const paper = cited ?? papers.find(({ documentId }) => documentId === documentOf(ref.paperId))
  if (!paper) return undefined
  const section = (await store.listSections(paper.id)).find((candidate) => isMeant(candidate, ref))
  return section && toView(paper, section, ref)
}

/** The document of an edition that may be gone. */
function documentOf(paperId: string): string {
  return paperId.split('@')[0] ?? paperId
}

function isMeant({ number, heading }: StoredSection, ref: SectionRef): boolean {
  return (number === '' ? heading : number) === ref.section && squash(heading) === squash(ref.heading)
}

function toView(paper: StoredPaper, section: StoredSection, ref: SectionRef): SectionView {
  const { product, title: document, version, date } = paper
  const current = toDocumentName({ product, document, version, date }, ref.language)
  const cited = toDocumentName({ product, document, version: ref.version, date: ref.date }, ref.language)
  const { number, heading, page } = section
  return {
    document: current,
    path: section.path,
    place: toPlaceName({ section: number === '' ? heading : number, heading, page }),
    body: section.body.trim(),
    remark: current === cited ? null : textsOf(ref.language).otherEdition(cited, current),
  }
}
