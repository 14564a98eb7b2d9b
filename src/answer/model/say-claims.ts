import type { Answer, AnswerFact } from '../../domain.ts'
import { squash } from '../../text/fold.ts'
import { type Composition, mark } from '../compose/draft.ts'
import type { Support, VerifiedClaim } from './claim.ts'

/** Longest stretch of a section that is quoted for one claim, in characters. */
const MAX_QUOTE = 240

/**
 * The answer in the words of claims: each with the markers of what it rests on, between those sentences of the bot's own
 * that say something beside. `undefined` where a fact's section would not be cited any more.
 */
export function sayClaims(
  answer: Answer,
  claims: readonly VerifiedClaim[],
  composition: Composition,
): Answer | undefined {
  const { citations } = composition
  const lines = claims.map(({ claim, support }) => {
    const markers = toStretches(support).map(({ source, quote }) => citations.cite(source.paper, source.section, quote))
    const shown = [...new Set(markers)].map(mark).join('')
    const text = claim.text.trim()
    return /[。.]$/u.test(text) ? text.replace(/([。.])$/u, `${shown}$1`) : `${text}${shown}`
  })
  const { before, after } = besideLines(answer, claims, composition)
  const text = [...before, ...lines, ...after].join('\n')
  const shown = citations.citations.filter(({ marker }) => text.includes(mark(marker)))
  const facts = answer.facts.map((fact) => citeAgain(fact, answer, shown))
  if (facts.some((fact) => fact === undefined)) return undefined
  return {
    ...answer,
    status: 'answered',
    basis: 'model',
    text,
    facts: facts.filter((fact) => fact !== undefined),
    citations: shown,
  }
}

/** Neighbours in one section are quoted in one piece. */
function toStretches(support: readonly Support[]): readonly Support[] {
  const sources = new Set(support.map(({ source }) => source))
  return [...sources].flatMap((source) => {
    const own = support.filter((one) => one.source === source)
    const { body } = source.section
    const starts = own.map(({ quote }) => body.indexOf(quote))
    const start = Math.min(...starts)
    const end = Math.max(...own.map(({ quote }, i) => (starts[i] ?? 0) + quote.length))
    return start >= 0 && end - start <= MAX_QUOTE ? [{ source, quote: body.slice(start, end) }] : own
  })
}

/**
 * What the claims leave out: sentences without a source that stand before and behind what is cited, and those whose
 * source no claim rests on. Heads of lists go with their lists.
 */
function besideLines(
  { text, facts, citations }: Answer,
  claims: readonly VerifiedClaim[],
  composition: Composition,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const covered = findCovered(facts, citations, claims, composition)
  const lines = text.split('\n')
  const isSaid = (line: string) => {
    const markers = [...line.matchAll(MARKERS)].map((match) => Number(match[1]))
    return markers.length > 0 && markers.every((marker) => covered.has(marker))
  }
  const isBeside = (line: string, i: number) => {
    const next = lines[i + 1] ?? ''
    return /[：:]$/u.test(line) ? MARKER.test(next) && !isSaid(next) : !isSaid(line)
  }
  const first = Math.max(lines.findIndex(isSaid), 0)
  return {
    before: lines.slice(0, first).filter(isBeside),
    after: lines.slice(first).filter((line, i) => isBeside(line, first + i)),
  }
}

/** Markers of what the claims say, too: of all facts, and of quotes that a claim rests on. */
function findCovered(
  facts: Answer['facts'],
  citations: Answer['citations'],
  claims: readonly VerifiedClaim[],
  { citations: { sections } }: Composition,
): ReadonlySet<number> {
  const support = claims.flatMap((claim) => claim.support)
  const covered = citations.filter(({ marker, quote }) => {
    const own = support.filter(({ source }) => source.section.id === sections.get(marker)?.id)
    const isOfFact = facts.some(({ citation }) => citation === marker)
    return isOfFact || own.some((one) => one.quote.includes(quote) || quote.includes(one.quote))
  })
  return new Set(covered.map(({ marker }) => marker))
}

const MARKER = /\[\d+\]/u
const MARKERS = /\[(\d+)\]/gu

/** The fact with the marker of the same section, whose quote has the value where one does. */
function citeAgain(fact: AnswerFact, { citations }: Answer, shown: Answer['citations']): AnswerFact | undefined {
  if (fact.citation === null) return fact
  const before = citations.find(({ marker }) => marker === fact.citation)
  const same = shown.filter(
    (one) => one.paperId === before?.paperId && one.section === before.section && one.heading === before.heading,
  )
  const best = same.find(({ quote }) => squash(quote).includes(squash(fact.value ?? ''))) ?? same[0]
  return best && { ...fact, citation: best.marker }
}
