import { toHiragana } from '../../text/kana.ts'

/**
 * How ideographs that stand in names are read, in hiragana with their voiced forms. No dictionary: what is not here has
 * no reading, and a name spelled with it is not recognised by its sound.
 */
const READINGS: ReadonlyMap<string, readonly string[]> = new Map(
  `
    箱はこ,ばこ 函はこ,ばこ 帳ちょう 台だい 棚たな,だな 倉くら,ぐら,そう 蔵くら,ぐら,ぞう 庫こ
    本ほん,ぼん,ぽん 便びん,たより,だより 箋せん 板いた,ばん 机つくえ
    店みせ,てん 屋や 家いえ,や 堂どう 庵あん 亭てい 房ぼう 園その,えん 庭にわ,てい 森もり
    林はやし,ばやし 丘おか 山やま,さん 川かわ,がわ 海うみ 島しま,じま 里さと,ざと 道みち,どう
    橋はし,ばし 門もん 窓まど
    風かぜ,ふう 雲くも,ぐも 空そら,ぞら 星ほし,ぼし 月つき,づき 日ひ,び,にち 光ひかり 雪ゆき 雨あめ
    水みず 波なみ 灯ひ,び,とう,あかり 火ひ,び 石いし 木き,ぎ 花はな,ばな 葉は,ば 草くさ,ぐさ 実み
    鳥とり,どり 羽はね,ばね 春はる 夏なつ 秋あき 冬ふゆ 朝あさ 夜よる,よ
    方かた,がた 手て 声こえ,ごえ 守もり,まもり 番ばん 郎ろう 丸まる 寄より 合あい 集つどい
    語かたり,がたり 見み 読よみ 書かき,がき,しょ 綴つづり 巡めぐり 包つつみ 糸いと 織おり 結ゆい 音おと
    色いろ 縁えん,ふち 側がわ,かわ 町まち 街まち,がい 野の 原はら,ばら 田た,だ 谷たに,だに 池いけ
    泉いずみ 岸きし,ぎし 浜はま 虹にじ 霧きり 露つゆ 桜さくら,ざくら 梅うめ 松まつ 竹たけ,だけ 藤ふじ
    菊きく 鈴すず 鐘かね 笛ふえ,ぶえ 鍵かぎ 傘かさ,がさ 舟ふね 船ふね 車くるま,ぐるま 文ふみ,ぶん
    紙かみ,がみ 筆ふで
    工こう 程てい 行こう,ぎょう 購こう 講こう 買ばい 勤きん 怠たい 給きゅう 与よ 会かい 計けい 経けい
    費ひ 精せい 算さん 請せい 求きゅう 契けい 約やく 管かん 理り 人じん,ひと,びと 事じ 労ろう 務む
    在ざい 受じゅ 発はつ,はっ 注ちゅう 配はい 送そう 物ぶつ,もの 流りゅう 生せい 産さん 製せい 造ぞう
    品ひん 質しつ 検けん 証しょう 保ほ 全ぜん 安あん 施せ 申しん
    一いち,ひと 二に,ふた 三さん,み 四し,よん,よ 五ご,いつ 六ろく,む 七なな,しち 八はち,や
    九きゅう,く 十じゅう,と,とお 百ひゃく,もも 千せん,ち 万まん,よろず 大だい,おお 小こ,お,しょう
    中なか,ちゅう 高たか,こう 新しん,あら,にい 古ふる,こ 東ひがし,とう,あずま 西にし,せい
    南みなみ,なん 北きた,ほく 上うえ,かみ,じょう 下した,しも,か 前まえ,ぜん 青あお 赤あか
    白しろ,しら,はく 黒くろ 緑みどり 金きん,かね 銀ぎん 心こころ,しん 夢ゆめ 芽め
    種たね,だね,しゅ,くさ,ぐさ 根ね 枝えだ 苗なえ 稲いね 米こめ 麦むぎ 豆まめ 栗くり 桃もも 柿かき
    椿つばき 楓かえで 杉すぎ 柳やなぎ 鹿しか 馬うま 牛うし 犬いぬ 猫ねこ 鶴つる 亀かめ 燕つばめ 雀すずめ
    鷹たか 魚さかな 貝かい 虫むし 蛍ほたる 蝶ちょう 若わか 福ふく 宝たから 玉たま,だま 珠たま 鏡かがみ
    弓ゆみ 矢や 刀かたな 帆ほ 港みなと 湊みなと 浦うら 湖みずうみ,こ 滝たき 沢さわ 坂さか,ざか 辻つじ
    宿やど,しゅく 城しろ,じょう 宮みや,ぐう 寺てら,でら 塔とう 塾じゅく 学がく 校こう 室むろ,しつ 座ざ
    席せき 札ふだ 旗はた 鼓つづみ 琴こと 歌うた 話はなし,ばなし,わ 言こと,げん 名な,めい 簿ぼ 録ろく
    票ひょう 表ひょう,おもて 印しるし,いん 判はん 値あたい 価か 売うり,ばい 商しょう 貨か 銭ぜに 財ざい
    税ぜい 債さい 権けん 議ぎ 社しゃ 員いん 職しょく 業ぎょう 採さい 用よう 育いく 医い 療りょう
    薬くすり,やく 健けん 康こう 介かい 護ご 防ぼう 災さい 警けい 備び 設せつ 建けん 築ちく 修しゅう
    運うん 輸ゆ 駅えき 旅たび 泊はく 食しょく 飯めし 茶ちゃ 酒さけ,ざか 味あじ 塩しお 油あぶら 電でん
    機き 器き,うつわ 具ぐ 材ざい 鉄てつ 土つち 地ち 図ず 絵え 写しゃ 真しん,ま 映えい 像ぞう 信しん
    伝でん 報ほう 知ち 告こく 問もん,とい 答とう,こたえ 相そう,あい 談だん 案あん 内うち,ない 客きゃく
    友とも 輪わ 和わ 楽らく,がく 喜よろこび 笑え 愛あい 恵めぐみ 望のぞみ 希き 明めい,あき 暁あかつき
    昼ひる 夕ゆう 宵よい 時とき,どき,じ 暦こよみ 年とし,ねん 週しゅう 刻こく,きざみ 速そく 早はや
    即そく 遠とお,えん 近ちか 広ひろ 深ふか 長なが,ちょう 短たん 重しげ,じゅう 軽かる,けい
    強つよ,きょう 正まさ,せい 直なお 清きよ,せい 静しず,せい 美み 優ゆう 良よし,りょう 幸さち,こう
    付つけ,ふ 口くち,ぐち 待まち,たい 凪なぎ 澪みお 暮くれ 硯すずり 栞しおり
  `
    .trim()
    .split(/\s+/u)
    .map((entry) => [entry.charAt(0), entry.slice(1).split(',')]),
)

/** Most readings of one name that are looked at. */
const MAX_READINGS = 16

/**
 * How a name in kana and ideographs may be read, in hiragana; other letters stay. Empty where an ideograph is not in
 * the table, unless `keep` leaves those as they are.
 */
export function readingsOf(name: string, { keep = false } = {}): readonly string[] {
  let readings: readonly string[] = ['']
  for (const letter of name) {
    const own = READINGS.get(letter) ?? (/\p{Script=Han}/u.test(letter) && !keep ? [] : [toHiragana(letter)])
    readings = readings.flatMap((reading) => own.map((more) => reading + more)).slice(0, MAX_READINGS)
  }
  return readings
}

/** Whether two names may be read alike: 行程 and 工程. */
export function soundsSame(a: string, b: string): boolean {
  const readings = new Set(readingsOf(a, { keep: true }))
  return readingsOf(b, { keep: true }).some((reading) => readings.has(reading))
}
