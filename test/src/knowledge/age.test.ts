import { expect, it } from 'vitest'
import { isOutdated } from '../../../src/knowledge/age.ts'

it.each([
  ['2022-04-01', '2024-04-02', true],
  ['2022-04-01', '2024-04-01', false],
  ['2022-04', '2024-04-30', false],
  ['2022-03', '2024-04-01', true],
  ['2022-03-01', '2024-02-29', false],
  ['2030-01-01', '2024-02-29', false],
  [null, '2024-02-29', false],
])('an edition of %s is older than two years on %s: %s', (date, today, expected) => {
  expect(isOutdated(date, today)).toBe(expected)
})
