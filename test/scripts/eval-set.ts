import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvalQuestion, MapDocument } from '../../scripts/eval/question-set.ts'
import type { Logger } from '../../src/logger.ts'

const PAPER = `---
product: ハコブネ
vendor: 架空倉庫システム株式会社
version: "1.0"
date: 2024-04-01
---
# ハコブネ 安全対策説明書
## 2.4 情報のバックアップ
データベースのバックアップを毎日取得します。
バックアップの保管期間は14日間です。
## 2.5 ログ
操作ログは90日間保存します。
## 2.6 倉庫の見学
見学は月曜日に
受け付けます。
`

const documents: MapDocument[] = [
  {
    product: 'ハコブネ',
    sections: [
      { number: '表紙', heading: 'ハコブネ 安全対策説明書', short: '表紙', aliases: [], kind: 'cover' },
      ...['情報のバックアップ', 'ログ', '倉庫の見学'].map((heading, i) => {
        const number = `2.${i + 4}`
        return { number, heading, short: number, aliases: [], kind: 'numbered' }
      }),
    ],
  },
]

/** A question about the only paper; what is not said here expects nothing. */
export function makeQuestion(id: string, question: string, expect: Partial<EvalQuestion['expect']>): EvalQuestion {
  return {
    id,
    lang: /[ぁ-ん]/u.test(question) ? 'ja' : 'en',
    kind: 'fact',
    turns: [],
    question,
    products: ['ハコブネ'],
    expect: { all_of: [], none_of: [], sections: [], status: 'answered', ...expect },
    quote: 'バックアップの保管期間は14日間です。',
  }
}

/** The section with this number, as a question expects it. */
export function makeExpected(section: string, optional = false): EvalQuestion['expect']['sections'][number] {
  return { product: 'ハコブネ', section, alt: [], optional }
}

/** Writes a whole set into a folder: one invented paper, its map and the questions. */
export function writeEvalSet(dir: string, questions: readonly EvalQuestion[]): string {
  mkdirSync(join(dir, 'papers'), { recursive: true })
  writeFileSync(join(dir, 'papers', 'hakobune.md'), PAPER)
  writeFileSync(join(dir, 'section-map.json'), JSON.stringify({ documents }))
  writeFileSync(join(dir, 'questions.jsonl'), questions.map((one) => JSON.stringify(one)).join('\n'))
  return dir
}

/** A logger that keeps nothing. */
export const silentLogger = { info: () => {}, warn: () => {}, error: () => {} } satisfies Logger
