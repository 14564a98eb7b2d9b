/** The first pages of an invented paper, and what a reader would say it is. */
export interface SamplePaper {
  /** Name of the file; it has no part in telling the product unless it says it. */
  readonly file?: string
  readonly text: string
  /** `undefined`: the paper does not tell, it has to be refused. The other fields are not looked at then. */
  readonly product: string | undefined
  readonly vendor?: string | null
  readonly version?: string | null
  readonly date?: string | null
  readonly title?: string
  readonly variants?: readonly string[]
  readonly aliases?: readonly string[]
}

/** A cover with a body that uses the name twice and says nothing about it. */
export function paper(cover: string, name: string, introduction = ''): string {
  return `${cover}\n1. はじめに\n${introduction}\n2. 通信\n${name}の通信はTLS 1.2以上で保護します。\n3. 保存\n${name}のデータは国内に置きます。\n`
}
