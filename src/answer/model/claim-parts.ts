import type { NamedValue } from '../../knowledge/attributes.ts'
import { findTopicSpans, isTopic, type TopicSpan } from '../../knowledge/topic-spans.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'

/** One predicate of a sentence with what it is about. */
export interface ClaimPart {
  /** The words as written. */
  readonly text: string
  readonly folded: string
  readonly quantities: readonly Quantity[]
  /** Names of the catalogue, by what matches them. */
  readonly names: readonly NamedValue[]
  /** Numbers and names in Latin letters. */
  readonly marks: readonly Mark[]
  readonly spans: readonly TopicSpan[]
  /** What the parts before are about; empty where this one names a topic of its own. */
  readonly inherited: readonly TopicSpan[]
  readonly hasOwnTopic: boolean
  /** The words of this part and of those before it, squashed, the nearest first. */
  readonly said: readonly string[]
}

/** A number or a name in folded text. */
export interface Mark {
  readonly text: string
  readonly start: number
}

/** Whether a text has Japanese letters. */
export function isJapanese(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
}

/** The parts of one sentence, each to be held against the sources by itself. */
export function toClaimParts(
  sentence: string,
  { vocabulary, values }: { readonly vocabulary: Vocabulary; readonly values: readonly NamedValue[] },
): readonly ClaimPart[] {
  const parts: ClaimPart[] = []
  for (const text of takeOutAsides(sentence).flatMap(splitPredicates)) {
    const folded = fold(text)
    const quantities = findQuantities(text)
    const spans = findTopicSpans(folded, vocabulary, folded.length === text.length ? quantities : [])
    const names = values.filter(({ pattern }) => folded.match(pattern) !== null)
    const marks = findMarks(folded, folded.length === text.length ? quantities : [], names)
    const before = parts.at(-1)
    parts.push({
      text,
      folded,
      quantities,
      names,
      marks,
      spans,
      inherited: before ? [...before.inherited, ...topicOf(before)] : [],
      hasOwnTopic: spans.some((span) => isTopic(span) && isSubject(folded, span)),
      said: [squash(text), ...(before?.said ?? [])],
    })
  }
  return parts
}

/** 「年1回（Xは年2回）」: what brackets say of something else is said by itself. */
function takeOutAsides(sentence: string): readonly string[] {
  const asides = [...sentence.matchAll(/[（(]([^（()）]*は[^（()）]*)[）)]/gu)].filter(
    ([, aside = '']) => findQuantities(aside).length > 0,
  )
  const rest = asides.reduce((text, [aside]) => text.replace(aside, ''), sentence)
  return [rest, ...asides.map(([, aside = '']) => aside)]
}

/** Where a predicate or a value ends, and another one follows. */
const PREDICATE_END = /(?:[しておりずれたるたんき]|ます|です|ない|可能|なし|あり|ため|ので|のに|が|で|回|％|%)$/u

function splitPredicates(sentence: string): readonly string[] {
  const ends = findQuantities(sentence).map(({ end }) => end)
  const isAfterValue = (at: number) => ends.some((end) => at >= end && at - end <= 2)
  const cuts: number[] = []
  for (const match of sentence.matchAll(/、/gu)) {
    if (PREDICATE_END.test(sentence.slice(0, match.index)) || isAfterValue(match.index)) cuts.push(match.index + 1)
  }
  // 「AはX、BはYで…」: what is said of A ends before B.
  for (const match of sentence.matchAll(/(?<=は[^、。は]{1,30})、(?=[^、。はがを]{1,20}は)/gu))
    cuts.push(match.index + 1)
  for (const match of sentence.matchAll(/;\s|,\s(?:and|but|while|whereas|with)\b|\sand\s(?!\d)/gu)) {
    const rest = sentence.slice(match.index + match[0].length)
    const hasPredicate = ENGLISH_VERB.test(sentence.slice(0, match.index)) && ENGLISH_VERB.test(rest)
    if (hasPredicate || (isAfterValue(match.index) && findQuantities(rest).length > 0)) cuts.push(match.index)
  }
  const edges = [0, ...new Set(cuts.sort((a, b) => a - b)), sentence.length]
  return edges.slice(1).flatMap((end, i) => sentence.slice(edges[i], end).trim() || [])
}

const ENGLISH_VERB =
  /\b(?:is|are|was|were|be|been|has|have|can|cannot|may|must|does|do|will|kept|retained|stored|supports?|uses?|provides?|offers?|performs?|takes?|encrypts?|notif(?:y|ies)|deletes?|keeps?|retains?|holds?|requires?)\b/iu

/** What a part is about: its words before は, or before the verb. */
function topicOf({ folded, spans }: ClaimPart): readonly TopicSpan[] {
  return spans.filter((span) => isTopic(span) && isSubject(folded, span))
}

function isSubject(folded: string, { start, end }: TopicSpan): boolean {
  if (isJapanese(folded)) return /^[^、。]*?(?:は|が(?!、)|も|について)/u.test(folded.slice(end))
  const verb = ENGLISH_VERB.exec(folded)
  return verb !== null && start < verb.index
}

/** Names that the vocabulary takes for their topic: a login by SAML is none by OpenID. */
const PROTOCOL =
  /^(?:saml|openid|oidc|oauth|ldap|scim|fido|webauthn|kerberos|totp|ipsec|sftp|ftps|ssh|dnssec|dkim|dmarc|spf)/u
/** Short for what the vocabulary knows in full. */
const ABBREVIATION = /^(?:sso|mfa|2fa|rto|rpo|sla|id|ip|os|db|it|pc)$/u
/** A bare number goes with what it counts: 第3水曜 is not 3時. */
const MARK = /[a-z][a-z0-9]*(?:[./+&-][a-z0-9]+)*|第?\d+(?:[.,:/-]\d+)*[\p{Script=Han}\p{Script=Katakana}]?/gu

/** In Japanese every word in Latin letters is a name; in English those with digits, and what stands in capitals. */
function findMarks(folded: string, quantities: readonly Quantity[], names: readonly NamedValue[]): readonly Mark[] {
  const named = names.flatMap(({ pattern }) =>
    [...folded.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
  const rest = blank(folded, [...quantities, ...named])
  const marks = [...rest.matchAll(MARK)].map(({ 0: text, index: start }) => ({ text, start }))
  return marks.filter(
    ({ text }) => !ABBREVIATION.test(text) && (isJapanese(folded) || /\d/u.test(text) || PROTOCOL.test(text)),
  )
}
