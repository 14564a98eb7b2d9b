import type { StoredSection } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { type Bearer, createOthers, findRole, type Others } from '../../text/others.ts'
import { isCell, type Statement } from '../../text/statement.ts'
import { type Composition, type Draft, plainDraft, sayQuoted } from './draft.ts'

/** A longer paper is not read to its end for one question. */
const MAX_SECTIONS = 500
const MAX_LINES = 4

/** Whether a statement is said of who is asked about. */
type IsOf = (folded: string, bearer: Bearer) => boolean

/**
 * What a paper says of another company that a question names: 「委託先の…はISO 27001を取得していますか」, "Is the hosting
 * provider certified?". The vendor's own facts are no answer to it. `undefined` where none is named.
 */
export async function composeAboutOthers(
  composition: Composition,
  paper: StoredPaper,
  attributes: readonly Attribute[],
): Promise<Draft | undefined> {
  const { understanding, wording } = composition
  const ofVendor = attributes.filter(isOfVendor)
  if (ofVendor.length === 0 || !mayNameOthers(composition, ofVendor)) return undefined
  const others = OTHERS.get(paper) ?? createOthers(paper, await readSections(composition, paper))
  OTHERS.set(paper, others)
  const asked = findAsked(composition, ofVendor, others.findName(understanding.text, understanding.features.words))
  if (asked.length === 0) return undefined
  const sections = await readSections(composition, paper)
  const about = new Set(ofVendor.flatMap(({ find }) => find.flatMap((rule) => rule.about)))
  for (const isOf of asked) {
    const lines = sections.flatMap((section) => sayOfOthers(composition, { paper, section, others, about, isOf }))
    if (lines.length > 0)
      return {
        status: 'answered',
        basis: 'passages',
        lines: lines.slice(0, MAX_LINES),
        table: null,
        facts: [],
        suggestions: [],
      }
  }
  // Only of a certificate is what the vendor has surely no answer.
  const isMissing = ofVendor.some(({ certification }) => certification)
  return isMissing ? plainDraft('not_stated', wording.notFound(paper.product)) : undefined
}

/** The companies of papers that were asked about, as long as the list of papers is the same. */
const OTHERS = new WeakMap<StoredPaper, Others>()

/** Whether a question has words that nothing else accounts for, or asks for a certificate, which others have, too. */
function mayNameOthers({ understanding }: Composition, attributes: readonly Attribute[]): boolean {
  return understanding.features.words.size > 0 || attributes.some(({ certification }) => certification)
}

async function readSections({ store }: Composition, { id }: StoredPaper): Promise<readonly StoredSection[]> {
  return (await store.listSections(id)).slice(0, MAX_SECTIONS)
}

interface Sought {
  readonly paper: StoredPaper
  readonly section: StoredSection
  readonly others: Others
  /** Concepts of the matter. */
  readonly about: ReadonlySet<string>
  readonly isOf: IsOf
}

function sayOfOthers(composition: Composition, { paper, section, others, about, isOf }: Sought): readonly string[] {
  const bearerOf = others.readSection(section)
  return toSaid(section.body).flatMap((statement) => {
    if (statement.isHead) return []
    const folded = fold(statement.text)
    const bearer = bearerOf(statement, folded)
    const isMatter = composition.catalog.vocabulary.find(folded).some(({ concept }) => about.has(concept))
    if (!isMatter || !isOf(wordsOf(statement), bearer)) return []
    const { text, quote, key } = statement
    const said = isCell(statement) ? { words: text, above: key ?? '' } : { words: quote, above: '' }
    return [sayQuoted(composition, paper, section, { ...said, quote })]
  })
}

function wordsOf({ text, key, labels, quote }: Statement): string {
  return fold([text, key ?? '', ...labels, quote].join('\n'))
}

/** What is asked of a vendor for itself; a cloud or a sub-processor is asked about by attributes of its own. */
function isOfVendor({ certification, find }: Attribute): boolean {
  const concepts = find.flatMap(({ about, with: others }) => [...about, ...others])
  return certification || !concepts.some((concept) => OF_OTHERS.has(concept))
}

const OF_OTHERS: ReadonlySet<string> = new Set([
  'supplier',
  'cloud-provider',
  'datacenter',
  'region',
  'location',
  'company',
])

/**
 * Who is asked about, the first whom the paper tells something of: a company that it names; for certificates also a cloud,
 * or what others are to the vendor.
 */
function findAsked(
  { understanding, catalog }: Composition,
  attributes: readonly Attribute[],
  name: string | undefined,
): readonly IsOf[] {
  if (name !== undefined) return [(words, bearer) => bearer !== 'vendor' && squash(words).includes(name)]
  if (!attributes.some(({ certification }) => certification)) return []
  const folded = fold(understanding.text)
  const cloud = (catalog.values.get('clouds') ?? []).find(({ pattern }) => folded.match(pattern) !== null)
  if (cloud) return [(words) => words.match(cloud.pattern) !== null && !/当社|弊社|\b(?:we|our)\b/u.test(words)]
  const role = findRole(folded)
  if (role === undefined) return []
  const isSupplier: IsOf = (_, bearer) => bearer === 'supplier'
  // Who hosts may stand in the list of sub-processors.
  return role === 'supplier' ? [isSupplier] : [(_, bearer) => bearer === 'operator', isSupplier]
}
