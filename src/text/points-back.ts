import { fold } from './fold.ts'

const POINTS_BACK =
  /^(?:(?:なお|また|ただし)、)?(?:同社|同センター|同事業者|これ|それ|この|その|(?:it|its|they|their|these|this|those)\b)/u

/** Whether a sentence begins with words that mean nothing without the one before: 同社は, "It stores". */
export function pointsBack(sentence: string): boolean {
  return POINTS_BACK.test(fold(sentence))
}
