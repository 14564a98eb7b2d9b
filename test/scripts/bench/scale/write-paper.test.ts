import { describe, expect, it } from 'vitest'
import { askForSections, askQuestions, QUESTION_KINDS } from '../../../../scripts/bench/scale/ask-about.ts'
import { inventNames } from '../../../../scripts/bench/scale/names.ts'
import { createRandom } from '../../../../scripts/bench/scale/random.ts'
import { writePaper } from '../../../../scripts/bench/scale/write-paper.ts'
import { openAnswerEngine } from '../../../helpers/answer-engine.ts'

const names = inventNames('seed', 2000)
const papers = names.slice(0, 40).map((name) => writePaper('seed', name))

describe('Invented papers', () => {
  it('have names that no other has', () => {
    expect(new Set(names.map(({ product }) => product)).size).toBe(2000)
  })

  it('are the same for the same seed, and a longer list begins with the shorter one', () => {
    expect(inventNames('seed', 10)).toEqual(names.slice(0, 10))
    expect(names.slice(0, 40).map((name) => writePaper('seed', name))).toEqual(papers)
    expect(inventNames('another', 10)).not.toEqual(names.slice(0, 10))
  })

  it('have 20 to 60 sections and no place that was not filled in', () => {
    for (const { text } of papers) {
      const sections = text.match(/^### /gmu)?.length ?? 0
      expect(sections).toBeGreaterThanOrEqual(20)
      expect(sections).toBeLessThanOrEqual(60)
      expect(text).not.toMatch(/[{}|]|undefined/u)
    }
  })

  it('say other things than each other', () => {
    const bodies = papers.flatMap(({ text }) => text.split(/^### .*$/gmu).slice(1))
    expect(new Set(bodies).size).toBe(bodies.length)
  })

  it('ask only what one of their sections is about', () => {
    for (const { text, questions } of papers) {
      expect(questions.length).toBeGreaterThan(0)
      for (const { heading } of questions) expect(text).toMatch(new RegExp(`^### [\\d.]+ ${heading}$`, 'mu'))
    }
  })

  it('are taken in, each as a product of its own', async () => {
    const few = papers.slice(0, 3)
    const engine = await openAnswerEngine(Object.fromEntries(few.map(({ fileName, text }) => [fileName, text])))
    const stored = await engine.store.listPapers()
    await engine.close()
    expect(stored.map(({ product, vendor }) => `${product} ${vendor}`).sort()).toEqual(
      few.map(({ product, vendor }) => `${product} ${vendor}`).sort(),
    )
    for (const { factCount } of stored) expect(factCount).toBeGreaterThan(10)
  })
})

describe('Questions over invented papers', () => {
  it('are of every kind, and the same every time', () => {
    const questions = askQuestions(papers, 50)
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(QUESTION_KINDS))
    expect(askQuestions(papers, 50)).toEqual(questions)
  })

  it('name the section that a search should find', () => {
    for (const { text, product, heading } of askForSections(papers, 20)) {
      expect(text.startsWith(product)).toBe(true)
      expect(papers.find((paper) => paper.product === product)?.text).toContain(heading)
    }
  })
})

describe('Chance with a seed', () => {
  it('stays between its bounds and reaches both', () => {
    const random = createRandom('dice')
    const thrown = Array.from({ length: 500 }, () => random.between(1, 6))
    expect([Math.min(...thrown), Math.max(...thrown)]).toEqual([1, 6])
  })

  it('picks different ones, and all where there are fewer', () => {
    const random = createRandom('cards')
    expect(new Set(random.pickSome([1, 2, 3, 4, 5], 3)).size).toBe(3)
    expect(random.pickSome([1, 2], 5).sort()).toEqual([1, 2])
  })
})
