import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toFeatures } from '../../../src/answer/understand/features.ts'
import { createAttributeMatcher } from '../../../src/answer/understand/match-attributes.ts'
import { KnowledgeError } from '../../../src/errors.ts'
import { type Catalog, loadCatalog } from '../../../src/knowledge/catalog.ts'
import { fold } from '../../../src/text/fold.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { catalog, KNOWLEDGE_DIR } from '../../helpers/knowledge.ts'

const ATTRIBUTE = `- id: backup.retention
  name: { ja: 保管期間, en: retention }
  kind: duration
  find: [{ about: [backup] }]
  asked: { ja: [保管期間は, 何日残る, 保管日数], en: [How long?, retention, days kept] }
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

/** A folder with a copy of the reviewed data. */
function copyKnowledge(): string {
  const dir = makeFolder()
  for (const part of ['concepts.yaml', 'values.yaml', 'attributes'])
    cpSync(join(KNOWLEDGE_DIR, part), join(dir, part), { recursive: true })
  return dir
}

/** Phrasings that are understood as another attribute, which fits better. */
function findAstray(data: Catalog): readonly string[] {
  const { attributes, vocabulary } = data
  const matcher = createAttributeMatcher(data)
  return attributes.flatMap(({ id, name, asked }) =>
    [name.ja, name.en, ...asked.ja, ...asked.en].flatMap((text) => {
      const matches = matcher.match(toFeatures(fold(text), vocabulary))
      const own = matches.find(({ attribute }) => attribute.id === id)
      const [best] = matches
      if (own && best && own.score >= best.score - 1e-9) return []
      return [`${id}: ${text} -> ${best?.attribute.id ?? 'nothing'}`]
    }),
  )
}

describe('the reviewed data', () => {
  it('loads, with more than enough that can be asked', () => {
    expect(catalog.attributes.length).toBeGreaterThanOrEqual(250)
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
    expect(findAstray(catalog)).toEqual([])
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
        'attributes/backup.yaml': ATTRIBUTE.replace('duration', 'period').replace(
          '[How long?, retention, days kept]',
          '[]',
        ),
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

  it('takes the attribute that CONTRIBUTING shows, as data only', () => {
    const guide = readFileSync(join(KNOWLEDGE_DIR, '../CONTRIBUTING.md'), 'utf8')
    const example = /## Add an attribute[\s\S]*?```yaml\n([\s\S]*?)```/u.exec(guide)?.[1] ?? ''
    const dir = copyKnowledge()
    writeFileSync(join(dir, 'attributes', 'example.yaml'), example)
    const grown = loadCatalog(dir)
    const added = grown.attributes.filter(({ id }) => catalog.find(id) === undefined)
    expect(added.map(({ id }) => id)).toEqual(['backup.key_rotation'])
    expect(findAstray(grown)).toEqual([])
  })

  it('has another fingerprint after any change', () => {
    const dir = copyKnowledge()
    expect(loadCatalog(dir).fingerprint).toBe(catalog.fingerprint)
    writeFileSync(join(dir, 'attributes', 'zz.yaml'), ATTRIBUTE.replace('backup.retention', 'backup.retention_2'))
    expect(loadCatalog(dir).fingerprint).not.toBe(catalog.fingerprint)
  })
})
