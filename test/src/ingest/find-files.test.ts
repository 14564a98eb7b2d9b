import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findFiles } from '../../../src/ingest/find-files.ts'
import { makeFolder } from '../../helpers/index-folder.ts'

/** A folder with these files, each with a word in it. */
function makeFiles(...paths: readonly string[]): string {
  const dir = makeFolder()
  for (const path of paths) {
    mkdirSync(join(dir, path, '..'), { recursive: true })
    writeFileSync(join(dir, path), '本文')
  }
  return dir
}

/** What was found, from `dir`; with the reason where it cannot be taken in. */
async function find(dir: string, ...paths: readonly string[]): Promise<string[]> {
  const found = await findFiles(paths.map((path) => join(dir, path)))
  return found.map((file) => {
    const path = file.path.slice(dir.length + 1)
    if ('skipped' in file) return `${path}: ${file.skipped.replaceAll(dir, '.')}`
    return 'error' in file ? `${path}: ${file.error.reason}` : path
  })
}

it('finds the papers of a folder and of those in it, in order of names', async () => {
  const dir = makeFiles('b.txt', 'a/z.md', 'a/b/c.txt', 'A.TXT')
  expect(await find(dir, '.')).toEqual(['A.TXT', 'a/b/c.txt', 'a/z.md', 'b.txt'])
})

it('passes over what is no paper: other types, hidden files and folders, read-me files', async () => {
  const dir = makeFiles(
    'a.md',
    'logo.png',
    '.hidden.md',
    '.git/config.md',
    'README.md',
    'readme.txt',
    'paper.meta.yaml',
  )
  expect(await find(dir, '.')).toEqual(['a.md'])
})

it('passes over the folder that a browser saves beside a page', async () => {
  const dir = makeFiles('page.html', 'page_files/frame.html', 'own_files/a.pdf', 'b.docx', 'c.xlsx')
  expect(await find(dir, '.')).toEqual(['b.docx', 'c.xlsx', 'own_files/a.pdf', 'page.html'])
})

it('takes a named file as it is, whatever its type', async () => {
  const dir = makeFiles('logo.png', 'README.md')
  expect(await find(dir, 'logo.png', 'README.md')).toEqual(['logo.png', 'README.md'])
})

it('says what is not there and which folder is empty, and goes on', async () => {
  const dir = makeFiles('a.md', 'empty/logo.png')
  expect(await find(dir, 'missing.md', 'empty', 'a.md')).toEqual(['missing.md: not_found', 'empty: empty', 'a.md'])
})

it('follows no links out of a folder, so that nothing outside is taken in, says so, and walks no ring', async () => {
  const outside = makeFiles('secret.md')
  const dir = makeFiles('a.md')
  symlinkSync(join(outside, 'secret.md'), join(dir, 'link.md'))
  symlinkSync(join(outside, 'secret.md'), join(dir, 'link.png'))
  symlinkSync(outside, join(dir, 'folder'))
  symlinkSync(dir, join(dir, 'ring'))
  symlinkSync('nothing', join(dir, 'broken.md'))
  const out = (to: string) => `it is a link out of the folder, to ${to}: name that to take it in`
  expect(await find(dir, '.')).toEqual([
    'a.md',
    'broken.md: it is a link that leads nowhere',
    `folder: ${out(outside)}`,
    `link.md: ${out(join(outside, 'secret.md'))}`,
  ])
})

it('reads a link that stays inside where it leads to what is not read anyway, and that once', async () => {
  // As Kubernetes mounts files.
  const dir = makeFiles('a.md', '..data_7/paper.md')
  symlinkSync('..data_7', join(dir, '..data'))
  symlinkSync('..data/paper.md', join(dir, 'paper.md'))
  symlinkSync('..data/paper.md', join(dir, 'paper-2.md'))
  symlinkSync('a.md', join(dir, 'a-again.md'))
  expect(await find(dir, '.')).toEqual(['a.md', 'paper-2.md'])
})

it('follows links that are named, to files and to folders', async () => {
  const outside = makeFiles('secret.md')
  const dir = makeFolder()
  symlinkSync(join(outside, 'secret.md'), join(dir, 'link.md'))
  symlinkSync(outside, join(dir, 'folder'))
  expect(await find(dir, 'link.md', 'folder')).toEqual(['link.md', 'folder/secret.md'])
})

it('skips a pipe in a folder, and says so', async () => {
  const dir = makeFiles('a.md')
  execFileSync('mkfifo', [join(dir, 'pipe.md')])
  expect(await find(dir, '.')).toEqual(['a.md', 'pipe.md: it is no regular file'])
})

it('takes a file once, however often it is named', async () => {
  const dir = makeFiles('a.md', 'b.md')
  expect(await find(dir, 'a.md', '.', 'a.md')).toEqual(['a.md', 'b.md'])
})

it('finds nothing where nothing is named', async () => {
  expect(await findFiles([])).toEqual([])
})
