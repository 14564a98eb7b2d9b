import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const WREN = `---
product: Wrenmoor Desk
vendor: Wrenmoor Ltd.
version: 1
date: 2025-03-04
---
# Wrenmoor Desk Security Paper

## 1 Introduction

This paper describes how Wrenmoor Ltd. protects Wrenmoor Desk.

## 2 Privacy and AI

Wrenmoor complies with the UK GDPR. Wrenmoor Desk offers an AI reply assistant, which is turned off by default. Customer data is not used to train AI models.
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'wren.md': WREN })
})
afterAll(() => engine.close())

async function answer(question: string): Promise<string> {
  return (await engine.ask({ text: question, turns: [] })).text
}

describe('what is plainly in the paper is told', () => {
  it.each([
    ['Does Wrenmoor Desk use customer data to train AI?', 'No. ', 'Customer data is not used to train AI models.'],
    ['Is customer data used to train AI models at Wrenmoor?', 'No. ', 'Customer data is not used to train AI models.'],
  ])('%s', async (question, start, quote) => {
    const text = await answer(question)
    expect(text).toContain(quote)
    expect(text.startsWith(start)).toBe(true)
  })
})
