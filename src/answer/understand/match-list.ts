import { familyOf } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { type Features, joinFeatures, toFeatures } from './features.ts'
import type { ListItem } from './list-items.ts'
import { type AttributeMatch, type AttributeMatcher, toKeys } from './match-attributes.ts'

/** Most attributes that one answer is about; a table has a column for each. */
export const MAX_ATTRIBUTES = 8

/** Score from which an item says by itself what it asks. */
const CLEAR_SCORE = 0.9
/** Score from which it asks for something when what the list has in common is added. */
const MIN_SCORE = 0.7
/** A topic that several attributes divide between them (暗号化: of what is stored, of what is sent) is no match of either. */
const TOPIC_SCORE = 0.64

/** What a list asks about. */
export interface ListMatch {
  readonly attributes: readonly AttributeMatch[]
  /** Items that none of the attributes is about. */
  readonly leftOut: readonly ListItem[]
}

/** What the items of one question are matched with. */
export interface ListParts {
  readonly matcher: AttributeMatcher
  readonly vocabulary: Vocabulary
  /** Features of the turn before, where the question lives on it. */
  readonly context: Features | undefined
}

interface ReadItem {
  readonly item: ListItem
  readonly features: Features
  readonly matches: readonly AttributeMatch[]
}

/**
 * Matches each item of a list by itself. `whole` is what the question matched as one: where that explains every item
 * it stays, because 「アカウントの追加・削除」 does not ask for the deletion of data.
 */
export function matchList(items: readonly ListItem[], whole: readonly AttributeMatch[], parts: ListParts): ListMatch {
  const covered = new Set(whole.flatMap((match) => [...match.covered]))
  const featuresOf = ({ text }: ListItem) => toFeatures(text, parts.vocabulary)
  const asking = items.filter((item) => toKeys(featuresOf(item)).size > 0)
  const isCovered = (item: ListItem) => [...toKeys(featuresOf(item))].every((key) => covered.has(key))
  if (asking.length < 2 || asking.every(isCovered)) return { attributes: whole, leftOut: [] }
  const read = asking.map((item, i) => ({
    item,
    features: featuresOf(item),
    matches: matchItem(item, commonOf(asking, i), parts),
  }))
  const found = read.filter(({ matches }) => matches.length > 0)
  const isOne = found.length < 2
  if (isOne && whole.length === 0) return { attributes: whole, leftOut: [] }
  const attributes = isOne ? whole : unite(found)
  const answered = new Set(attributes.map(({ attribute }) => attribute.id))
  const isAnswered = ({ item, features, matches }: ReadItem) =>
    matches.some(({ attribute }) => answered.has(attribute.id)) ||
    (isOne && [...toKeys(features)].some((key) => covered.has(key))) ||
    isScope(item.text, parts.vocabulary)
  return { attributes, leftOut: read.filter((entry) => !isAnswered(entry)).map(({ item }) => item) }
}

/** Words that say of what or for whom the rest is asked (サービス, スタンダードプラン), and are asked for no value. */
function isScope(text: string, vocabulary: Vocabulary): boolean {
  return (
    /プラン|エディション|\b(?:plan|edition)\b/u.test(text) ||
    vocabulary.find(text).some(({ concept }) => concept === 'generic')
  )
}

interface Common {
  /** 「バックアップの」 of the item before. */
  readonly head: string
  /** 「…の保管期間」 of the item that follows; longer ones first: 「記録の保管期間」. */
  readonly tails: readonly string[]
}

function commonOf(items: readonly ListItem[], index: number): Common {
  const before = items.slice(0, index).map(({ text }) => text.slice(0, Math.max(0, text.lastIndexOf('の'))))
  const after = items.slice(index + 1).find(({ text }) => text.includes('の'))?.text ?? ''
  return {
    head: before.reverse().find((head) => head !== '') ?? '',
    tails: [...new Set([after.slice(after.indexOf('の') + 1), after.slice(after.lastIndexOf('の') + 1)])],
  }
}

/** By itself; else with what the list has in common, or with the turn before. */
function matchItem({ text }: ListItem, { head, tails }: Common, parts: ListParts): readonly AttributeMatch[] {
  const features = toFeatures(text, parts.vocabulary)
  const own = toKeys(features)
  const alone = parts.matcher.match(features)
  const [best] = alone
  const isShared = best?.attribute.kind === 'group'
  if (best && best.score >= CLEAR_SCORE && !(isShared && tails.some((tail) => tail !== ''))) return [best]
  const more = [
    ...(head === '' ? [] : [`${head}の${text}`]),
    ...tails.filter((tail) => tail !== '').map((tail) => `${text}の${tail}`),
  ]
  const completed = more
    .map((words) => parts.matcher.match(joinFeatures(features, toFeatures(words, parts.vocabulary)))[0])
    .concat(parts.context ? parts.matcher.match(features, parts.context)[0] : undefined)
    .filter((match) => match !== undefined)
    .filter(({ covered }) => [...own].some((key) => covered.has(key)) || isPlainName(text, features))
    .sort((a, b) => b.score - a.score)[0]
  if (completed && completed.score >= CLEAR_SCORE) return [completed]
  // 「操作・認証・通信の記録」: what the list is of makes another thing of an item that means much by itself.
  if (completed && isShared && completed.score >= MIN_SCORE) return [completed]
  const likely = [best, completed]
    .filter((match) => match !== undefined && match.score >= MIN_SCORE)
    .sort((a, b) => (b?.score ?? 0) - (a?.score ?? 0))[0]
  return likely ? [likely] : topicOf(alone, own)
}

/** A name in kana or Latin letters that no word of the field is in: a plan of a product, not a topic. */
function isPlainName(text: string, { concepts }: Features): boolean {
  return concepts.size === 0 && !/\p{Script=Han}/u.test(text)
}

/** The attributes that divide a topic between them. */
function topicOf(matches: readonly AttributeMatch[], own: ReadonlySet<string>): readonly AttributeMatch[] {
  const near = matches.filter(
    ({ score, covered, attribute }) => score >= TOPIC_SCORE && covered.size === own.size && attribute.kind !== 'group',
  )
  const [first] = near
  const family = near.filter(({ attribute }) => first && familyOf(attribute.id) === familyOf(first.attribute.id))
  // Two of a family are a topic; a single weak match is a guess.
  return family.filter(({ attribute }) => attribute.kind === 'statement').length > 1 ? family.slice(0, 2) : []
}

/** One attribute of each item in their order, and the second ones of topics where there is room. */
function unite(items: readonly ReadItem[]): readonly AttributeMatch[] {
  const firsts = new Set(items.flatMap(({ matches }) => matches[0]?.attribute.id ?? []))
  const chosen = new Set([...firsts].slice(0, MAX_ATTRIBUTES))
  for (const { matches } of items) {
    const [first, second] = matches
    const hasRoom = chosen.size < MAX_ATTRIBUTES && first !== undefined && chosen.has(first.attribute.id)
    if (second && hasRoom) chosen.add(second.attribute.id)
  }
  const all = items.flatMap(({ matches }) => matches)
  return all.filter(
    ({ attribute }, i) => chosen.has(attribute.id) && all.findIndex((m) => m.attribute.id === attribute.id) === i,
  )
}
