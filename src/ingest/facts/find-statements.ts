import type { Fact } from '../../domain.ts'
import type { Attribute, NamedValue } from '../../knowledge/attributes.ts'
import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import { foldWithMap, originalOf } from '../../text/fold.ts'
import { isInstruction } from '../../text/instructions.ts'
import { polarityOf } from '../../text/polarity.ts'
import { isCell, type Statement } from '../../text/statement.ts'
import { withoutAnswerMark } from '../../text/statements.ts'
import { displayWidth } from '../lines-shape.ts'
import { scoreRule } from './match-rule.ts'
import { deniedOwner, limitsOf } from './qualifier.ts'
import { conceptsOf, type ScopedPaper, type ScopedSection, type ScopedStatement } from './scope.ts'

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
      const isElsewhere = section.role === 'about_document' || POINTS_ELSEWHERE.test(scoped.folded)
      if (score > 0) matches.push({ section, scoped, score: Math.max(0.1, score - (isElsewhere ? 1 : 0)) })
    }
  }
  return matches.sort((a, b) => b.score - a.score)
}

/** Words that leave it to another part of the paper to say what is asked. */
const POINTS_ELSEWHERE =
  /[(（](?:別表|別紙|附表|付表)[^()（）]{0,6}[)）]|(?:別表|別紙|附表|付表|付録|第?\d+(?:章|条|項|節))[^。]{0,12}(?:のとおり|の通り|に(?:示|定め|記載|掲)|を(?:ご?参照|ご?覧))|\b(?:appears?|listed|set out|given|described) in (?:schedule|annex|appendix|section|exhibit)\b/u

/** Facts whose value is what the paper says in words; the best statements and the ones as good as them. */
export function findStatements(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Fact[] {
  const found = matchStatements(attribute, paper)
  return byProduct(found.length > 0 ? found : matchHeadings(attribute, paper, vocabulary)).flatMap((group) => {
    const kept = group.matches.filter(
      ({ score, scoped }) => score >= group.best - 0.5 || isOfPlan(scoped, attribute, paper),
    )
    const sections = [...new Set(kept.map((match) => match.section))].slice(0, 3)
    return sections.flatMap((section) => {
      const own = kept.filter((match) => match.section === section).sort((a, b) => a.scoped.index - b.scoped.index)
      const read = own.slice(0, MAX_OF_SECTION).map((match) => toFact(attribute, paper, match, vocabulary))
      const facts = withoutParts(explained(attribute, paper, own, vocabulary) ?? read)
      // Under a heading that is the question, the first words are the answer, but no yes or no.
      if (found.length === 0) return facts.map((fact) => ({ ...fact, polarity: null }))
      return [...facts, ...announcedSections(attribute, paper, section)]
    })
  })
}

/**
 * Matches of what is said of all products, and of each product that has sections or sentences of its own, with the score
 * to be measured by: what is said of one product does not compete with what is said of another.
 */
function byProduct(
  matches: readonly Match[],
): readonly { readonly best: number; readonly matches: readonly Match[] }[] {
  const groups = new Map<string | null, Match[]>([[null, []]])
  for (const match of matches) {
    const { product, statements, section } = match.section
    // Below a heading that says something (「制限は Share のみ」) the sentences belong together.
    const isHeaded = statements[0]?.statement.text === section.heading
    const key = product ?? (isHeaded ? null : match.scoped.product)
    const group = groups.get(key)
    if (group) group.push(match)
    else groups.set(key, [match])
  }
  const common = groups.get(null)?.[0]?.score ?? 0
  const first = (own: readonly Match[]) => Math.min(...own.map(({ section }) => section.index))
  return [...groups.values()]
    .filter((own) => own.length > 0)
    .sort((a, b) => first(a) - first(b))
    .map((own) => {
      // In a section of its own a product's statement need not stand under a heading of the matter.
      const handicap = own.every(({ section }) => section.product !== null) ? 1.5 : 0
      return { best: Math.max(own[0]?.score ?? 0, common - handicap), matches: own }
    })
}

/**
 * A cell that says of one plan whether it has what the row is about, or a sentence that denies it to one ("The Starter
 * plan has no audit log"): that is never less to the point than what is said of all.
 */
function isOfPlan({ statement, labelled }: ScopedStatement, attribute: Attribute, { parts }: ScopedPaper): boolean {
  if (!attribute.yesno) return false
  if (!isCell(statement)) return deniedOwner(statement.text, parts)?.kind === 'plan'
  const isLabelled = statement.labels.some((label) => parts.ownerOf(label)?.kind === 'plan')
  return isLabelled && attribute.find.some(({ about }) => about.some((concept) => labelled.has(concept)))
}

/** Most statements of one section that answer one question. */
const MAX_OF_SECTION = 4

/** Where a heading says it (「IPアドレス制限は Share のみ」), the first words below are what a reader wants to see under it. */
function explained(
  attribute: Attribute,
  paper: ScopedPaper,
  matches: readonly Match[],
  vocabulary: Vocabulary,
): readonly Fact[] | undefined {
  const [first, second] = matches
  const below = first?.section.statements[1]
  const heading = first?.section.section.heading
  if (!first || second || !below || heading === undefined || first.scoped.statement.text !== heading) return undefined
  const said = toFact(attribute, paper, first, vocabulary)
  const explanation = toFact(attribute, paper, { ...first, scoped: below }, vocabulary)
  // Words that speak of another product, too, hold for more than the heading says.
  const isForOthers = paper.parts.productsIn(explanation.quote).some((name) => name !== said.variant)
  const limits = isForOthers ? { variant: null, polarity: null } : { variant: said.variant, polarity: said.polarity }
  return [{ ...explanation, ...limits, qualifier: heading }]
}

/** Sections whose heading is all that the attribute asks about: what they say first is the answer, in whatever words. */
function matchHeadings(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Match[] {
  return paper.sections.flatMap((section) => {
    const [scoped] = section.statements
    if (!scoped || !isReadIn(section, attribute) || section.role !== 'body') return []
    // Under "Privacy and AI" the first words are on privacy.
    const [first = ''] = section.section.heading.split(JOINED)
    const lead = first === section.section.heading ? section.heading : conceptsOf(first, vocabulary)
    const isAbout = attribute.find.some(
      (rule) =>
        rule.like === undefined &&
        rule.about.some((c) => lead.has(c)) &&
        [rule.about, rule.with, rule.and].every(
          (group) => group.length === 0 || group.some((c) => section.heading.has(c)),
        ) &&
        ![...rule.without, ...rule.not_under].some((concept) => section.heading.has(concept)),
    )
    return isAbout ? [{ section, scoped, score: 1 }] : []
  })
}

/** What joins two matters in a heading. */
const JOINED = / and | & |(?<=[\p{Script=Han}ァ-ヶーa-z])(?:と|および|及び)(?=[\p{Script=Han}ァ-ヶーa-z])/iu

/** Facts without those whose words stand in another one's. */
function withoutParts(facts: readonly Fact[]): Fact[] {
  const holds = (fact: Fact, other: Fact) =>
    other.qualifier === fact.qualifier && other.variant === fact.variant && other.quote.includes(fact.quote)
  return facts.filter(
    (fact, i) => !facts.some((other, k) => k !== i && holds(fact, other) && (other.quote !== fact.quote || k < i)),
  )
}

/** Where a section only announces items and has sections below it, those are the items: their first sentences. */
function announcedSections(attribute: Attribute, paper: ScopedPaper, section: ScopedSection): Fact[] {
  const [only, second] = section.statements
  if (!only || second || !/項目|次項|以下|下記|following|below/iu.test(only.statement.text)) return []
  const { level } = section.section
  const next = paper.sections.findIndex((other) => other.index > section.index && other.section.level <= level)
  const below = paper.sections.slice(section.index + 1, next < 0 ? undefined : next)
  return below.flatMap(({ index, section: { heading }, statements: [first] }) =>
    first
      ? [
          {
            attribute: attribute.id,
            variant: null,
            qualifier: heading,
            value: first.statement.text.replace(/[。．]$/u, ''),
            normalized: null,
            polarity: null,
            section: index,
            quote: first.statement.quote,
          },
        ]
      : [],
  )
}

const OR_LATER =
  /^ ?(?:以上|以降|(?:または|又は|もしくは)それ以[上降]|or (?:later|higher|above|newer)|and (?:later|higher|above))/u

/** A name from a list, as it is printed at an offset. */
export interface FoundName {
  readonly name: string
  readonly text: string
  readonly start: number
}

/** Names from a list in a text, verbatim and with the bound of a version, without what another name already covers. */
export function findNames(text: string, values: readonly NamedValue[]): FoundName[] {
  const folded = foldWithMap(text)
  const taken: { start: number; end: number }[] = []
  return values.flatMap(({ name, pattern }) =>
    [...folded.text.matchAll(pattern)].flatMap((match) => {
      const start = match.index
      // 「TLS 1.2以上」 is not TLS 1.2 alone.
      const bound = /\d$/u.test(match[0]) ? (OR_LATER.exec(folded.text.slice(start + match[0].length))?.[0] ?? '') : ''
      const end = start + match[0].length + bound.length
      if (end === start || taken.some((other) => start < other.end && end > other.start)) return []
      taken.push({ start, end })
      return [{ name, text: originalOf(folded, start, end), start: folded.map[start] ?? 0 }]
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
  return (
    text.length <= 12 && key === null && scoped.statement.labels.length === 0 && !/[。るいんすた能可×○〇]$/u.test(text)
  )
}

/** The fact that a statement is as a whole. */
export function toFact(attribute: Attribute, paper: ScopedPaper, match: Match, vocabulary: Vocabulary): Fact {
  const { statement, hits } = match.scoped
  const from = placeOfMatter(attribute, hits)
  const lead = attribute.yesno ? leadOf(match) : undefined
  const words = wordsOf(attribute, match, lead)
  const legend = legendOf(statement.text, match.section.section.body)
  const polarity = legend !== undefined ? polarityOf(legend) : polarityOf(lead?.text ?? statement.text, lead ? 0 : from)
  return {
    attribute: attribute.id,
    ...limitsOf({ ...statement, text: words }, attribute, paper.parts, vocabulary),
    value: (legend ?? (isCell(statement) && statement.quote.includes(statement.text) ? statement.text : words)).replace(
      /[。．]$/u,
      '',
    ),
    normalized: null,
    polarity: attribute.yesno ? polarity : null,
    section: match.section.index,
    quote: words,
  }
}

/** The sentence that says of a bare item what there is to say of it: 「次の認証を取得しています」. */
function leadOf({ scoped: { statement }, section }: Match): Statement | undefined {
  const { listed, lead, text } = statement
  if (!listed || lead === null || text.length > 60 || /[。.]|[〇○◯×✕✗△]|ます|です|ません/u.test(text)) return undefined
  return section.statements.find((other) => other.statement.text === lead)?.statement
}

/** Where everything that a rule asks for has been named: 「取得していますが、復元は…」 says nothing of restoring before. */
function placeOfMatter(attribute: Attribute, hits: readonly ConceptHit[]): number {
  const first = (group: readonly string[]) => hits.find((hit) => group.includes(hit.concept))?.start
  const places = attribute.find.map((rule) => Math.max(first(rule.about) ?? 0, first(rule.with) ?? 0))
  return Math.min(...places)
}

/** Sections up to this many columns that are about the attribute are quoted whole; answers to a question longer ones. */
const MAX_WHOLE = 340
const MAX_ANSWER = 480

/**
 * The words that a reader needs: a short section about nothing else whole; a sentence that announces a list with the
 * list; one that points back (「なお、これ…」) with the one before; one that asks to write somewhere with the address.
 */
function wordsOf(attribute: Attribute, match: Match, lead: Statement | undefined): string {
  const { statement, index } = match.scoped
  const { statements, heading, controls } = match.section
  const { body } = match.section.section
  const end = statement.start + statement.text.length
  if (lead && displayWidth(body.slice(lead.start, end)) <= MAX_WHOLE) return body.slice(lead.start, end).trim()
  const about = attribute.find.flatMap((rule) => rule.about)
  const isDedicated =
    match.section.isAsked ||
    about.some((concept) => heading.has(concept)) ||
    attribute.controls.some((control) => controls.has(control))
  const isProse = body
    .trim()
    .split('\n')
    .every((line) => line.trim() === '' || /[。.]\s*$/u.test(line))
  const isShort = displayWidth(body) <= (match.section.isAsked ? MAX_ANSWER : MAX_WHOLE)
  if (isDedicated && isProse && isShort && !isInstruction(body) && !statement.listed && statement.labels.length === 0)
    return withoutAnswerMark(body.trim())
  const isOfTable = /次の表|下の?表|following table|table below/u.test(match.scoped.folded)
  const list = statements.findIndex(
    (other, i) => i > index && (other.statement.lead === statement.text || (isOfTable && other.statement.listed)),
  )
  const isAnnounced = list > 0
  const pointsBack =
    /^(?:これ|この|その|また、?これ|なお、?(?:これ|当該))|上記|前述/u.test(statement.text) || attribute.context
  const from =
    pointsBack && index > 0 && !statements[index - 1]?.statement.listed
      ? (statements[index - 1]?.statement.start ?? statement.start)
      : statement.start
  const next = statements[index + 1]
  const goesOn =
    next !== undefined &&
    !next.statement.listed &&
    /^(?:ただし|但し|あわせて|併せて|加えて|この(?!ため|よう|結果|他|ほか)|その(?:場合|際|とき)|however|in (?:addition|that case)|otherwise)|も(?:行い|実施し|お送りし|ご?連絡し|お知らせし|掲載し)(?:ます|ております|ています)/iu.test(
      next.statement.text,
    )
  const isContrast = next !== undefined && contrasts(match.scoped, next)
  const wantsNext =
    isAnnounced || goesOn || isContrast || (attribute.context && next !== undefined && !statement.listed)
  const last = !wantsNext || next === undefined ? match.scoped : isAnnounced ? lastOfList(match.section, list) : next
  return last === match.scoped && from === statement.start
    ? statement.quote
    : body.slice(from, last.statement.start + last.statement.text.length).trim()
}

/** 「管理者には必須です。従業員は任意で使えます。」: the second says of other people what the first says of some. */
function contrasts({ folded, statement }: ScopedStatement, next: ScopedStatement): boolean {
  if (statement.listed || next.statement.listed || !OF_PEOPLE.test(folded) || !OF_PEOPLE.test(next.folded)) return false
  return [...next.own].every((concept) => PEOPLE.has(concept))
}

const OF_PEOPLE =
  /^(?:一般の|その他の|それ以外の|ほかの|他の)?[^、。]{0,16}(?:者|従業員|社員|職員|ユーザー?|メンバー|ゲスト|オーナー)[^、。]{0,10}は/u
const PEOPLE: ReadonlySet<string> = new Set([
  'staff',
  'administrator',
  'customer-side',
  'assign',
  'self-service',
  'role',
])

/** What a lone mark in a cell stands for, where the section says it: 「－」は提供していないことを表します. */
function legendOf(text: string, body: string): string | undefined {
  const mark = /^[－−–—-]$|^[△▲]$/u.exec(text.trim())?.[0]
  return mark === undefined ? undefined : new RegExp(`[「『]${mark}[」』](?:は|:|：)[^。\n]*`, 'u').exec(body)?.[0]
}

/** Characters of a list that are quoted with the sentence that announces it. */
const MAX_LIST = 400

function lastOfList(section: ScopedSection, index: number): ScopedStatement {
  const first = section.statements[index] as ScopedStatement
  let last = first
  for (const next of section.statements.slice(index + 1)) {
    const { listed, start, text } = next.statement
    if (!listed || start + text.length - first.statement.start > MAX_LIST) break
    last = next
  }
  return last
}
