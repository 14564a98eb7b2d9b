import Encoding from 'encoding-japanese'
import { IngestError } from '../../errors.ts'

/** Share of control characters above which bytes are not taken for text. */
const MAX_CONTROL_SHARE = 0.1

/** Detection looks at this many bytes; Japanese encodings show themselves in the first lines. */
const DETECTION_BYTES = 256 * 1024

/**
 * Text of a file's bytes: UTF-8, UTF-16 with a byte order mark, Shift_JIS (CP932) or EUC-JP.
 * Throws {@link IngestError} with reason `empty`, `binary` or `encoding`; never replaces characters silently.
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const text = decodeMarked(bytes, path) ?? decodeUnmarked(bytes, path)
  const plain = text.replace(/^\ufeff/, '')
  if (plain.trim() === '') throw new IngestError('empty', `${path} holds no text. Supply a file with the paper's text.`)
  if (controlShare(plain) > MAX_CONTROL_SHARE) throw binary(path)
  return plain
}

function decodeMarked(bytes: Uint8Array, path: string): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes, path)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes, path)
  return undefined
}

function decodeUnmarked(bytes: Uint8Array, path: string): string {
  if (bytes.includes(0) || startsWith(bytes, '%PDF-') || startsWith(bytes, 'PK\u0003\u0004')) throw binary(path)
  // ISO-2022-JP is plain ASCII to a UTF-8 decoder and would come out as rubbish.
  if (containsEscapeSequence(bytes)) throw foreign(path)
  const utf8 = tryDecode('utf-8', bytes)
  if (utf8 !== undefined) return utf8
  const detected = Encoding.detect(bytes.subarray(0, DETECTION_BYTES))
  const encodings = detected === 'EUCJP' ? ['euc-jp', 'shift_jis'] : ['shift_jis', 'euc-jp']
  for (const encoding of encodings) {
    const text = tryDecode(encoding, bytes)
    if (text !== undefined && looksJapanese(text)) return text
  }
  const controls = bytes.filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d].includes(byte)).length
  if (controls > bytes.length * MAX_CONTROL_SHARE) throw binary(path)
  throw foreign(path)
}

function decodeAs(encoding: string, bytes: Uint8Array, path: string): string {
  const text = tryDecode(encoding, bytes)
  if (text === undefined) throw foreign(path)
  return text
}

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Other encodings read as Shift_JIS come out as half-width katakana and rare ideographs without any kana. */
function looksJapanese(text: string): boolean {
  const kana = count(text, /[\u3040-\u30ff]/g)
  const halfWidth = count(text, /[\uff61-\uff9f]/g)
  const foreignToText = count(text, /[\ue000-\uf8ff\ufffd]/g)
  return kana > halfWidth && foreignToText * 20 <= kana
}

function controlShare(text: string): number {
  return text.length === 0
    ? 0
    : count(text, /\p{Cc}/gu) / text.length - count(text, /[\t\n\r\f\v\u0085]/g) / text.length
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return [...ascii].every((character, i) => bytes[i] === character.charCodeAt(0))
}

function containsEscapeSequence(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0x1b); i >= 0; i = bytes.indexOf(0x1b, i + 1)) {
    if (bytes[i + 1] === 0x24 && (bytes[i + 2] === 0x42 || bytes[i + 2] === 0x40)) return true
  }
  return false
}

function binary(path: string): IngestError {
  return new IngestError('binary', `${path} is not text (binary data). Convert it to text or Markdown first.`)
}

function foreign(path: string): IngestError {
  return new IngestError(
    'encoding',
    `${path} is in an encoding that cannot be read. Save it as UTF-8 (Shift_JIS, EUC-JP and UTF-16 with BOM also work).`,
  )
}
