import { expect, it } from 'vitest'
import { createLogger, type LoggerOptions } from '../../src/logger.ts'

const NOON = new Date('2024-04-01T12:00:00.000Z')

function logAtEveryLevel(level: LoggerOptions['level'], isForPerson = false): readonly string[] {
  const lines: string[] = []
  const logger = createLogger({ level, write: (line) => lines.push(line), now: () => NOON, isForPerson })
  logger.info('index opened', { papers: 5 })
  logger.warn('answer failed verification')
  logger.error('model failed', { code: 'MODEL' })
  return lines
}

it('writes one line of JSON an entry, with its time, level and details', () => {
  expect(logAtEveryLevel('info').map((line) => JSON.parse(line))).toEqual([
    { time: '2024-04-01T12:00:00.000Z', level: 'info', message: 'index opened', papers: 5 },
    { time: '2024-04-01T12:00:00.000Z', level: 'warn', message: 'answer failed verification' },
    { time: '2024-04-01T12:00:00.000Z', level: 'error', message: 'model failed', code: 'MODEL' },
  ])
})

it('writes words for a person at a terminal', () => {
  expect(logAtEveryLevel('info', true)).toEqual([
    'info: index opened (papers: 5)',
    'warn: answer failed verification',
    'error: model failed (code: MODEL)',
  ])
})

it.each([
  ['info', 3],
  ['warn', 2],
  ['error', 1],
  ['silent', 0],
] as const)('writes from level %s on', (level, count) => {
  expect(logAtEveryLevel(level)).toHaveLength(count)
})
