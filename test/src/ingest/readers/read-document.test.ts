import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Encoding from 'encoding-japanese'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IngestError } from '../../../../src/errors.ts'
import { MAX_FILE_BYTES, MAX_LINE_CHARACTERS, readDocument } from '../../../../src/ingest/readers/read-document.ts'
import { makePdf, textAt } from '../../../helpers/make-pdf.ts'

const JAPANESE = '1. 保管期間\nバックアップは７日間～１４日間保管します。\n'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readers-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function refusal(path: string): Promise<IngestError> {
  const error: unknown = await readDocument(path).catch((cause: unknown) => cause)
  if (!(error instanceof IngestError)) throw new Error(`${path} was not refused`)
  expect(error.message).toContain(path)
  return error
}

function encode(text: string, to: 'SJIS' | 'EUCJP' | 'JIS'): Uint8Array {
  return Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to, from: 'UNICODE' }))
}

const texts = async (path: string) => (await readDocument(path)).lines.map((line) => line.text)

describe('what is read', () => {
  it('gives the lines, the hash over the bytes and no pages for a plain text', async () => {
    const document = await readDocument(await write('plain.txt', JAPANESE))
    expect(document).toMatchObject({ format: 'text', frontMatter: {} })
    expect(document.sha256).toBe(createHash('sha256').update(JAPANESE).digest('hex'))
    expect(document.lines[0]).toEqual({ text: '1. 保管期間', page: null, heading: null })
  })

  it('takes CRLF and CR for line ends and strips the byte order mark', async () => {
    expect(await texts(await write('crlf.txt', '\ufeff一行目\r\n二行目\r三行目'))).toEqual([
      '一行目',
      '二行目',
      '三行目',
    ])
  })

  it('counts pages at form feeds', async () => {
    const { lines } = await readDocument(await write('pages.txt', '表紙\n\f本文一\n本文二\f終わり'))
    expect(lines.map((line) => [line.text, line.page])).toEqual([
      ['表紙', 1],
      ['本文一', 2],
      ['本文二', 2],
      ['終わり', 3],
    ])
  })

  it('is known by its bytes, whatever its name', async () => {
    const pdf = makePdf([textAt(50, 700, 'Backups are kept for 30 days.')])
    for (const name of ['download', 'paper.txt', 'paper.pdf']) {
      expect((await readDocument(await write(name, pdf))).format).toBe('pdf')
    }
    const error = await refusal(await write('text.pdf', JAPANESE))
    expect(error.reason).toBe('unsupported')
    expect(error.message).toContain('is not what its extension says')
  })

  it.each(['pipe.md', 'paper.txt.meta.yaml'])('is no pipe, which may have no end: %s', async (name) => {
    execFileSync('mkfifo', [join(folder, name)])
    const path = name.endsWith('.yaml') ? await write('paper.txt', JAPANESE) : join(folder, name)
    expect((await refusal(path)).reason).toBe('unreadable')
    await rm(join(folder, name))
  })

  it.each(['empty.pdf', 'empty.docx', 'empty.txt'])('is no file without a byte: %s', async (name) => {
    const error = await refusal(await write(name, ''))
    expect(error).toMatchObject({ reason: 'empty', message: expect.stringContaining('is empty (0 bytes)') })
  })

  it('reads an upper-case extension', async () => {
    expect((await readDocument(await write('PAPER.TXT', JAPANESE))).format).toBe('text')
  })

  it.each([
    ['Shift_JIS', encode(JAPANESE, 'SJIS')],
    ['EUC-JP', encode(JAPANESE, 'EUCJP')],
    ['UTF-16 little endian', Buffer.from(`\ufeff${JAPANESE}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${JAPANESE}`, 'utf16le').swap16()],
  ])('reads %s, with its wave dash and full-width digits', async (name, bytes) => {
    const [, body] = await texts(await write(`${name.replaceAll(' ', '-')}.txt`, bytes))
    expect(body?.replace('〜', '～')).toBe('バックアップは７日間～１４日間保管します。')
  })

  it('reads the circled digits and the wave dash of Windows', async () => {
    // CP932: ① is 0x8740, ～ is 0x8160; neither is in the original Shift_JIS tables as Unicode has them today.
    const bytes = Buffer.concat([Buffer.from([0x87, 0x40, 0x81, 0x60]), encode('のとおり保管しています。', 'SJIS')])
    expect(await texts(await write('cp932.txt', bytes))).toEqual(['①～のとおり保管しています。'])
  })
})

describe('front matter', () => {
  it('is taken off the top', async () => {
    const document = await readDocument(
      await write('fm.md', '---\nproduct: ミナモ便\nversion: 2\n---\n# 題\n本文です。\n'),
    )
    expect(document.frontMatter).toEqual({ product: 'ミナモ便', version: 2 })
    expect(document.lines[0]).toEqual({ text: '題', page: null, heading: 1 })
  })

  it('is overridden key by key by the file beside it', async () => {
    const path = await write('meta.txt', '---\nproduct: 旧名\nvendor: 株式会社ミナモ\n---\n本文です。\n')
    await write('meta.txt.meta.yaml', 'product: 新名\n')
    expect((await readDocument(path)).frontMatter).toEqual({ product: '新名', vendor: '株式会社ミナモ' })
  })

  it.each(['', '# 版は表紙のとおり\n\n'])('is nothing where the file beside it holds no entry: %j', async (yaml) => {
    const path = await write('bare.txt', '本文です。\n')
    await write('bare.txt.meta.yaml', yaml)
    expect((await readDocument(path)).frontMatter).toEqual({})
  })

  it('is not seen in a text that begins with a rule', async () => {
    const document = await readDocument(await write('rule.txt', '---\n安全管理の説明: 本書について\n本文です。\n---\n'))
    expect(document.lines[1]?.text).toBe('安全管理の説明: 本書について')
  })
})

describe('what is refused', () => {
  it('names a file that does not exist', async () => {
    expect((await refusal(join(folder, 'none.txt'))).reason).toBe('not_found')
  })

  it('says that a folder is unreadable', async () => {
    await mkdir(join(folder, 'folder.txt'))
    expect((await refusal(join(folder, 'folder.txt'))).reason).toBe('unreadable')
  })

  it.each([
    ['no bytes', ''],
    ['blanks only', ' \n\t\u3000\r\n'],
    ['nothing but a byte order mark', '\ufeff'],
    ['nothing but front matter', '---\nproduct: ミナモ便\n---\n\n'],
  ])('calls a file with %s empty', async (name, content) => {
    expect((await refusal(await write(`${name}.md`, content))).reason).toBe('empty')
  })

  it.each([
    ['NUL bytes', Buffer.from([0x41, 0, 0x42, 0, 0x43])],
    ['mostly control characters', Buffer.from(`ab${'\u0001\u0002'.repeat(20)}`)],
  ])('calls %s binary', async (name, bytes) => {
    expect((await refusal(await write(`${name}.txt`, bytes))).reason).toBe('binary')
  })

  it.each([
    ['Latin-1', Buffer.from('caf\xe9 na\xefve r\xe9sum\xe9 \xfcber', 'latin1')],
    ['ISO-2022-JP', encode(JAPANESE, 'JIS')],
    ['broken UTF-8', Buffer.concat([Buffer.from('保管します'), Buffer.from([0xff, 0xfe, 0xff])])],
  ])('refuses %s as an encoding that it cannot read', async (name, bytes) => {
    const error = await refusal(await write(`${name}.txt`, bytes))
    expect(error.reason).toBe('encoding')
    expect(error.message).toContain('UTF-8')
  })

  it('refuses a file one byte above the limit', async () => {
    const path = join(folder, 'huge.txt')
    const file = await open(path, 'w')
    await file.truncate(MAX_FILE_BYTES + 1)
    await file.close()
    expect((await refusal(path)).reason).toBe('too_large')
  })

  it('takes a line as long as the limit, and refuses one that is a character longer, with how it begins', async () => {
    const line = 'あ'.repeat(MAX_LINE_CHARACTERS)
    expect((await readDocument(await write('long.txt', `${line}\n`))).lines[0]?.text).toBe(line)
    const error = await refusal(await write('longer.txt', `題\n${line}い\n`))
    expect(error.reason).toBe('malformed')
    expect(error.message).toContain('has 200,001 characters in one line, the limit is 200,000: "ああああ')
  })

  it('counts no picture that is written into a line of Markdown', async () => {
    const picture = `data:image/png;base64,${'A'.repeat(MAX_LINE_CHARACTERS)}`
    const path = await write('pictures.md', `図: ![構成](${picture})\n\n![][image1]\n\n[image1]: <${picture}>\n`)
    expect((await texts(path)).filter(Boolean)).toEqual(['図:', '![][image1]'])
  })

  it('names the supported extensions to one that it does not know', async () => {
    const error = await refusal(await write('paper.xyz', JAPANESE))
    expect(error.reason).toBe('unsupported')
    expect(error.message).toContain('.txt, .text, .md, .markdown')
  })

  it.each([
    ['front.md', '---\nproduct: [開いたまま\n---\n本文です。\n'],
    ['front.txt', '---\nproduct: "閉じない\n---\n本文です。\n'],
  ])('refuses malformed YAML at the top of %s', async (name, content) => {
    expect((await refusal(await write(name, content))).reason).toBe('front_matter')
  })

  it.each([
    ['a list', '- ミナモ便\n'],
    ['broken YAML', 'product: [x\n'],
  ])('refuses %s in the file beside it', async (_, yaml) => {
    const path = await write('beside.txt', JAPANESE)
    await write('beside.txt.meta.yaml', yaml)
    const error = await refusal(path)
    expect(error.reason).toBe('front_matter')
    expect(error.message).toContain('beside.txt.meta.yaml')
    await rm(join(folder, 'beside.txt.meta.yaml'))
  })
})
