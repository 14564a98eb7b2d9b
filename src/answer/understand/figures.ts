import { type Attribute, isValueKind } from '../../knowledge/attributes.ts'
import type { AttributeMatch, AttributeMatcher } from './match-attributes.ts'

/** Words that ask for a figure, by the kind of attribute that has it. */
const ASKS: readonly (readonly [kind: Attribute['kind'], words: RegExp])[] = [
  [
    'duration',
    /何(?:時間|日|分|秒|か月|ヶ月|カ月|年|週間|営業日)(?!前の)|いつまで|(?:どの|どれ)(?:くらい|だけ)(?:の期間|残|保|持|遡|さかのぼ)|\bhow (?:long|soon|quickly|fast)\b|\bhow many (?:hours|days|minutes|months|years|weeks)\b/u,
  ],
  ['rate', /頻度|間隔|何回|何(?:時間|日|分|か月)(?:おき|ごと|に1回)|\bhow often\b/u],
  ['count', /何(?:世代|文字|個|件|回)|\bhow many (?!hours|days|minutes|months|years|weeks)/u],
  ['percent', /何(?:%|パーセント)|\bwhat percentage\b/u],
]

/** Who is first or last: only what has a length can be ranked. */
const RANKS =
  /(?:一番|最も|もっとも)(?:早|遅|速|短|長)|最(?:短|長|速)|\b(?:fast|slow|soon|quick|long|short|earli)est\b/u
const RANKING_BONUS = 1.25

/** How much rather an attribute of the asked kind is meant than one with the same words. */
const BONUS = 1.08

/** A matcher that prefers attributes whose values are of the kind that a folded question asks for. */
export function preferringFigures(matcher: AttributeMatcher, folded: string): AttributeMatcher {
  const kinds = new Set(ASKS.filter(([, words]) => words.test(folded)).map(([kind]) => kind))
  const ranks = RANKS.test(folded)
  if (kinds.size === 0 && !ranks) return matcher
  const bonusOf = ({ attribute }: AttributeMatch, ranked: AttributeMatch | undefined) =>
    attribute === ranked?.attribute ? RANKING_BONUS : kinds.has(attribute.kind) ? BONUS : 1
  return {
    match(features, context) {
      const found = matcher.match(features, context)
      const isRanked = found[0] !== undefined && isValueKind(found[0].attribute)
      const ranked = ranks && !isRanked ? found.find(({ attribute }) => attribute.kind === 'duration') : undefined
      return found
        .map((match) => ({ ...match, score: match.score * bonusOf(match, ranked) }))
        .sort((a, b) => b.score - a.score)
    },
  }
}
