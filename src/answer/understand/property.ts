/** What the statements have in common that a question asks for as a list: 「有償のものは？」, "What is planned?". */
export type Property =
  | { readonly kind: 'planned' | 'denied' | 'paid' | 'free' | 'undisclosed' | 'on-request' }
  /** What only one product or plan has; `part` as the question writes it, folded. */
  | { readonly kind: 'only'; readonly part: string }
  /** What holds the words that the question quotes. */
  | { readonly kind: 'phrase'; readonly words: string }

/** A question for all there is of something, and not for one value. */
const LISTS =
  /もの|項目|機能|ところ|全部|すべて|全て|一覧|リスト|列挙|挙げ|どれ|何(?:が|か|ですか|[?？]|$)|なに|って[?？]?$|今後の(?:対応|開発|提供)?予定は?(?:[?？]|$|何|を?教え)|\b(?:which|what|list|items?|features?|everything|all)\b/u

const ONLY =
  /([\p{Script=Katakana}ーa-z][\p{Script=Katakana}ーa-z0-9]{2,14}|(?<=[でのはがに、\s]|^)[ぁ-ゖ]{2,6}(?=にしないと|じゃないと|(?<!いた)だけ|のみ)|[甲乙丙丁]種契約)[)）」]?(?:プラン|エディション)?[)）」]?(?:(?<!いた)だけ|のみ|限定|にしかない|でしか|(?:に|で)(?:しない|ない)と|でないと|じゃないと)|\bonly (?:on|in|with|for) (?:the )?([a-z]{3,15})|\b([a-z]{3,15})(?: plan only|-only)\b/u

const PROPERTIES: readonly (readonly [Exclude<Property['kind'], 'only' | 'phrase'>, RegExp])[] = [
  [
    'undisclosed',
    /規定して(?:い)?(?:ない|ません)|定めて(?:い)?(?:ない|ません)|非公開|\b(?:not (?:defined|disclosed|public))\b/u,
  ],
  [
    'denied',
    /(?:提供|対応|実施|取得)して(?:い)?(?:ない|ません)|未対応|非対応|[×✕]|使えない|できない(?:こと|もの|の)|予定(?:は)?(?:なし|ない)|\bnot (?:offered|provided|supported|available|planned|do)\b|\bdo(?:es)?\b.{1,60}?\bnot (?:offer|provide|support)\b/u,
  ],
  [
    'planned',
    /計画中|予定(?:の|に|され|して|[はが])|これから(?:対応|提供)|ロードマップ|\b(?:planned|road ?map|upcoming)\b/u,
  ],
  [
    'paid',
    /有償|有料|別料金|追加(?:料金|費用)|別途(?:費用|料金)|お金(?:が)?かかる|オプション料金|\b(?:extra (?:cost|charge|fee)s?|paid|costs? extra|chargeable)\b/u,
  ],
  ['on-request', /要申し?込み?|要申請|申し?込み?が必要|申請が必要|\b(?:on request|upon request)\b/u],
  ['free', /無償|無料|\b(?:free of charge|for free|at no (?:extra )?(?:cost|charge))\b/u],
]

/** 「該当しません」になっているのは: words of the paper, not of the asker. */
const QUOTED = /「([^「」]{2,20})」\s?(?:に|と)(?:なって|書|明記|記載|回答|され|し)/u

/** The property that a folded question asks a list of; `undefined` where it asks no such list. */
export function propertyOf(folded: string): Property | undefined {
  if (!LISTS.test(folded)) return undefined
  const quoted = QUOTED.exec(folded)?.[1]
  if (quoted !== undefined && !PROPERTIES.some(([, pattern]) => pattern.test(quoted)))
    return { kind: 'phrase', words: quoted }
  const only = ONLY.exec(folded)
  const part = (only?.[1] ?? only?.[2] ?? only?.[3])?.replace(/(?:プラン|エディション)$/u, '')
  if (part) return { kind: 'only', part }
  const found = PROPERTIES.find(([, pattern]) => pattern.test(folded))
  return found && { kind: found[0] }
}
