import type { Language, StoredSection } from '../../domain.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { brandOf } from '../../text/company-names.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { fold, squash } from '../../text/fold.ts'
import { hasName, isVerbatim, withoutNames } from '../../text/held-words.ts'
import { pointsBack } from '../../text/points-back.ts'
import { announcesPlans } from '../../text/polarity.ts'
import { splitSentences } from '../../text/sentences.ts'
import type { Claim, ClaimChecks, ClaimFinding, NumberedSection, Support, VerifiedClaim } from './claim.ts'
import { isJapanese, toClaimParts } from './claim-parts.ts'
import { findSupport } from './find-support.ts'
import { type SaidStatement, toSaidStatements } from './said-statements.ts'

/** Longest claim, in characters. */
const MAX_CLAIM_LENGTH = 400

/** What is no plain sentence: markup, links, markers of its own, and はい that no source says. */
const ODD_FORM = /[\n\t<>*`|]|\]\(|https?:|\[\d+\]|^\s*[#>+-]|^\s*(?:はい|いいえ|yes|no)(?=[、。,.!\s])/iu

/** A section that claims may cite, read once however many do. */
interface ReadSection {
  readonly source: NumberedSection
  readonly said: readonly SaidStatement[]
}

/** The sections that claims may cite, by their numbers. */
export interface ClaimSources {
  find(number: number): ReadSection | undefined
}

/** Statements of sections that claims cited before, by what the sections say. */
export type ReadBefore = Map<string, readonly SaidStatement[]>

/** Sections that are kept: reading one takes milliseconds, and the same ones are cited again and again. */
const MAX_READ = 400

/** Prepares sections for claims; each is read when the first claim cites it, and kept in `before` for later answers. */
export function createClaimSources(
  sections: readonly NumberedSection[],
  { vocabulary }: Pick<ClaimChecks, 'vocabulary'>,
  before: ReadBefore = new Map(),
): ClaimSources {
  return {
    find(number) {
      const source = sections.find((one) => one.number === number)
      if (!source) return undefined
      const { id, heading, body } = source.section
      const key = [source.paper.id, id, heading, body].join('\n')
      const said = before.get(key) ?? toSaidStatements(source, vocabulary)
      // The one that was cited last goes last.
      before.delete(key)
      before.set(key, said)
      for (const oldest of before.keys()) {
        if (before.size <= MAX_READ) break
        before.delete(oldest)
      }
      return { source, said }
    },
  }
}

/** Nothing is denied by 「ことはありません」 that does not follow a verb: it was put behind something else. */
const LOOSE_DENIAL = /(?<![うくぐすつぬぶむるただいなのん])(?:こと|わけ|もの)(?:は|では|が|も)(?:ありま|ございま)せん/u

/** How a Japanese sentence ends: a list of nouns says nothing of them. */
const SENTENCE_END = /(?:[すんるたいだうくむぶぐつぬ]|可能|不可|必要|不要|対応|中|済み?|なし|あり)[。.」』）)]*$/u

/**
 * Holds a claim against what it cites. Its wording is free; what it says is not: quotations are verbatim; every value
 * with its unit and bound, every other number and every name stands in a statement about the same topic that affirms,
 * denies or plans the same under the same conditions; no other product is named; other words stand there, too,
 * or mean what stands there. It holds where each of its sentences does.
 */
export function verifyClaim(claim: Claim, sources: ClaimSources, checks: ClaimChecks): VerifiedClaim {
  const fail = (...findings: ClaimFinding[]): VerifiedClaim => ({ claim, findings, support: [] })
  const numbers = [...new Set(claim.evidence)]
  const read = numbers.flatMap((number) => sources.find(number) ?? [])
  const cited = read.map(({ source }) => source)
  if (cited.length === 0 || cited.length < numbers.length)
    return fail({ reason: 'marker', words: claim.evidence.join(', ') })
  const isSentence = !isJapanese(claim.text) || SENTENCE_END.test(claim.text.trim())
  const isOdd = ODD_FORM.test(claim.text) || LOOSE_DENIAL.test(claim.text) || !isSentence
  if (claim.text.trim() === '' || claim.text.length > MAX_CLAIM_LENGTH || isOdd)
    return fail({ reason: 'form', words: claim.text.slice(0, 40) })
  const [first] = cited
  if (cited.some(({ paper }) => paper.id !== first?.paper.id))
    return fail({ reason: 'product', words: cited.map(({ paper }) => paper.product).join(', ') })
  if (!isInLanguage(claim.text, checks.language, cited)) return fail({ reason: 'language', words: claim.text })
  const sentences = splitSentences(claim.text).map(({ text }) => verifySentence(text, read, checks))
  const findings = sentences.flatMap((sentence) => sentence.findings)
  const statements = new Set(sentences.flatMap((sentence) => sentence.statements))
  if (findings.length > 0) return fail(...findings)
  if (statements.size === 0) return fail({ reason: 'topic', words: claim.text })
  return { claim, findings, support: toSupport(statements) }
}

/** Whether the words of a claim, but for quotations and names, are those of a language. */
function isInLanguage(text: string, language: Language, cited: readonly NumberedSection[]): boolean {
  const names = cited.flatMap(({ paper }) => [...namesOf(paper), paper.title])
  const own = withoutNames(text.replace(QUOTES, ' '), names)
  const japanese = own.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const latin = own.match(/[A-Za-z]/gu)?.length ?? 0
  if (language === 'en') return japanese <= latin && !/\p{Script=Hiragana}{4}/u.test(own)
  return /\p{Script=Hiragana}/u.test(own) || (own.match(/(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])/gu)?.length ?? 0) < 3
}

function toSupport(statements: ReadonlySet<SaidStatement>): readonly Support[] {
  const support: Support[] = []
  for (const { source, statement } of statements) {
    if (!support.some((other) => other.source === source && other.quote.includes(statement.quote)))
      support.push({ source, quote: statement.quote })
  }
  return support
}

function verifySentence(
  text: string,
  read: readonly ReadSection[],
  checks: ClaimChecks,
): { readonly findings: readonly ClaimFinding[]; readonly statements: readonly SaidStatement[] } {
  const cited = read.map(({ source }) => source)
  const texts = cited.map(({ section }) => textOf(section))
  const findings: ClaimFinding[] = [...checkQuotes(text, texts), ...checkProducts(text, cited, texts, checks)]
  const own = withoutNames(
    text,
    cited.flatMap(({ paper }) => [...namesOf(paper), paper.title]),
  )
  const isOfProduct = ({ variants }: SaidStatement) =>
    variants.length === 0 || variants.some((name) => hasName(text, name))
  const ofProduct = read.flatMap(({ said }) => said).filter(isOfProduct)
  const whole = findings.length === 0 ? ofProduct.find((said) => isSaidWhole(text, said)) : undefined
  if (whole !== undefined) return { findings, statements: [whole] }
  const statements: SaidStatement[] = []
  const near = new Set<number>()
  for (const part of toClaimParts(own, checks)) {
    const support = findSupport(part, ofProduct, near, checks.vocabulary)
    statements.push(...support.statements)
    findings.push(...support.findings)
    for (const { source } of support.statements) near.add(source.section.id)
  }
  return { findings, statements }
}

/** A sentence of the paper as it is says what it says, unless something around it is needed to understand it. */
function isSaidWhole(text: string, { statement, areOthersNamedIn, source }: SaidStatement): boolean {
  const { labels, key, listed, lead } = statement
  if (listed || labels.length > 0 || key !== null || lead !== null || pointsBack(statement.text)) return false
  const bare = (words: string) => squash(words).replace(/[。.]$/u, '')
  const { heading, path } = source.section
  return (
    bare(text) === bare(statement.text) &&
    areOthersNamedIn?.(fold(text)) !== false &&
    ![heading, ...path].some(announcesPlans)
  )
}

/** What a section says and stands under. */
function textOf({ number, heading, path, body }: StoredSection): string {
  return `${path.join('\n')}\n${number} ${heading}\n${body}`
}

const QUOTES = /「([^「」]+)」|『([^『』]+)』|[“"]([^”"]+)[”"]/gu

/** Quoted words stand in a source, letter by letter. */
function checkQuotes(text: string, texts: readonly string[]): ClaimFinding[] {
  const quotes = [...text.matchAll(QUOTES)]
  return quotes
    .map(([, a, b, c]) => a ?? b ?? c ?? '')
    .filter((quote) => !texts.some((source) => isVerbatim(quote, source) && isUncut(quote, source)))
    .map((words) => ({ reason: 'quote', words }))
}

/** Begins and ends where a word or number of the source does. */
function isUncut(quote: string, source: string): boolean {
  const literal = quote.trim().split(/\s+/u).map(escapePattern)
  const begins = /^[A-Za-z0-9]/u.test(quote.trim()) ? '(?<![A-Za-z0-9])' : ''
  const ends = /[A-Za-z0-9]$/u.test(quote.trim()) ? '(?![A-Za-z0-9])' : ''
  return new RegExp(begins + literal.join('\\s*') + ends, 'u').test(source)
}

/** Products that are not cited, and products of the paper that the sections are not about. */
function checkProducts(
  text: string,
  cited: readonly NumberedSection[],
  texts: readonly string[],
  { papers }: ClaimChecks,
): ClaimFinding[] {
  const own = cited.flatMap(({ paper }) => namesOf(paper)).map(squash)
  return papers
    .flatMap(namesOf)
    .filter((name) => text.includes(name) && !own.some((held) => held.includes(squash(name))))
    .filter((name) => hasName(text, name) && !texts.some((source) => hasName(source, name)))
    .map((words) => ({ reason: 'product', words }))
}

function namesOf({ product, vendor, variants, aliases }: StoredPaper): readonly string[] {
  return [product, ...variants, ...aliases, vendor ?? '', brandOf(vendor ?? '')].filter((name) => name.length > 1)
}
