/**
 * What a section of an invented paper is about. In its texts `[a|b]` is one of several wordings and `{name}` a value of
 * `TopicValues`.
 */
export interface Topic {
  readonly headings: readonly [string, ...string[]]
  readonly sentences: readonly [string, ...string[]]
  /** Questions that a section of it answers, without the product's name: 「バックアップの保管期間は？」. */
  readonly asked: readonly string[]
}
