import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { toTokens } from '../../text/tokens.ts'
import { type ClaimPart, isJapanese } from './claim-parts.ts'
import { isEnglishSaid, isPlainEnglish } from './english-words.ts'

/** Words that say nothing about a vendor by themselves; others have to stand in what is cited. */
const PLAIN_JAPANESE =
  /^(?:[\p{Script=Hiragana}ー]+|.|実施|取得|保管|保存|保持|期間|利用|使用|提供|対応|設定|設置|採用|適用|運用|管理|記録|記載|明記|説明|規定|定義|資料|書面|文書|場合|場所|以内|以上|以下|未満|以降|以前|前後|約束|必要|可能|不可|内容|項目|対象|範囲|状況|状態|現在|時点|次|以下|上記|下記|同様|具体|詳細|通常|合計|最大|最小|最低|毎日|毎週|毎月|毎年|毎時|日次|週次|月次|年次|日間|月間|年間|週間|時間|世代|程度|単位|頻度|間隔|目標|予定|計画|準備|製品|サービス|当該|自社|同社|各種|一部|全体|完了|開始|終了|経過|事前|事後|当日|翌日|残存|形式|方法|方式|仕組み|手段|目的|理由|結果|一般|公開|告知|連絡|通知|報告|案内|お知らせ|受付|可否|有無|長さ|文字|文字数|間|化|性|制|者|用|別|内|外|上|下|中|前|後|際|旨|的|分|度|回|件|名|個|本|社|日|月|年|時|自身|自ら|付ける|付け|付与|ます|です|データ|情報|ほか|他|体制|機能|確保|維持|継続|行為|実行|実現|作成|整備|構築|導入|選択|指定|希望|要求|基本|定期)$/u

/** A text that words may come from, prepared once. */
export interface WordSource {
  readonly folded: string
  readonly squashed: string
  readonly concepts: ReadonlySet<string>
}

/** Prepares a text. */
export function toWordSource(text: string, vocabulary: Vocabulary): WordSource {
  const folded = fold(text)
  return { folded, squashed: squash(text), concepts: new Set(vocabulary.find(folded).map(({ concept }) => concept)) }
}

/** Words of a part that do not stand in the source and mean nothing that stands there; `undefined`: there is none. */
export function findForeignWords(
  part: ClaimPart,
  source: WordSource | undefined,
  vocabulary: Vocabulary,
): readonly string[] {
  // ファイル and 情報 are both データ, and neither is the other.
  const hits = vocabulary
    .find(part.folded)
    .filter(({ concept }) => source?.concepts.has(concept) && !VAGUE_CONCEPTS.has(concept))
  const named = part.names.flatMap(({ pattern }) =>
    [...part.folded.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
  const quantities = part.folded.length === part.text.length ? part.quantities : []
  const rest = blank(part.folded, [...hits, ...named, ...quantities])
  const isForeign = isJapanese(part.folded)
    ? (word: string) =>
        /[\p{Script=Han}\p{Script=Katakana}]/u.test(word) &&
        !PLAIN_JAPANESE.test(word) &&
        !source?.squashed.includes(word)
    : (word: string) =>
        /^[a-z]{3,}$/u.test(word) && !(source ? isEnglishSaid(word, source.folded) : isPlainEnglish(word))
  return [...new Set(toTokens(rest))].filter((word) => isForeign(word))
}
