import type { Unit } from '../../domain.ts'
import type { QuantityKind } from './rule.ts'

/** What a unit word stands for; `scale` brings the printed number to `unit`. */
export interface UnitMeaning {
  readonly kind: QuantityKind
  readonly unit: Unit
  readonly scale?: number
}

type Entry = readonly [source: string, meaning: UnitMeaning]

const duration = (unit: Unit, scale = 1): UnitMeaning => ({ kind: 'duration', unit, scale })
const count = (unit: Unit = 'count'): UnitMeaning => ({ kind: 'count', unit })
const PERCENT: UnitMeaning = { kind: 'percent', unit: 'percent' }
const KA = '[かヶケカヵ箇個]'

/** Words that are no amounts although a numeral may stand before their first character: 日本, 分類, 回線, 人事. */
const NOT_AFTER = {
  minute: '(?![類析離散担野岐掌配解布界]|割|の[一二三四五六七八九\\d])',
  hour: '(?![帯軸的割]|管理|同期)',
  day: '(?![本中常付次英々報誌系曜祝記給勤没光産直額課夜数立照射食頃]|目(?![にか以])|程(?!度)|当(?!た)|割|時(?!点))',
  week: '(?![目報末休次]|間[目報])',
  year: '(?![度次齢末始代目生月号版賀収表頃]|初)',
  round: '(?![線答収復避路数転覧付目想廊])',
  person: '(?![的事権材員為工口格物間気々ひ一目日])',
  name: '(?![称前刺義簿目])',
  machine: '(?![帳数風目湾])',
  company: '(?![員長会名則是用屋目]|内|外(?!部))',
  item: '(?![名数])',
  thing: '(?!管理|名|登録|情報|ロック|一覧|権限|作成|削除|認証|の)',
  letter: '(?!列|種|化|コード|目|数)',
}

const JAPANESE: readonly Entry[] = [
  ['%|パーセント', PERCENT],
  ['営業時間', duration('business_hour')],
  ['営業日(?!目)', duration('business_day')],
  [`時間${NOT_AFTER.hour}`, duration('hour')],
  ['秒間(?!隔)|秒', duration('second')],
  [`分間(?!隔)|分${NOT_AFTER.minute}`, duration('minute')],
  [`日間(?!隔)|日${NOT_AFTER.day}`, duration('day')],
  [`週間(?![目報隔])|週${NOT_AFTER.week}`, duration('week')],
  [`${KA}月間?(?!目)|月間`, duration('month')],
  [`${KA}年間?(?!目)|年間|年${NOT_AFTER.year}`, duration('year')],
  ['世代', count('generation')],
  ['スナップショット', count('generation')],
  ['文字種類?|種類の文字', count('character_class')],
  [`文字${NOT_AFTER.letter}|桁(?![目数])`, count('character')],
  [
    `種類|件${NOT_AFTER.item}|回${NOT_AFTER.round}|名${NOT_AFTER.name}|人${NOT_AFTER.person}|台${NOT_AFTER.machine}`,
    count(),
  ],
  [
    `社${NOT_AFTER.company}|[かヶケカヵ]所|箇所|拠点|[かヶケカヵ箇]国|項目|(?:リージョン|ゾーン|ユーザー?|アカウント)${NOT_AFTER.thing}`,
    count(),
  ],
]

const ENGLISH: readonly Entry[] = [
  ['%|percent|per cent', PERCENT],
  ['seconds?|secs?', duration('second')],
  ['minutes?|mins?', duration('minute')],
  ['(?:business|working) hours?', duration('business_hour')],
  ['hours?|hrs?', duration('hour')],
  ['(?:business|working) days?', duration('business_day')],
  ['(?:calendar |consecutive )?days?', duration('day')],
  ['(?:calendar )?weeks?', duration('week')],
  ['(?:calendar )?months?', duration('month')],
  ['quarters?', duration('month', 3)],
  ['(?:calendar )?years?|yrs?', duration('year')],
  ['(?:backup )?generations?|(?:daily |hourly )?snapshots?', count('generation')],
  ['(?:character|char) (?:types|classes|categories|groups)|types of characters', count('character_class')],
  ['characters?|chars?|digits?', count('character')],
  ['(?:failed |unsuccessful |invalid |consecutive ){0,2}(?:login |sign-in |log-in )?(?:attempts?|failures?)', count()],
  ['times|copies|replicas|users|accounts|regions|(?:availability )?zones|data ?cent(?:er|re)s|sites', count()],
]

/** Alternation of all Japanese unit words, longest first where one begins another. */
export const JAPANESE_UNIT_SOURCE = JAPANESE.map(([source]) => source).join('|')

/** Alternation of all English unit words; the longer ones stand where the shorter cannot match first. */
export const ENGLISH_UNIT_SOURCE = ENGLISH.map(([source]) => source).join('|')

const MEANINGS: readonly (readonly [RegExp, UnitMeaning])[] = [...JAPANESE, ...ENGLISH].map(([source, meaning]) => [
  new RegExp(`^(?:${source})$`, 'u'),
  meaning,
])

const known = new Map<string, UnitMeaning>()

/** What a unit word that one of the alternations matched stands for. */
export function meaningOf(word: string): UnitMeaning | undefined {
  const cached = known.get(word)
  if (cached) return cached
  const meaning = MEANINGS.find(([pattern]) => pattern.test(word))?.[1]
  // The vocabulary above is finite, so the cache cannot grow without bound.
  if (meaning) known.set(word, meaning)
  return meaning
}
