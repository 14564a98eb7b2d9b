import type { ReadingTrace } from '../src/answer/model/read-question.ts'
import type { ModelTrace } from '../src/answer/model/write-answer.ts'
import type { Explanation } from '../src/engine.ts'

/** Why an answer came out as it did: what was understood, what was found, how long it took. */
export function formatExplanation({ understanding, evidence, findings, reading, model, timings }: Explanation): string {
  const { products, attributes, shape, features, conditions } = understanding
  return [
    '--- understood',
    `language   ${understanding.language}`,
    `products   ${products.map((p) => `${p.paperId}${p.variant === null ? '' : ` / ${p.variant}`} (${p.by})`).join(', ') || 'none named'}${understanding.unknownProduct === null ? '' : ` unknown: ${understanding.unknownProduct}`}`,
    `shape      ${JSON.stringify(shape)}`,
    `attributes ${attributes.map((a) => `${a.attribute.id} ${a.score.toFixed(2)} 「${a.phrase}」`).join(', ') || 'none'}`,
    `concepts   ${[...features.concepts].join(' ')}`,
    `words      ${[...features.words].join(' ')}`,
    `conditions ${conditions.map((c) => c.name?.name ?? c.quantity?.text).join(', ') || 'none'}`,
    ...(reading === undefined ? [] : formatReading(reading)),
    '--- evidence (rank, score, lexical rank, vector rank, paper, text)',
    ...evidence.map(
      (e, i) =>
        `${String(i + 1).padStart(2)}  ${e.score.toFixed(4)}  ${String(e.ranks.lexical ?? '-').padStart(3)}  ${String(e.ranks.vector ?? '-').padStart(3)}  ${e.paperId}  ${e.text.replace(/\s+/gu, ' ').slice(0, 60)}`,
    ),
    '--- verification',
    findings.length === 0 ? 'nothing to object' : findings.map((f) => `${f.reason}: ${f.words}`).join('\n'),
    ...(model === undefined ? [] : formatModel(model)),
    '--- milliseconds',
    Object.entries(timings)
      .map(([name, ms]) => `${name} ${ms.toFixed(2)}`)
      .join('  '),
  ].join('\n')
}

function formatReading({ model, promptVersion, outcome, suggested, problem }: ReadingTrace): readonly string[] {
  return [
    `--- read by model ${model}, prompt ${promptVersion}: ${outcome}${problem === null ? '' : ` (${problem})`}`,
    ...(suggested === null
      ? []
      : [`question   ${suggested.question ?? '-'}`, `attribute  ${suggested.attribute ?? '-'}`]),
  ]
}

function formatModel({ model, promptVersion, outcome, evidence, replies, checkMs }: ModelTrace): readonly string[] {
  return [
    `--- model ${model}, prompt ${promptVersion}: ${outcome} (${checkMs.toFixed(2)} ms of checks)`,
    ...evidence.map((section, i) => `${String(i + 1).padStart(2)}  ${section}`),
    ...replies.flatMap((claims, i) => [
      `reply ${i + 1}`,
      ...claims.map(({ claim, findings }) => {
        const found = findings.map(({ reason, words }) => `${reason} (${words})`).join(', ')
        return `  ${claim.text} [${claim.evidence.join(', ')}] ${found === '' ? 'holds' : found}`
      }),
    ]),
  ]
}
