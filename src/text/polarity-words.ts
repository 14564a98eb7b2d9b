/** Any of several pattern sources, matched in folded text. */
function anyOf(...sources: readonly string[]): RegExp {
  return new RegExp(sources.join('|'), 'u')
}

/** What is still being decided, made or tried has not been brought into use. */
const DECIDED =
  '(?<!(?:対策|方針|改善|見直し|要否|必要性|防止|方法|措置|課題|施策|計画|影響|リスク)策?(?:等|など)?(?:を|について)[^。、を]{0,8})検討(?:して(?:い|お)|を(?:進め|行|始め)|段階)'
const MADE = '(?:開発|構築|整備|評価|検証|審査|調整|実装|導入|試験|試行|取得|受審)中(?:です|であ|でござ|だ|[。、)]|$)'
const TRIED =
  '試験(?:的に|的な)?(?:提供|導入|運用|公開)|試行(?:的に)?(?:提供|導入|運用)|(?:ベータ|β)(?:版)?(?:として|で(?:の)?提供|を(?:提供|公開)|(?:提供|テスト)(?:中|して))|(?:限定|先行)(?:的に)?(?:提供|公開)(?:中|して)|プレビュー(?:版)?(?:として|で(?:の)?提供|を提供|提供)|パイロット(?:提供|導入|運用)'

const WE_ARE = "\\b(?:we(?:'re| are)|is|are being|is being) (?:currently |now |still |also |actively |already )?"
const ENGLISH_MADE = [
  `${WE_ARE}(?:preparing|pursuing|working on|considering|evaluating|exploring|investigating|developing|building|piloting|trialling|planning)\\b(?! and )`,
  '\\b(?:is|are) (?:currently |now |still |also |actively )?being (?:considered|evaluated|explored|investigated|developed|built|piloted|trialled|trialed|prepared|introduced|rolled out)\\b',
  '(?<!\\b(?:while|when|if|as)\\b[^.;,]{0,60})\\b(?:is|are) (?:currently |now |still |well )?(?:in progress|under ?way|pending)\\b',
  '\\bunder (?:evaluation|consideration)\\b|\\b(?:is|are) (?:currently |now |still )?(?:under|in) development\\b(?! (?:and|or|environment))',
  '\\b(?:in|a|as) (?:private|public|closed|open|limited|early|technical) (?:beta|preview|pilot|access)\\b|\\b(?:in|a|as) (?:beta|pilot)\\b(?! environment)|\\bcoming soon\\b',
  '\\bundergoing (?:our|an?|the|its) (?:first |initial )?[\\w/ -]{0,24}(?:audit|certification|assessment)\\b|\\b(?:we|have|has) (?:have )?applied for\\b',
  '\\bexpects? (?:the|our|to receive|to get)\\b[^.;]{0,30}(?:report|certificat\\w+|attestation|audit)\\b|\\bexpected (?:in|by|for) (?:q[1-4]|h[12]|late|early|mid|20\\d\\d|spring|summer|autumn|fall|winter)\\b',
]

const ANNOUNCED =
  '準備を(?:進め|行っ|始め)|取得に向け|に向けて(?:準備|取り組|検討)|予定(?:です|で|。|$|し|と)|計画中|検討中|準備中|対応予定|申請中|取得予定|計画し(?:て|ま)|(?:する|した|の)計画(?:です|だ|[。、]|$)|見込み|目標とし|(?:取得|対応|準拠|提供)(?:は|が)[^。]{0,12}目標|未定|めざす|めざし|目指す|目指し|今後(?!も)'
const ENGLISH_ANNOUNCED = [
  'planned(?! (?:maintenance|downtime|outages?|interruptions?|works?)\\b)|roadmap|scheduled for',
  '\\b(?:expects?|aims?|aiming|intends?|plans?|hopes?) to (?:be(?:come)? [\\w/ -]{0,24}(?:certified|compliant|available|accredited|attested)|obtain|achieve|complete|offer|support|introduce|launch|provide|add|release|have)\\b',
  '\\bworking towards?\\b|\\bin preparation\\b',
  '\\bwill (?:be [\\w/ -]{0,24}(?:certified|compliant|available|supported|offered|released|accredited|attested)|obtain|complete|achieve|become|support|introduce|launch)\\b',
]

/** Words that say that something is not there yet. */
export const PLANNED = anyOf(ANNOUNCED, DECIDED, MADE, TRIED, ...ENGLISH_ANNOUNCED, ...ENGLISH_MADE)

/** What ends every day and is no certificate or function: sessions, links, contracts. */
const PASSING =
  'セッション|トークン|リンク|url|コード|パスワード|鍵|キー|アカウント|権限|招待|ログイン|クッキー|契約|試用|メンテナンス|作業|session|token|link|code|password|\\bkey|account|invitation|cookie|contract|subscription|trial|cache'
const NOT_PASSING = `(?<!(?:${PASSING})[^。、;]{0,40})`
const ENDED_JA =
  '(?:終了|廃止|停止|中止|撤廃|返上|辞退|撤回)(?:いた)?し(?:ました|ております|た(?:。|$))|(?:終了|廃止|返上)して(?:い|お)|(?:サポート|提供|対応|利用)(?:を|は)(?:終了|廃止)(?:。|$)|取りやめ(?:まし|て(?:い|お))|取り下げ(?:まし|て(?:い|お))|(?:廃止|打ち切|取り消)され(?:まし|て(?:い|お))'
const EXPIRED_JA =
  '(?<!を[^。、]{0,12})(?:失効|満了)し(?:ました|て(?:い|お)|た(?:。|$|まま))|期限が?切れ(?:まし|て(?:い|お))|期限切れ(?:です|とな|にな|。|$)'
const UNLESS = '(?<!\\b(?:if|when|once|after|where|that|which|who|whose|until|unless|any|all)\\b[^.;]{0,80})'
const WAS = '\\b(?:was|were|(?:has|have) been) (?:[a-z]+ly |since )?'
const ENDED_EN = [
  `${UNLESS}${WAS}(?:discontinued|retired|withdrawn|sunset|phased out|surrendered|abandoned|dropped)\\b`,
  `${UNLESS}${NOT_PASSING}${WAS}(?:revoked|cancelled|suspended|terminated)\\b`,
  `${UNLESS}\\b(?:certificat\\w*|reports?|attestation|accreditation|registration|membership|iso[\\w/ :-]{0,20}|soc ?2[\\w ]{0,12}|pci dss) (?:has |have |had )?(?:expired|lapsed)\\b`,
  `${UNLESS}\\b(?:support|availability|offer|offering)(?: (?:for|of) (?:[\\w /,-]|\\.(?=\\d)){1,40}?)? (?:has |have )?(?:ended|ceased)\\b`,
  `${UNLESS}\\b(?:we|has|have) (?:have )?(?:discontinued|retired|withdrawn|dropped|removed) (?:support|our)\\b`,
]
/** Brought back after it had ended. */
const RENEWED = /再取得|再開|更新し(?:まし|て)|再発行|\b(?:renewed|reissued|regained|reinstated|replaced)\b/u

const ENDED = anyOf(`${NOT_PASSING}(?:${ENDED_JA}|${EXPIRED_JA})`, ...ENDED_EN)

/** Whether a clause says that something has come to an end, and none of it that it was brought back. */
export function saysEnded(folded: string): boolean {
  return ENDED.test(folded) && !RENEWED.test(folded)
}
