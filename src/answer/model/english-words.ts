/** Words that say nothing about a vendor by themselves. */
const PLAIN_ENGLISH = new Set(
  `long must may can could would should need needs needed require requires required the and for are is was were has have had been being that this these those with from into than then its their there
 which when where after within every each per least about over under during 
 also only but not cannot can will does did done using use used uses kept keep keeps retain
 retained retains store stored stores held hold holds make makes made take takes taken taking provide provides provided
 offer offers offered available support supports supported supporting perform performs performed carried carry carries
 out run runs place places via through following follows state states stated says said according paper document
 whitepaper product service services data information period periods time times day days week weeks month months year
 years hour hours minute minutes second seconds generations
 generation copies copy characters character percent allowed allow allows
 setting settings short them they she you your our any all no none nor
 end ends ended given give gives get gets obtain obtained obtains
 certified certification currently applied apply applies application applying process 
 how what who whose upon case cases method target targets    
 not yet including includes include
 included consists consist contain contains covers cover covered managed manage manages handled handle handles`
    .split(/\s+/u)
    .filter((word) => word !== ''),
)

/** What plain nouns and verbs of English are called in Japanese papers, by the stem of the word. */
const MEANINGS: Readonly<Record<string, RegExp>> = {
  account: /アカウント/u,
  administrat: /管理者/u,
  agree: /合意|同意|契約/u,
  application: /アプリケーション|アプリ/u,
  attack: /攻撃/u,
  audit: /監査/u,
  authori: /許可|権限|認可/u,
  between: /との|間/u,
  browser: /ブラウザ/u,
  business: /業務|営業|事業/u,
  cancel: /解約/u,
  'cent(?:er|re)': /センター/u,
  client: /クライアント/u,
  cloud: /クラウド/u,
  company: /会社|企業|当社/u,
  connect: /接続/u,
  contact: /窓口|問い?合わ?せ|連絡/u,
  contract: /契約/u,
  damage: /被害|損害/u,
  device: /端末|機器|装置|デバイス/u,
  disclos: /開示/u,
  discover: /発見/u,
  document: /文書|資料/u,
  email: /メール/u,
  emergenc: /緊急/u,
  employee: /従業員|社員|職員/u,
  environment: /環境/u,
  expert: /専門家/u,
  extern: /外部/u,
  facilit: /設備|施設/u,
  feature: /機能/u,
  file: /ファイル/u,
  folder: /フォルダ/u,
  function: /機能/u,
  holiday: /祝日|休日|休暇/u,
  hour: /時間/u,
  immediate: /即時|直ち|速やか|即座/u,
  incident: /インシデント|事故/u,
  individual: /個別|個々/u,
  infrastructure: /基盤|インフラ/u,
  internal: /内部|社内/u,
  internet: /インターネット/u,
  japan: /日本|国内/u,
  law: /法/u,
  letter: /英字|文字/u,
  logical: /論理/u,
  lowercase: /小文字/u,
  mail: /メール/u,
  maintenance: /メンテナンス|保守/u,
  manual: /マニュアル|手動/u,
  message: /メッセージ|メール/u,
  middleware: /ミドルウェア/u,
  network: /ネットワーク/u,
  night: /夜間/u,
  number: /数字|番号|数/u,
  operat: /運用|操作|運営|オペレーティング/u,
  'organi[sz]ation': /組織/u,
  page: /ページ/u,
  partial: /一部/u,
  permission: /権限|許可/u,
  physical: /物理/u,
  plan: /プラン|計画/u,
  platform: /プラットフォーム|基盤/u,
  port: /ポート/u,
  program: /プログラム/u,
  project: /プロジェクト/u,
  prompt: /速やか|直ち|遅滞なく/u,
  protocol: /プロトコル/u,
  record: /記録/u,
  regular: /定期/u,
  request: /要望|依頼|希望|リクエスト|申請/u,
  review: /レビュー|見直/u,
  role: /役割|ロール/u,
  server: /サーバ/u,
  setting: /設定/u,
  site: /サイト/u,
  software: /ソフト/u,
  special: /特殊|特別/u,
  staff: /従業員|社員|職員|担当者/u,
  standard: /標準|規格|基準/u,
  stop: /停止/u,
  subcontract: /委託/u,
  symbol: /記号/u,
  system: /システム/u,
  target: /目標/u,
  default: /初期|既定|標準|デフォルト/u,
  protect: /保護/u,
  set: /設定/u,
  start: /開始/u,
  before: /前|まで/u,
  until: /まで/u,
  without: /なし|なく|せず/u,
  '(?:must|need|require)': /必要|必須|こと/u,
  may: /でき|可能|いただけ/u,
  tenant: /テナント/u,
  terminal: /端末/u,
  terminat: /終了|解約/u,
  terms: /約款|規約/u,
  test: /試験|テスト|検証|診断/u,
  third: /第三者/u,
  train: /教育|訓練|研修/u,
  transmi: /送信|通信|転送/u,
  uppercase: /大文字/u,
  user: /ユーザ|利用者/u,
  virtual: /仮想/u,
  virus: /ウイルス|ウィルス/u,
  web: /web|ウェブ/u,
  weekday: /平日/u,
  weekend: /土日/u,
  work: /作業|業務|営業/u,
}
const MEANT = Object.entries(MEANINGS).map(([stem, words]) => ({ stem: new RegExp(`^${stem}`, 'u'), words }))

/** Whether an English word says nothing by itself. */
export function isPlainEnglish(word: string): boolean {
  return PLAIN_ENGLISH.has(word)
}

/** Whether a word says nothing by itself, or stands in a folded text: `encrypted` does where `encrypts` does. */
export function isEnglishSaid(word: string, text: string): boolean {
  if (isPlainEnglish(word)) return true
  const stem = word.length > 4 ? word.replace(/(?:ations?|ed|ing|es|s|ly)$/u, '') : word
  if (new RegExp(`(?<![a-z])${stem}`, 'u').test(text)) return true
  return MEANT.some((one) => one.stem.test(word) && one.words.test(text))
}

/** Where Japanese words stand that mean what an English source says. */
export function findMeant(folded: string, source: string): readonly { readonly start: number; readonly end: number }[] {
  return MEANT.filter(({ stem }) => new RegExp(`(?<![a-z])${stem.source.slice(1)}`, 'u').test(source)).flatMap(
    ({ words }) =>
      [...folded.matchAll(new RegExp(words.source, 'gu'))].map(({ 0: word, index }) => ({
        start: index,
        end: index + word.length,
      })),
  )
}
