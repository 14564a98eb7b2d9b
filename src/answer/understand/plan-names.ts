/** What plans are usually called, in both languages, folded. */
const PLANS: readonly (readonly [latin: string, japanese: string])[] = [
  ['free', 'フリー'],
  ['free', '無料'],
  ['starter', 'スターター'],
  ['basic', 'ベーシック'],
  ['light', 'ライト'],
  ['lite', 'ライト'],
  ['standard', 'スタンダード'],
  ['standard', '標準'],
  ['plus', 'プラス'],
  ['pro', 'プロ'],
  ['professional', 'プロフェッショナル'],
  ['premium', 'プレミアム'],
  ['business', 'ビジネス'],
  ['enterprise', 'エンタープライズ'],
  ['team', 'チーム'],
  ['teams', 'チームズ'],
  ['personal', 'パーソナル'],
  ['individual', '個人'],
  ['growth', 'グロース'],
  ['advanced', 'アドバンスト'],
  ['ultimate', 'アルティメット'],
  ['essentials', 'エッセンシャル'],
]
const NAMES: ReadonlySet<string> = new Set(PLANS.flat())
const KIND = / (?:plan|edition|tier)$|(?:プラン|エディション)$/u

/** Whether a folded name is one that plans of any vendor have: no product by itself where another one is meant. */
export function isPlanName(folded: string): boolean {
  return NAMES.has(bareOf(folded))
}

/** The same plan in the other language: ビジネス for `business`. */
export function translatePlan(folded: string): readonly string[] {
  const name = bareOf(folded)
  return PLANS.flatMap(([latin, japanese]) => (name === latin ? [japanese] : name === japanese ? [latin] : []))
}

function bareOf(folded: string): string {
  return folded.trim().replace(KIND, '')
}
