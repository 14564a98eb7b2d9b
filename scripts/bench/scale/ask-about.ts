import type { SearchScope } from '../../../src/store/knowledge-store.ts'
import { createRandom } from './random.ts'
import type { InventedPaper } from './write-paper.ts'

/** Ways of asking that cost differently. */
export const QUESTION_KINDS = ['one product', 'two products', 'all products', 'free words', 'unknown product'] as const

/** A question of one kind. */
export interface ScaleQuestion {
  readonly kind: (typeof QUESTION_KINDS)[number]
  readonly text: string
}

/** A search with the section that it should find. */
export interface ScaleQuery {
  readonly text: string
  readonly product: string
  readonly heading: string
}

/** How deep searches read, and of how many the neighbours are compared. */
export const DEPTH = { limit: 24, compared: 10 } as const satisfies Record<string, SearchScope['limit']>

const OVER_ALL = [
  'ISO27017を取得しているのは？',
  'バックアップの保管期間を比較して',
  '操作ログを1年以上保存するのは？',
  '解約後すぐにデータを消すのはどの製品？',
  'SSOに対応している製品は？',
  '稼働率の目標がいちばん高いのは？',
  'Which products are ISO/IEC 27001 certified?',
  '多要素認証は使えますか',
] as const
const FREE = [
  '引継ぎ書には何を書きますか',
  '棚卸端末の費用の試算は誰がする？',
  '証明書の差し替えはいつ',
  '音声認識の負荷を測る頻度',
] as const
const UNKNOWN = [
  'ヌケガラボのバックアップの保管期間は？',
  'Does Quibblestack support SSO?',
  'ソコヌケマークの稼働率は？',
] as const

/** `count` questions, most of them about one product; the same for the same papers. */
export function askQuestions(papers: readonly InventedPaper[], count: number): readonly ScaleQuestion[] {
  const random = createRandom(`questions ${papers.length}`)
  const paper = () => papers[random.between(0, papers.length - 1)] as InventedPaper
  return Array.from({ length: count }, (_, i) => {
    const about = paper()
    const asked = about.questions[random.between(0, about.questions.length - 1)]?.text ?? '認証は？'
    switch (i % 10) {
      case 5:
        return { kind: 'two products', text: `${about.product}と${paper().product}の${asked}` }
      case 6:
        return { kind: 'all products', text: OVER_ALL[random.between(0, OVER_ALL.length - 1)] ?? OVER_ALL[0] }
      case 7:
        return { kind: 'free words', text: `${about.product}の${random.pick(FREE)}` }
      case 8:
        return { kind: 'free words', text: random.pick(FREE) }
      case 9:
        return { kind: 'unknown product', text: random.pick(UNKNOWN) }
      default:
        return { kind: 'one product', text: `${about.product}の${asked}` }
    }
  })
}

/** `count` searches over all papers, each for a section of one of them. */
export function askForSections(papers: readonly InventedPaper[], count: number): readonly ScaleQuery[] {
  const random = createRandom(`queries ${papers.length}`)
  return Array.from({ length: count }, () => {
    const { product, questions } = papers[random.between(0, papers.length - 1)] as InventedPaper
    const { text = '認証', heading = '' } = questions[random.between(0, questions.length - 1)] ?? {}
    return { text: `${product} ${text}`, product, heading }
  })
}
