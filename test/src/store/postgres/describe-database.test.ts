import { expect, it } from 'vitest'
import { describeDatabase } from '../../../../src/store/postgres/describe-database.ts'

it.each([
  ['postgres://me:secret@db.example:6543/posture?sslmode=require', 'db.example:6543/posture'],
  ['postgres://me:secret@[::1]/posture', '[::1]:5432/posture'],
  ['postgres://me:1234/Sec2pw@db.example:5432/posture', 'me:1234/…'],
])('names a database without user and password, and no piece of what may be one: %s', (url, name) => {
  expect(describeDatabase(url)).toBe(name)
})
