import type { Fact } from '../../domain.ts'
import type { Attribute, NamedValue } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { foldWithMap, originalOf } from '../../text/fold.ts'
import { scoreRule } from './match-rule.ts'
import { polarityOf } from './polarity.ts'
import { limitsOf } from './qualifier.ts'
import type { ScopedPaper, ScopedSection, ScopedStatement } from './scope.ts'

interface Match {
  readonly section: ScopedSection
  readonly scoped: ScopedStatement
  readonly score: number
}

/** Statements of a paper that fit an attribute, best first. */
export function matchStatements(attribute: Attribute, paper: ScopedPaper): Match[] {
  const matches: Match[] = []
  for (const section of paper.sections) {
    if (!isReadIn(section, attribute)) continue
    for (const scoped of section.statements) {
      if (isHeadingLike(scoped)) continue
      const score = Math.max(0, ...attribute.find.map((rule) => scoreRule(attribute, rule, section, scoped) ?? 0))
      if (score > 0) matches.push({ section, scoped, score: score - (section.role === 'about_document' ? 1 : 0) })
    }
  }
  return matches.sort((a, b) => b.score - a.score)
}

/** Facts whose value is what the paper says in words; the best statements and the ones as good as them. */
export function findStatements(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Fact[] {
  const matches = matchStatements(attribute, paper)
  const best = matches[0]?.score ?? 0
  const kept = matches.filter((match) => match.score >= best - 0.5)
  const sections = [...new Set(kept.map((match) => match.section))].slice(0, 2)
  return sections.flatMap((section) =>
    kept
      .filter((match) => match.section === section)
      .sort((a, b) => a.scoped.index - b.scoped.index)
      .slice(0, 4)
      .map((match) => toFact(attribute, paper, match, vocabulary)),
  )
}

/** Facts whose values are names from a list: clouds, algorithms, versions, addresses. */
export function findTerms(
  attribute: Attribute,
  paper: ScopedPaper,
  values: readonly NamedValue[],
  vocabulary: Vocabulary,
): Fact[] {
  const facts: Fact[] = []
  for (const match of matchStatements(attribute, paper)) {
    for (const { name, text } of findNames(match.scoped.statement.text, values)) {
      facts.push({ ...toFact(attribute, paper, match, vocabulary), value: text, normalized: { value: name, unit: 'name', op: 'eq' } })
    }
  }
  const best = new Set<string>()
  return facts.filter((fact) => {
    const key = [fact.normalized?.unit === 'name' ? fact.normalized.value : '', fact.variant, fact.section, fact.qualifier, fact.value].join('|')
    return best.has(key) ? false : best.add(key)
  })
}

/** Names from a list in a text, verbatim, without what another name already covers. */
export function findNames(text: string, values: readonly NamedValue[]): { name: string; text: string }[] {
  const folded = foldWithMap(text)
  const taken: { start: number; end: number }[] = []
  return values.flatMap(({ name, pattern }) =>
    [...folded.text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length]
      if (end === start || taken.some((other) => start < other.end && end > other.start)) return []
      taken.push({ start, end })
      return [{ name, text: originalOf(folded, start, end) }]
    }),
  )
}

function isReadIn(section: ScopedSection, attribute: Attribute): boolean {
  if (attribute.id.startsWith('document.')) return section.role !== 'history'
  if (section.role === 'history' || section.role === 'glossary') return false
  if (section.role === 'cover') return attribute.values === 'urls'
  return !(attribute.certification && section.role === 'about_document')
}

/** A label alone says nothing; neither does a sentence that only announces what follows. */
function isHeadingLike(scoped: ScopedStatement): boolean {
  const { text, key } = scoped.statement
  if (/(?:以下|下記|次)の(?:とおり|通り|案内|ように)|以下に示|is as follows|as follows[:.]/iu.test(text)) return true
  return text.length <= 12 && key === null && scoped.statement.labels.length === 0 && !/[。るいんすた能可×○〇]$/u.test(text)
}

function toFact(attribute: Attribute, paper: ScopedPaper, match: Match, vocabulary: Vocabulary): Fact {
  const { statement, hits } = match.scoped
  const wanted = new Set(attribute.find.flatMap((rule) => [...rule.about, ...rule.with]))
  const from = hits.find((hit) => wanted.has(hit.concept))?.start ?? 0
  return {
    attribute: attribute.id,
    ...limitsOf(statement, attribute, paper.paper, vocabulary),
    value: withContext(attribute, match).replace(/[。．]$/u, ''),
    normalized: null,
    polarity: attribute.yesno ? polarityOf(statement.text, from) : null,
    section: match.section.index,
    quote: withContext(attribute, match),
  }
}

/** The statement, with the one before or after it where the attribute says that it does not stand alone. */
function withContext(attribute: Attribute, match: Match): string {
  const { statement, index } = match.scoped
  if (!attribute.context) return statement.quote
  const before = match.section.statements[index - 1]
  const after = match.section.statements[index + 1]
  const { body } = match.section.section
  const hasAddress = /https?:|@/u.test(statement.text)
  const from = /^(?:これ|この|その|また|IP|下記)/u.test(statement.text) && before ? before.statement.start : statement.start
  const extra = !hasAddress && after && (after.statement.listed || /https?:|@/u.test(after.statement.text)) ? lastOfList(match.section, index + 1) : match.scoped
  return body.slice(from, extra.statement.start + extra.statement.text.length).trim()
}

function lastOfList(section: ScopedSection, index: number): ScopedStatement {
  let last = section.statements[index] as ScopedStatement
  for (let i = index + 1; i < section.statements.length && i < index + 8; i++) {
    const next = section.statements[i]
    if (!next?.statement.listed) break
    last = next
  }
  return last
}
