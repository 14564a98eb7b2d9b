import { isTopic, meansOther, meansSame, type TopicSpan } from '../../knowledge/topic-spans.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { squash } from '../../text/fold.ts'
import { holdsWhole } from '../../text/held-words.ts'
import type { Quantity } from '../../text/quantities.ts'
import { agreesInPolarity } from './agreement.ts'
import type { ClaimFinding } from './claim.ts'
import type { ClaimPart } from './claim-parts.ts'
import { findForeignWords } from './foreign-words.ts'
import { findLimit } from './limits.ts'
import type { SaidStatement } from './said-statements.ts'

/** The statements that a part rests on, or what it says that none does. */
export interface PartSupport {
  readonly statements: readonly SaidStatement[]
  readonly findings: readonly ClaimFinding[]
}

/** Something that has to stand in a statement, letter by letter or value by value. */
interface Anchor {
  readonly words: string
  readonly reason: 'number' | 'name'
  /** The topic that it is a part of: the number of a standard. */
  readonly within?: TopicSpan | undefined
  readonly isIn: (said: SaidStatement) => boolean
}

/**
 * For each value, number and name of a part a statement that has it, is about what the part is about, affirms or denies
 * the same and is limited alike; for a part without any a statement about all of its topic that has its words, too.
 * `near` are statements of the sections that the parts before rest on.
 */
export function findSupport(
  part: ClaimPart,
  said: readonly SaidStatement[],
  near: ReadonlySet<number>,
  vocabulary: Vocabulary,
): PartSupport {
  const anchors = toAnchors(part)
  const check = (anchor: Anchor | undefined, spans: readonly TopicSpan[], among: readonly SaidStatement[]) =>
    findStatement(part, anchor, spans, among, vocabulary)
  const tries: (() => PartSupport)[] = [
    () => supportAll(part, anchors, [...part.inherited, ...part.spans], said, check),
  ]
  // A part with a topic of its own goes on in the same section only: a sentence that changes both changes too much.
  const here = said.filter(({ source }) => near.has(source.section.id))
  if (part.inherited.length > 0 && part.hasOwnTopic)
    tries.push(() => supportAll(part, anchors, part.spans, here, check))
  let first: PartSupport | undefined
  for (const attempt of tries) {
    const support = attempt()
    if (support.findings.length === 0) return support
    first ??= support
  }
  return first ?? { statements: [], findings: [] }
}

type Check = (
  anchor: Anchor | undefined,
  spans: readonly TopicSpan[],
  among: readonly SaidStatement[],
) => SaidStatement | ClaimFinding

function supportAll(
  part: ClaimPart,
  anchors: readonly Anchor[],
  spans: readonly TopicSpan[],
  said: readonly SaidStatement[],
  check: Check,
): PartSupport {
  const statements: SaidStatement[] = []
  const findings: ClaimFinding[] = []
  const add = (found: SaidStatement | ClaimFinding) =>
    'reason' in found ? void findings.push(found) : void statements.push(found)
  const joined = findJoined(part)
  for (const anchor of anchors.length > 0 ? anchors : [undefined]) {
    const whole = check(anchor, spans, said)
    if (!('reason' in whole) || joined.length === 0) add(whole)
    // 「AとBは」 says it of each.
    else
      for (const one of joined.filter((span) => !anchor?.within || anchor.within === span))
        add(check(anchor, [...spans.filter((span) => !joined.includes(span)), one], said))
  }
  return { statements, findings }
}

function toAnchors(part: ClaimPart): readonly Anchor[] {
  const { quantities, names, marks, spans } = part
  return [
    ...quantities.map((quantity) => ({
      words: quantity.text,
      reason: 'number' as const,
      isIn: (said: SaidStatement) => said.quantities.some((other) => isSame(quantity, other, said)),
    })),
    ...names.map(({ name, pattern }) => ({
      words: name,
      reason: 'name' as const,
      isIn: ({ context }: SaidStatement) =>
        boundsOf(pattern, part.folded).every((bound) => boundsOf(pattern, context).includes(bound)),
    })),
    ...marks.map(({ text, start }) => ({
      words: text,
      reason: /\d/u.test(text) ? ('number' as const) : ('name' as const),
      within: spans.find((span) => span.start <= start && start + text.length <= span.end),
      isIn: ({ context, squashed }: SaidStatement) => holdsWhole(context, text) || holdsWhole(squashed, text),
    })),
  ]
}

/** How the places where a name stands bound it: 「TLS 1.2以上」 is neither TLS 1.2 nor 「TLS 1.2未満」. */
function boundsOf(pattern: RegExp, folded: string): readonly ('later' | 'earlier' | 'exact')[] {
  return [...folded.matchAll(pattern)].map((match) => {
    const after = folded.slice(match.index + match[0].length)
    if (LATER.test(after)) return 'later'
    return EARLIER_BEHIND.test(after) || EARLIER_BEFORE.test(folded.slice(0, match.index)) ? 'earlier' : 'exact'
  })
}

const LATER = /^\s?(?:以上|以降|(?:または|又は|もしくは)それ以[上降]|(?:or|and) (?:later|higher|above|newer)|\+)/u
const EARLIER_BEHIND = /^\s?(?:以下|未満|以前|より(?:前|古い|低い)|(?:or|and) (?:earlier|lower|below|older))/u
const EARLIER_BEFORE = /(?:less than|at most|below|under|up to|lower than|older than|before)\s$/u

/** The same value with its unit and bound, bound to the words around in the same way. */
function isSame(a: Quantity, b: Quantity, { own, topics }: SaidStatement): boolean {
  const [x, y] = [a.normalized, b.normalized]
  if (x.unit !== y.unit || x.value !== y.value || x.op !== y.op) return false
  if (a.relation === b.relation || a.relation === null) return true
  if (b.relation !== null) return false
  if (a.relation === 'every') return topics().all.some(({ concepts }) => concepts.includes('frequency'))
  if (a.relation === 'after') return /後|経過|after|following/u.test(own)
  if (a.relation === 'before') return /前|before|prior/u.test(own)
  return x.op !== 'eq'
}

/** The statement that fits, else what is wrong with the one that comes nearest. */
function findStatement(
  part: ClaimPart,
  anchor: Anchor | undefined,
  spans: readonly TopicSpan[],
  said: readonly SaidStatement[],
  vocabulary: Vocabulary,
): SaidStatement | ClaimFinding {
  const withAnchor = anchor ? said.filter((one) => anchor.isIn(one)) : said
  if (anchor && withAnchor.length === 0) return { reason: anchor.reason, words: anchor.words }
  const ofIt = withAnchor.filter((one) => !isOfOther(part, one))
  const aboutIt = ofIt.filter((one) => spans.every((span) => isAbout(one, span)))
  if (aboutIt.length === 0 || (spans.length === 0 && !anchor)) {
    const isFiller = !anchor && spans.length === 0 && findForeignWords(part, undefined, vocabulary).length === 0
    return isFiller && said[0] ? said[0] : { reason: 'topic', words: part.text }
  }
  const ofMatter = aboutIt.filter((one) => !isOfBareData(part, one))
  if (ofMatter.length === 0) return { reason: 'topic', words: part.text }
  const agreeing = ofMatter.filter((one) => agreesInPolarity(part, one))
  if (agreeing.length === 0) return { reason: 'polarity', words: part.text }
  const limits = agreeing.map((one) => ({ one, limit: findLimit(part, one) }))
  const fitting = limits.filter(({ limit }) => limit === undefined).map(({ one }) => one)
  if (fitting.length === 0) return { reason: 'condition', words: limits[0]?.limit ?? part.text }
  const worded = fitting
    .map((one) => ({ one, foreign: findForeignWords(part, one.words(), vocabulary) }))
    .sort((a, b) => a.foreign.length - b.foreign.length || ownOf(part, b.one) - ownOf(part, a.one))
  const [best] = worded
  if (!best || best.foreign.length > 0) return { reason: 'words', words: best?.foreign.join(' ') ?? part.text }
  return best.one
}

/** Whether a statement or what stands above it names a topic, and the statement itself no other kind of it. */
function isAbout({ topics }: SaidStatement, span: TopicSpan): boolean {
  const { own, all } = topics()
  if (own.some((other) => meansSame(other, span))) return true
  return all.some((other) => meansSame(other, span)) && !own.some((other) => meansOther(other, span))
}

/**
 * 「利用者データは7日間」 under バックアップ: where only a heading says what a value is of, a claim that calls something
 * else by name has to say that, too.
 */
function isOfBareData({ folded, said, spans, inherited }: ClaimPart, { own, topics }: SaidStatement): boolean {
  const { own: named, all } = topics()
  const above = all.filter(isTopic)
  if (named.some(isTopic) || above.length === 0) return false
  const subject = /([\p{L}ー]{0,8}(?:データベース|データ|ストレージ|ファイル|ディスク))(?:の[^、。は]{1,8})?は/u.exec(
    folded,
  )?.[1]
  if (subject === undefined || own.includes(subject) || said.length > 1) return false
  return ![...spans, ...inherited].some((span) => above.some((other) => meansSame(span, other)))
}

/** Whether a part, or else the nearest before it, calls by name what the section says other things of. */
function isOfOther({ said }: ClaimPart, { names, others, own }: SaidStatement): boolean {
  const squashed = others.length > 0 ? squash(own) : ''
  for (const words of said) {
    if (names.some((name) => words.includes(name))) return false
    if (others.some((name) => words.includes(name) && !squashed.includes(name))) return true
  }
  return false
}

/** How many of the part's words stand in the statement itself, not just above it. */
function ownOf({ folded, spans }: ClaimPart, { own }: SaidStatement): number {
  return spans.filter(({ start, end }) => own.includes(folded.slice(start, end))).length
}

/** Topics that と, ・ or "and" join. */
function findJoined({ folded, spans }: ClaimPart): readonly TopicSpan[] {
  const isJoin = (from: number, to: number) =>
    /^[^。はがを]{0,10}?(?:と|や|・|、|および|及び|並びに|ならびに|\/|,|\band\b|\bor\b)\s*$/u.test(
      folded.slice(from, to),
    ) && to > from
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  const joined = new Set<TopicSpan>()
  for (const [i, span] of inOrder.entries()) {
    const next = inOrder[i + 1]
    if (!next || !isJoin(span.end, next.start)) continue
    joined.add(span)
    joined.add(next)
  }
  return [...joined]
}
