import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { polarityOf } from '../../text/polarity.ts'
import { findQuantities } from '../../text/quantities.ts'
import type { Limits } from '../facts/qualifier.ts'
import { conceptsOf, type ScopedSection, type ScopedStatement } from '../facts/scope.ts'

/**
 * Whether a statement, its labels and what goes on about it say that something is so: nothing in them is an example, a
 * guess, advice, a question, the past, somebody else's, or denied.
 */
export function isPlainlySaid({ statement, index }: ScopedStatement, { section, statements }: ScopedSection): boolean {
  const { labels, key, text, lead, quote } = statement
  // The answer of a check sheet has the question above it as its key.
  const said = [lead, ...labels, key, text, quote].filter((words) => words !== null && words !== section.heading)
  if (said.some((words) => isDoubtful(words ?? ''))) return false
  if (!text.split(/[、。;；\t]|, /u).every((clause) => (polarityOf(clause) ?? 'yes') === 'yes')) return false
  const next = statements[index + 1]
  return next === undefined || !TAKES_BACK.test(next.folded) || isHarmless(next)
}

/**
 * Whether a statement is nothing but a value and a short predicate, so that what it is a value of can only be what it
 * stands under: it has no other subject, and the sentence before it has none that it could go on about.
 */
export function isBareValue(
  { statement, index }: ScopedStatement,
  { section, statements }: ScopedSection,
  { name }: Attribute,
  value: string,
  { variant, qualifier }: Limits,
  vocabulary: Vocabulary,
): boolean {
  const before = statement.listed ? undefined : statements[index - 1]
  if (before !== undefined && !isHarmless(before)) return false
  const known = conceptsOf(
    [name.ja, name.en, section.heading, ...section.path, statement.lead ?? ''].join('\n'),
    vocabulary,
  )
  const withoutValues = blank(statement.text, findQuantities(statement.text))
  const parts = [value, variant ?? '', ...(qualifier ?? '').split(' / ')].filter((part) => part.trim() !== '')
  const rest = fold(parts.reduce((text, part) => text.replaceAll(part, ' '), withoutValues)).replace(LIMIT_MARK, ' ')
  const hits = vocabulary.find(rest).filter(({ concept }) => known.has(concept) || PLAIN_CONCEPTS.has(concept))
  const pieces = blank(rest, hits).split(/[^\p{L}\p{N}]+/u)
  return pieces.every((piece) => piece === '' || JAPANESE_PREDICATE.test(piece) || ENGLISH_PREDICATE.test(piece))
}

/** Whether all that a statement is limited to by its words stands in the qualifier of its value. */
export function keepsLimits({ statement }: ScopedStatement, { variant, qualifier }: Limits): boolean {
  const kept = [variant ?? '', ...(qualifier ?? '').split(' / ')].map(squash).filter((part) => part.length > 1)
  const { text, quote } = statement
  return [...`${text}\n${quote}`.matchAll(LIMIT)].every(([all, words = '', named = '', english = '']) => {
    const limit = squash(words || named || english || all)
    return kept.some((part) => limit.includes(part) || part.includes(limit))
  })
}

function isDoubtful(words: string): boolean {
  const folded = fold(words)
  return DOUBTFUL.test(folded) || ENGLISH_DOUBTFUL.test(folded)
}

/** Nothing that the value beside it could be taken back with. */
function isHarmless({ folded, bearer, statement }: ScopedStatement): boolean {
  return (
    bearer === 'vendor' &&
    !/^(?:ただし|但し)|他社|競合|業界|ほかの|他の|\b(?:other|competitors?|industry)\b/u.test(folded) &&
    !isDoubtful(statement.text) &&
    statement.text.search(LIMIT) < 0 &&
    polarityOf(statement.text) !== 'no'
  )
}

/** How a sentence goes on about the value before it. */
const TAKES_BACK =
  /^(?:ただし|但し|もっとも|なお|しかし|ところが|とはいえ|これは|それは|この(?:値|数値|数字|期間|時間|目標)は|上記|いずれも|however|but|although|this|that|these|those|it (?:is|was|applies))/u

const DOUBTFUL = new RegExp(
  [
    // Examples and what is usual.
    '例(?!外なく)|たとえば|一般に|一般的|通常|原則|基本的に|多い|多く|少なくない|大半|ほとんど|目安|参考',
    // Guesses and hearsay.
    '(?:場合|こと|もの|ところ|可能性|ケース)[がはも]?(?:あ[りるっ]|ござい|想定)|よう(?:です|だ|に見)|らしい|そうです|でしょう|かもしれ|思わ|思い|考え|想定|仮定|仮に|試算|とされ|とは限|言われ|聞い|噂|可能性|というの|という(?:数字|例|声|意見)',
    // Questions, wishes and plans.
    '[?]|かどうか|か否か|ですか|ますか|推奨|勧め|望まし|べき|理想|ください|希望|要望|検討|予定|計画(?!停止|外)|めざ|目指|今後|将来',
    // What was.
    'でした|ていまし|ておりまし|過去|かつて|以前(?!から)|従来|当時|当初|(?<!復)旧|昨年|変更前|改[定訂]前|廃止|撤廃|終了したサービス',
    // Of somebody else, or wrong.
    'お?客様(?:は|が|側|ご?自身|にて|において|の(?:社内|規程|環境|責任|判断|システム|運用))|(?:利用者|ユーザー)(?:側|ご?自身|の(?:社内|規程|環境|責任|判断))|貴社|御社|グループ会社|子会社|親会社|関連会社|パートナー|取引先|(?:法令|法律|保護法|条例|規格|ガイドライン|規則)(?:では|により|によ|で|上|に基づ|の定め)|誤り|間違|不十分|ではなく|逆に',
  ].join('|'),
  'u',
)
const ENGLISH_DOUBTFUL =
  /\b(?:may|might|could|would|should|perhaps|possibly|probably|likely|typical(?:ly)?|usual(?:ly)?|general(?:ly)?|normally|often|sometimes|commonly|common|examples?|e\.g|such as|for instance|whether|if|recommend\w*|ideal\w*|advis\w*|suggest\w*|assum\w*|estimat\w*|hypothetical\w*|past|former(?:ly)?|previous(?:ly)?|earlier|was|were|used to|until|historical(?:ly)?|legacy|instead|unlike|compared|rather than|depend\w*|subject to|believed?|said to|reportedly|rumou?r\w*|wrong|incorrect|false|customers? (?:must|should|may|can|keeps?|sets?|chooses?)|your own|partners?|subcontractors?|affiliates?|subsidiar\w+|parent company)\b/u

const LIMIT =
  /([^、。\s（(「]{1,20}?)(?:に(?:限(?!ら|りま)|かぎ)|に限ります|のみ|だけ|限定|の?場合|を除|以外)|([\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{1,14}(?:環境|プラン|エディション|コース))(?:では|には|は|に|の|で|$)|\b([A-Z]\w+) (?:plans?|tiers?|editions?)\b|\b(?:only|solely|exclusively|(?:limited|restricted) to|except|excluding|other than|unless|provided that|where|(?:test|staging|trial|pilot|beta|demo|sandbox) (?:systems?|environments?|servers?|accounts?|versions?|plans?|users?|data))\b/gu

/** Behind the words of a limit that stand in the qualifier. */
const LIMIT_MARK = /に限(?:り|って|る)|のみ|だけ|の?場合/gu

/** What is said of any value: what it is counted in, how it is bound, that it is had. */
const PLAIN_CONCEPTS: ReadonlySet<string> = new Set([
  'data',
  'period',
  'maximum',
  'minimum',
  'frequency',
  'retention',
  'deadline',
  'storage',
  'collected',
])

/** Verbs, particles and words for values: nothing that a value could be of. */
const JAPANESE_PREDICATE =
  /^(?:当社|弊社|本サービス|当サービス|お客様[にへ]|です|でござい|である|ます|ござい|おり|いる|する|なり|なって|定め|設け|設定|保管|保持|保存|維持|取得|作成|実施|行い|行って|行う|提供|利用|使用|採用|確保|記録|残し|残り|残る|通知|連絡|報告|削除|消去|更新|見直し|開始|完了|検知|発見|認知|判明|発生|受領|解約|契約|終了|満了|翌日|起算|経過|期間|頻度|回数|時間|時刻|日数|期限|上限|下限|目標値?|値|最大|最長|最短|最低|標準|既定値?|初期値|毎|約|間|以内|以上|以下|後|前|まで|から|より|ごと|として|とし|[はをがにのでもとへしていう])+$/u
const ENGLISH_PREDICATE =
  /^(?:a|an|the|this|its?|our|we|us|you|your|is|are|be|been|has|have|of|for|to|at|in|on|by|with|within|after|before|from|every|each|per|up|least|most|more|no|and|keep|keeps|kept|retain|retains|retained|store|stores|stored|hold|holds|held|take|taken|made|run|set|use|uses|used|provide|provided|notify|notified|delete|deleted|them|they|customers|all|period|time|target|value|maximum|minimum|standard|default|days?|hours?|minutes?|weeks?|months?|years?)$/u
