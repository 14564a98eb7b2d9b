import type { StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold, squash } from '../../text/fold.ts'
import { holdsWhole } from '../../text/held-words.ts'
import { polarityOf } from '../../text/polarity.ts'
import { splitSentences } from '../../text/sentences.ts'
import { isPlanName, translatePlan } from '../understand/plan-names.ts'
import { soundsAlike, toSoundKey } from '../understand/sound-key.ts'

interface Strength {
  /** Words with which a question asks for more than the matter itself. */
  readonly asked: RegExp
  /** What a paper writes that says as much. */
  readonly said: RegExp
  /** What a paper writes that takes it back. */
  readonly unsaid?: RegExp
}

const STRENGTHS: readonly Strength[] = [
  {
    asked: /必須|義務|強制|\b(?:mandatory|required|enforced|compulsory|must)\b/u,
    said: /必須|義務|強制|必ず|なければな|\b(?:mandatory|requires?|required|enforced?|compulsory|must)\b/u,
    unsaid: /任意|希望|オプション|推奨|\b(?:optional(?:ly)?|recommended)\b/u,
  },
  {
    asked: /無償|無料|\b(?:free of charge|for free|free)\b/u,
    said: /無償|無料|費用(?:は)?(?:かかり|不要|なし)|\b(?:free|no (?:extra|additional) (?:cost|charge))\b/u,
    unsaid: /有償|有料/u,
  },
  {
    asked: /すべて|全て|全部|全社|全員|全データ|\b(?:all|every|everything|entire)\b/u,
    said: /すべて|全て|全部|全社|全員|全データ|いずれも|\b(?:all|every|each|entire)\b/u,
    unsaid: /を除|除く|対象外|のみ|\b(?:except|excluding|only)\b/u,
  },
  {
    asked: /標準(?:で|機能|装備)|デフォルト|既定|初期設定|\b(?:by default|built[- ]in|out of the box)\b/u,
    said: /標準|デフォルト|既定|初期設定|\b(?:default|built[- ]in|standard)\b/u,
    unsaid: /オプション|別途|有償|\boptional(?:ly)?\b/u,
  },
  {
    asked: /込み|含まれ|\bincluded?s?\b/u,
    said: /込み|含|標準|\b(?:includ|standard|part of)/u,
    unsaid: /オプション|別途|有償|有料|別料金|追加料金|\b(?:costs?|charged?|add-on|extra)\b|[$¥€]\s?\d/u,
  },
]

const COST = /有償|有料|いくら|費用|料金|\b(?:cost|charge|fee|price|paid)/u

/** What a yes leaves out, so that the words themselves have to say it: only some, or all but some. */
const LIMITED =
  /のみ|(?<!いた)だけ|に限|限定|対象外|を除|除く|除き|ただし|但し|\b(?:only|except|excluding|excluded|unless|other than|apart from)\b/u

/** A denial of a part: 「一件ごとの復元は承っていません」. */
const NARROW = /ごと|個別|個々|一部|単位|のみ|(?<!いた)だけ|\b(?:individual|single(?![ -]sign)|per-)/u

/**
 * `false` where a question asks for more than a statement says: whether something is required where it is only offered,
 * free where it is sold, for all where it is for some, in one plan where the paper speaks of another.
 */
export function saysAsMuch(question: string, fact: StoredFact): boolean {
  const asked = fold(question)
  const said = fold(`${fact.qualifier ?? ''} ${fact.quote}`)
  const plan = planIn(asked)
  if (plan !== undefined && !squash(said).includes(squash(plan))) return false
  // Whether something costs extra is no question of whether it is there.
  if (COST.test(asked) && !/無償|無料|\bfree\b/u.test(asked)) return false
  if (typesIn(asked).some((type) => !typesIn(said).includes(type))) return false
  // Only making it mandatory is denied, not the thing itself.
  if (fact.polarity === 'no' && STRICT.test(said) && !STRICT.test(asked)) return false
  // One half affirms and the other denies: 'Documents are encrypted; metadata is not.'
  if (/;\s/u.test(said) && new Set(said.split(/;\s/u).map((half) => polarityOf(half))).size > 1) return false
  if (fact.polarity === 'no' ? NARROW.test(said) && !NARROW.test(asked) : LIMITED.test(said)) return false
  return STRENGTHS.every((strength) => {
    if (!strength.asked.test(asked)) return true
    return fact.polarity === 'no' || (strength.said.test(said) && strength.unsaid?.test(said) !== true)
  })
}

/** Words for the people who work for a vendor, whose own logins are not its customers'. */
const STAFF =
  /従業[者員]|社員|職員|社内システム|(?:当社|弊社)の?(?:運用|開発|保守|管理)?(?:担当者|要員|スタッフ|運用者|管理者)|\b(?:employees?|staff|personnel|our (?:team|engineers|administrators))\b/u

/** Whether a sentence speaks of the vendor's own people, and the question does not. */
export function isOfStaff(sentence: string, question: string): boolean {
  return STAFF.test(fold(sentence)) && !STAFF.test(fold(question))
}

/** What goes on with the sentence before it. */
const GOES_ON = /^(?:ただし|但し|なお|また|これ|それ|その|この|but|however|it|they|this|these|those)(?![a-z])/u

/**
 * A fact with the sentences of its quote that speak of its matter: what is said of SCIM behind a sentence on SSO limits
 * SSO in nothing.
 */
export function ofMatter(fact: StoredFact, { find }: Attribute, vocabulary: Vocabulary): StoredFact {
  const about = new Set(find.flatMap((rule) => rule.about))
  const sentences = splitSentences(fact.quote).map(({ text }) => {
    const concepts = vocabulary.find(fold(text)).map(({ concept }) => concept)
    const isOther = concepts.length > 0 && !concepts.some((concept) => about.has(concept)) && !GOES_ON.test(fold(text))
    return { text, isOther, isOwn: concepts.some((concept) => about.has(concept)) }
  })
  if (!sentences.some(({ isOwn }) => isOwn)) return fact
  const kept = sentences.filter(({ isOther }) => !isOther).map(({ text }) => text)
  return { ...fact, quote: kept.join(' ') }
}

/**
 * A fact with the sentences of its quote that hold the kinds asked for by name: the plans that SAML comes with are not those
 * of OpenID Connect. All of it where none does.
 */
export function ofKinds(fact: StoredFact, kinds: readonly ((text: string) => boolean)[]): StoredFact {
  let isKept = false
  const kept = splitSentences(fact.quote).filter(({ text }) => {
    isKept = kinds.some((holds) => holds(text)) || (isKept && GOES_ON.test(fold(text)))
    return isKept
  })
  return kept.length === 0 ? fact : { ...fact, quote: kept.map(({ text }) => text).join(' ') }
}

const STRICT = /必須化|強制|義務(?:付け|化)|\b(?:enforc|mandat|requir)/u

/** The type of a report: SOC 2 Type I says nothing of Type II. */
function typesIn(folded: string): string[] {
  return [...folded.matchAll(/\btype ?(i{1,2}|[12])\b/gu)].map(([, type = '']) =>
    type.replace('ii', '2').replace('i', '1'),
  )
}

const OF_ALL = /(?:全|すべての|全ての)(?:プラン|エディション)|\b(?:all|every|any) (?:plans?|editions?|tiers?)\b/u

/** Whether a statement that is filed under no plan of a paper speaks of others of them than the one asked about. */
export function isOfOthers(
  { variant: own, quote }: StoredFact,
  variant: string | null,
  all: readonly string[],
): boolean {
  if (variant === null || own !== null || !isPlanName(fold(variant))) return false
  const words = fold(quote)
  const isNamed = (name: string) => [name, ...translatePlan(fold(name))].some((one) => holdsWhole(words, one))
  return !isNamed(variant) && all.some(isNamed) && !OF_ALL.test(words)
}

/** What every plan is called. */
export const PLAN_WORD = /^(?:プラン|エディション|コース|契約|plans?|editions?|tiers?)$/u

/**
 * The plan that a question names, where every value is one of another plan. `words` of the question that mean nothing
 * else may name one, too: "on Solo", where there are values of Team and Enterprise.
 */
export function planWithoutValue(
  question: string,
  facts: readonly StoredFact[],
  words: ReadonlySet<string> = new Set(),
): string | undefined {
  const named = planIn(fold(question))
  const plan = named ?? [...words].flatMap((word) => asName(word, question) ?? [])[0]
  const asked = plan === undefined ? undefined : { text: fold(plan), sound: toSoundKey(plan) }
  const isOther = (qualifier: string) => {
    if (asked && soundsAlike(asked, { text: fold(qualifier), sound: toSoundKey(qualifier) })) return false
    const isPlan =
      named === undefined
        ? /^[A-Z][a-z]+(?: \/ |$)/u.test(qualifier)
        : /プラン|エディション|\b(?:plan|edition)\b/u.test(fold(qualifier)) ||
          /^(?:[ァ-ヶー]{2,}|[A-Z][a-z]+)$/u.test(qualifier)
    return isPlan && !fold(qualifier).includes(fold(plan ?? ''))
  }
  return plan !== undefined && facts.every(({ qualifier }) => isOther(qualifier ?? '')) ? plan : undefined
}

/** A word as a question writes it within its sentence with a capital letter. */
function asName(word: string, question: string): string | undefined {
  const name = word.charAt(0).toUpperCase() + word.slice(1)
  return /^[a-z]{3,}$/u.test(word) && new RegExp(`(?<=[a-z] )${name}\\b`, 'u').test(question) ? name : undefined
}

/** The plan that a question names: 「ライトプランでSSOは使えますか」 -> ライト; 「どのプラン」 names none. */
function planIn(folded: string): string | undefined {
  const name =
    /([\p{Script=Katakana}ー\p{Script=Han}a-z0-9]{2,15}?)(?:プラン|エディション)/u.exec(folded)?.[1] ??
    /\b([a-z]{3,15}) (?:plan|edition)\b/u.exec(folded)?.[1]
  return name === undefined ||
    /^(?:料金|有料|無料|全|各|the|your|their|which|what|any|each|every|this|paid)/u.test(name)
    ? undefined
    : name
}
