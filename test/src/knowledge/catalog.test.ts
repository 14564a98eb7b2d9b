import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toFeatures } from '../../../src/answer/understand/features.ts'
import { createAttributeMatcher } from '../../../src/answer/understand/match-attributes.ts'
import { KnowledgeError } from '../../../src/errors.ts'
import { loadCatalog } from '../../../src/knowledge/catalog.ts'
import { fold } from '../../../src/text/fold.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { catalog, KNOWLEDGE_DIR } from '../../helpers/knowledge.ts'

const ATTRIBUTE = `- id: backup.retention
  name: { ja: 保管期間, en: retention }
  kind: duration
  find: [{ about: [backup] }]
  asked: { ja: [保管期間は], en: [How long?] }
`

/** A folder of knowledge with these files; those that are not given are small and in order. */
function makeKnowledge(files: Readonly<Record<string, string>> = {}): string {
  const dir = makeFolder()
  mkdirSync(join(dir, 'attributes'))
  const all = {
    'concepts.yaml': 'backup: [バックアップ]\n',
    'values.yaml': 'clouds: { 架空クラウド: 架空クラウド }\n',
    'attributes/backup.yaml': ATTRIBUTE,
    ...files,
  }
  for (const [file, text] of Object.entries(all)) writeFileSync(join(dir, file), text)
  return dir
}

/** What is wrong with a folder of knowledge, a line each. */
function problemsOf(dir: string): readonly string[] {
  try {
    loadCatalog(dir)
  } catch (error) {
    expect(error).toBeInstanceOf(KnowledgeError)
    return (error as KnowledgeError).message.split('\n- ').slice(1)
  }
  return []
}

describe('the reviewed data', () => {
  it('loads, with more than enough that can be asked', () => {
    expect(catalog.attributes.length).toBeGreaterThanOrEqual(60)
    expect(catalog.find('backup.retention')?.kind).toBe('duration')
    expect(catalog.find('backup.colour')).toBeUndefined()
  })

  it('names every attribute and phrases its questions in Japanese and English', () => {
    const silent = catalog.attributes.filter(
      (attribute) =>
        attribute.name.ja === '' ||
        attribute.name.en === '' ||
        attribute.asked.ja.length === 0 ||
        attribute.asked.en.length === 0 ||
        !attribute.asked.ja.every((text) =>
          /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|^[A-Z]/u.test(text),
        ) ||
        attribute.asked.en.some((text) => /[\p{Script=Han}\p{Script=Hiragana}]/u.test(text)),
    )
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  it('understands every phrasing as its own attribute, or as one just as good', () => {
    const matcher = createAttributeMatcher(catalog)
    const astray = catalog.attributes.flatMap(({ id, name, asked }) =>
      [name.ja, name.en, ...asked.ja, ...asked.en].flatMap((text) => {
        const matches = matcher.match(toFeatures(fold(text), catalog.vocabulary))
        const own = matches.find(({ attribute }) => attribute.id === id)
        const [best] = matches
        if (own && best && own.score >= best.score - 1e-9) return []
        return [`${id}: ${text} -> ${best?.attribute.id ?? 'nothing'}`]
      }),
    )
    expect(astray).toEqual([])
  })

  it('matches only printed words with its named values, never nothing', () => {
    const empty = [...catalog.values].flatMap(([list, values]) =>
      values.filter(({ pattern }) => ''.match(pattern)).map(({ name }) => `${list}: ${name}`),
    )
    expect(empty).toEqual([])
  })
})

describe('a folder of knowledge', () => {
  it('loads where it is in order', () => {
    const { attributes, vocabulary, values } = loadCatalog(makeKnowledge())
    expect(attributes.map(({ id }) => id)).toEqual(['backup.retention'])
    expect(vocabulary.concepts).toEqual(['backup'])
    expect(values.get('clouds')?.map(({ name }) => name)).toEqual(['架空クラウド'])
  })

  it('names every malformed entry of every file at once', () => {
    const problems = problemsOf(
      makeKnowledge({
        'concepts.yaml': 'Backup: [バックアップ]\nlog: []\n',
        'values.yaml': 'clouds: [架空クラウド]\n',
        'attributes/backup.yaml': ATTRIBUTE.replace('duration', 'period').replace('[How long?]', '[]'),
        'attributes/log.yaml': '- id: Log!\n',
      }),
    )
    expect(problems.map((problem) => problem.split(': ').slice(0, 2).join(': '))).toEqual(
      expect.arrayContaining([
        'concepts.yaml: log',
        'values.yaml: clouds',
        'attributes/backup.yaml: 0.kind',
        'attributes/backup.yaml: 0.asked.en',
        'attributes/log.yaml: 0.id',
        'attributes/log.yaml: 0.name',
        'attributes/log.yaml: 0.asked',
      ]),
    )
    expect(problems.some((problem) => problem.startsWith('concepts.yaml: Backup'))).toBe(true)
  })

  it('names a misspelled key', () => {
    const [problem, ...rest] = problemsOf(
      makeKnowledge({ 'attributes/backup.yaml': ATTRIBUTE.replace('kind:', 'yes_no: true\n  kind:') }),
    )
    expect(problem).toContain('yes_no')
    expect(rest).toEqual([])
  })

  it('names every broken reference at once', () => {
    const text = ATTRIBUTE.replace('[backup]', '[bakcup, lgo]').replace('  asked', '  related: [nothing]\n  asked')
    expect(problemsOf(makeKnowledge({ 'attributes/backup.yaml': text }))).toEqual([
      'backup.retention: unknown concept bakcup',
      'backup.retention: unknown concept lgo',
      'backup.retention: unknown attribute nothing',
    ])
  })

  it('names a file that is no YAML and one that is not there', () => {
    const broken = problemsOf(makeKnowledge({ 'values.yaml': 'clouds: {架空\n' }))
    expect(broken.every((problem) => problem.startsWith('values.yaml: '))).toBe(true)
    expect(broken.length).toBeGreaterThan(0)
    const empty = makeFolder()
    const missing = problemsOf(empty)
    expect(missing.filter((problem) => problem.includes('ENOENT')).length).toBe(3)
  })

  it('has another fingerprint after any change', () => {
    const dir = makeFolder()
    for (const part of ['concepts.yaml', 'values.yaml', 'attributes'])
      cpSync(join(KNOWLEDGE_DIR, part), join(dir, part), { recursive: true })
    expect(loadCatalog(dir).fingerprint).toBe(catalog.fingerprint)
    writeFileSync(join(dir, 'attributes', 'zz.yaml'), ATTRIBUTE.replace('backup.retention', 'backup.retention_2'))
    expect(loadCatalog(dir).fingerprint).not.toBe(catalog.fingerprint)
  })
})
