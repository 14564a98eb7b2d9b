import { z } from 'zod'

const floor = z.strictObject({
  /** Percentage of questions that must pass. */
  pass: z.number().min(0).max(100),
  /** Most answers that may say something false. */
  false: z.number().int().min(0),
  /** Most papers of the set that may not be taken in. */
  refused: z.number().int().min(0).default(0),
  /** Why it stands where it does; shown when it is missed. */
  reason: z.string().min(1),
})

/** The shape of `floors.json`: the least that each set must reach, by the set's name. */
export const floorsSchema = z.record(z.string(), floor)

/** The least that each set must reach. */
export type Floors = z.infer<typeof floorsSchema>

/** What one set reached. */
export interface Reached {
  readonly name: string
  readonly questions: number
  readonly passed: number
  readonly falseAnswers: number
  /** Papers that were not taken in. */
  readonly refused: number
}

/**
 * A line for each set: whether it stands above its floor, and the floor's reason. A set without a floor is no failure;
 * with `isEverySet`, a floor without a set is one.
 */
export function checkFloors(
  floors: Floors,
  reached: readonly Reached[],
  isEverySet = false,
): { readonly ok: boolean; readonly lines: readonly string[] } {
  const results = reached.map(({ name, questions, passed, falseAnswers, refused }) => {
    const least = floors[name]
    if (least === undefined) return { ok: true, line: `${name}: no floor` }
    const percent = questions === 0 ? 0 : (100 * passed) / questions
    const problems = [
      ...(percent < least.pass ? [`pass ${percent.toFixed(1)} % is under ${least.pass} %`] : []),
      ...(falseAnswers > least.false ? [`${falseAnswers} false answers, ${least.false} allowed`] : []),
      ...(refused > least.refused ? [`${refused} papers not taken in, ${least.refused} allowed`] : []),
    ]
    const ok = problems.length === 0
    const state = ok
      ? `above its floor of ${least.pass} % and ${least.false} false`
      : `BELOW ITS FLOOR: ${problems.join('; ')}`
    return { ok, line: `${name}: ${state} (${least.reason})` }
  })
  const missing = isEverySet ? Object.keys(floors).filter((name) => !reached.some((set) => set.name === name)) : []
  return {
    ok: results.every((result) => result.ok) && missing.length === 0,
    lines: [
      ...results.map((result) => result.line),
      ...missing.map((name) => `${name}: BELOW ITS FLOOR: it was not measured`),
    ],
  }
}
