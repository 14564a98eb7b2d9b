/**
 * Whether a folded statement, in any of its clauses, tells what companies do that have nothing to do with the product:
 * 「他社では30日間の例があります」, "Competitors offer 30 days". Other customers (「他社のデータは閲覧できません」) are none.
 */
export function isOfOutsiders(folded: string): boolean {
  return OUTSIDERS.test(folded) || (USUAL.test(folded) && !OF_VENDOR.test(folded))
}

/** Whether a label or a heading is about such companies: a column 「他社」, a chapter 「業界の動向」. */
export function namesOutsiders(label: string): boolean {
  return LABEL.test(label.trim())
}

const OTHERS =
  '(?:(?:同業)?他社|同業者|競合(?:他社|各社|企業|会社|先|相手)?|(?:その)?(?:他の|ほかの|別の|よその)(?:会社|企業|法人|ベンダー|(?:クラウド(?:サービス)?|サービス)?事業者)|他(?:ベンダー|事業者)|(?:同じ|この)?業界|世の中|世間)'
const USUAL_ONES =
  '(?:一般(?:的な|の)(?:クラウド)?(?:サービス|製品|企業|会社|事業者|ベンダー)|(?:多くの|大手の?|主要な?)(?:会社|企業|法人|ベンダー|(?:クラウド(?:サービス)?|サービス)?事業者|各社))'
/** What is theirs; of their data and people only the product can tell how it deals with them. */
const THEIRS =
  '(?:の(?!データ|情報|利用者|ユーザー?|顧客|お?客様|テナント|環境|領域|区画|アカウント|ファイル|従業員|社員|担当者|方)[^、。はがも]{1,24}?|製品|サービス|平均|標準|水準|各社)?'
const TELLS = '(?:では|は|も|には|において|なら|だと)'
/** Who else may see what is the tenant's business: 「他社は閲覧できません」. */
const NOT_SEEN = '(?![^。]*(?:閲覧|参照|アクセス|見)[^。]*(?:ません|ない))'
const CLAUSE = '(?:^|[、。:：・\\t(（「]|[はもがで]、?|として、?)\\s?'

const OTHER_VENDORS =
  '(?:most |many |some |several |all |the )?(?:other|competing|rival)(?: [a-z-]+){0,2}? (?:vendors?|compan(?:y|ies)|providers?|firms?|businesses)|(?:competing|rival) products?|(?:our |most |many |some |the |an? )?(?:competitors?|competition|rivals?)'
const ENGLISH_CLAUSE = '(?:^|[,;:(] ?(?:and |but )?|\\b(?:while|whereas|although) )'
/** A verb, or what they have: "a competitor's retention is". */
const SAY =
  "(?:['’]s?)?(?! (?:and|or|that|who|which|whose|to|for|in|on|by|with|of|must|shall|can|cannot|may not|data|information|users?|customers?|tenants?)\\b) [a-z]"
const OF_INDUSTRY =
  '(?:the |our )?industry (?:(?:averages?|norms?|benchmarks?) (?:is|are|for)|(?:practices?|standards?) (?:is|are)(?! used| appl| follow| implement| adopt))\\b'

const OUTSIDERS = new RegExp(
  [
    `${CLAUSE}${OTHERS}${THEIRS}${TELLS}${NOT_SEEN}`,
    `${ENGLISH_CLAUSE}(?:(?:${OTHER_VENDORS})${SAY}|${OF_INDUSTRY})`,
    `\\b(?:at|among) (?:${OTHER_VENDORS})\\b(?! (?:and|or)\\b)`,
    '\\b(?:in|across|throughout) (?:the|our|this) (?:[a-z-]+ )?industry\\b',
  ].join('|'),
  'u',
)
const USUAL = new RegExp(
  `${CLAUSE}${USUAL_ONES}${THEIRS}${TELLS}|(?:^|[,;] )(?:most|many|typical|average|some) (?:[a-z-]+ ){0,2}?(?:vendors|companies|providers|firms|products)${SAY}`,
  'u',
)

/** What the vendor calls itself and its service. */
export const OF_VENDOR = /当社|弊社|我々|私たち|わたしたち|本サービス|\b(?:we|our|us)\b/u

const LABEL = new RegExp(
  `^(?:${OTHERS}|${USUAL_ONES})(?:製品|サービス)?\\s?[a-z]?社?(?:の|における)?(?:場合|平均|標準|水準|例|事例|状況|動向|慣行|比較)?$|^(?:other (?:vendors?|companies|providers?|products?)|competitors?|(?:the )?industry (?:averages?|norms?|practices?|standards?|benchmarks?))$`,
  'u',
)
