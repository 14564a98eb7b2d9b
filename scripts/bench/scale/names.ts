import { createRandom, type Random } from './random.ts'

/** An invented product with the company that it is from. */
export interface InventedName {
  readonly product: string
  readonly vendor: string
}

const LATIN_HEADS =
  'Arbin Bexley Calder Dorvin Elmora Fennick Galbra Hestor Ivoryn Jaspen Kelwin Lumbra Morvex Nettan Orrin Pellow Quarrin Rasken Selby Tavorn Ulmera Vantry Wexham Yarrel Zeffin Bramlo Cindrel Drovane Farrow Glenmar'.split(
    ' ',
  )
const LATIN_TAILS =
  'desk flow cart note grid port loom mill nest yard ledger forge lane bench crate press signal harbor pilot spring'.split(
    ' ',
  )
const KANA_HEADS =
  'ミナセ トキハ カザミ ソラネ ユイハ ホシガ アオギ ナギサ ツムギ ハルカゼ ヒナタ クレハ イロハ サザナ コトリ マドカ ワカバ タマキ セセラ ノドカ オリベ シラセ フミツ モリノ ヤマネ ルリハ エニシ キサラ スズネ ネムノ'.split(
    ' ',
  )
const KANA_TAILS =
  'ネット ボード リンク ノート ワークス カルテ ポスト ナビ ベース デスク レーン パレット タグ ホーム サイン'.split(' ')
const KANJI_HEADS =
  '朝霧 雪灯 風待 月代 花筏 空木 浜風 若竹 白樺 青柳 夕凪 水鏡 星影 春霞 秋津 冬木 千歳 八重 深山 遠野 茜雲 露草 綾織 玉響 天音'.split(
    ' ',
  )
const KANJI_TAILS = '台帳 帳場 便り 文庫 書院 番所 会議 受付 手帖 精算 名簿 回覧 工房 窓口 倉庫'.split(' ')
const FIELDS = '会計 勤怠 購買 人事 経費 在庫 予約 契約 採用 物流 保全 点検 見積 請求 研修'.split(' ')
const EDITIONS = ['Cloud', 'Works', 'Plus', 'Suite', 'Hub', 'Studio']
const COMPANY_HEADS =
  '霧沢 椎名原 桐ヶ丘 蓮沼 音羽根 樫尾 鷺宮 藤代 真砂 榛名坂 能見 柚木 久遠 東雲 小夜川 立石 七里 国立原 高瀬川 梓野 相良 葛城 宇治原 早瀬 千早 美作 阿久津 御影 若狭 多摩川'.split(
    ' ',
  )
const COMPANY_TAILS =
  'ソフトワークス システムズ 情報サービス テクノロジー データ デジタル ソリューションズ クラウド 計算センター インフォ'.split(
    ' ',
  )

/** Names of invented products, no two alike; a longer list begins with the shorter one. */
export function inventNames(seed: string, count: number): readonly InventedName[] {
  const random = createRandom(`${seed} names`)
  const taken = new Set<string>()
  const names: InventedName[] = []
  while (names.length < count) {
    const product = inventProduct(random)
    const vendor = inventVendor(random)
    if (taken.has(product)) continue
    taken.add(product)
    names.push({ product, vendor })
  }
  return names
}

function inventProduct(random: Random): string {
  const one = (from: readonly string[]) => from[random.between(0, from.length - 1)] ?? ''
  switch (random.between(0, 6)) {
    case 0:
      return one(LATIN_HEADS) + one(LATIN_TAILS)
    case 1:
      return `${one(LATIN_HEADS)}${one(LATIN_TAILS)} ${one(EDITIONS)}`
    case 2:
      return one(KANA_HEADS) + one(KANA_TAILS)
    case 3:
      return one(KANA_HEADS) + one(KANA_TAILS) + one(FIELDS)
    case 4:
      return one(KANJI_HEADS) + one(KANJI_TAILS)
    case 5:
      return `${one(LATIN_HEADS)} ${one(FIELDS)}`
    default:
      return one(KANA_HEADS) + one(FIELDS)
  }
}

function inventVendor(random: Random): string {
  const one = (from: readonly string[]) => from[random.between(0, from.length - 1)] ?? ''
  const name = one(COMPANY_HEADS) + one(COMPANY_TAILS)
  return random.next() < 0.7 ? `株式会社${name}` : `${name}株式会社`
}
