import { z } from 'zod'

const floor = z.strictObject({
  /** Percentage of questions that must pass. */
  pass: z.number().min(0).max(100),
  /** Most answers that may say something false. */
  false: z.number().int().min(0),
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
}

/** A line for each set: whether it stands above its floor, and the floor's reason. A set without a floor is no failure. */
export function checkFloors(
  floors: Floors,
  reached: readonly Reached[],
): { readonly ok: boolean; readonly lines: readonly string[] } {
  const results = reached.map(({ name, questions, passed, falseAnswers }) => {
    const least = floors[name]
    if (least === undefined) return { ok: true, line: `${name}: no floor` }
    const percent = questions === 0 ? 0 : (100 * passed) / questions
    const problems = [
      ...(percent < least.pass ? [`pass ${percent.toFixed(1)} % is under ${least.pass} %`] : []),
      ...(falseAnswers > least.false ? [`${falseAnswers} false answers, ${least.false} allowed`] : []),
    ]
    const ok = problems.length === 0
    const state = ok
      ? `above its floor of ${least.pass} % and ${least.false} false`
      : `BELOW ITS FLOOR: ${problems.join('; ')}`
    return { ok, line: `${name}: ${state} (${least.reason})` }
  })
  return { ok: results.every((result) => result.ok), lines: results.map((result) => result.line) }
}
