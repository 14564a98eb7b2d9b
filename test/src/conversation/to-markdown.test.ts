import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeEntities, toLiteral, toMarkdown } from '../../../src/conversation/to-markdown.ts'
import { findBareUrls, findEmoji, findLinks, findMentions } from '../../helpers/fake-slack/scan-text.ts'

describe('as Markdown', () => {
  it.each([
    'Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。',
    '「Mikazuki Box」の資料は登録されていません。登録されている製品：コモレビ、Yoimachi Form、Hoshiguma Vault',
    '・コモレビ：60日（コモレビ給与）[1]、15日（コモレビ勤怠）[1]',
    '記載なし（計算上は 約168時間（6時間ごと × 28世代）[3][4] / 資料に直接の記載はありません）',
    'ISO/IEC 27001:2022の認証を2023年9月に取得しています[1]。月間稼働率の目標値は99.95%です[2]。',
    '通信はTLS1.2以上で暗号化します。受付時間は平日10時から17時まで（10:00-17:00）です。',
    'Audit logs are retained for 18 months [1], i.e. 1.5 years.',
    '該当する章はA.12.3.1とCLD.6.3.1です。',
    '※ [1][2] 抜粋版による回答です。',
    '9:00に始まり、10:30:15に終わります。受付：10:00-17:00、18:00:',
    '比率は 3:1、URN は urn:isbn で始まります。区分: A、区分: B',
  ])('an answer stays as it is: %s', (text) => {
    expect(toMarkdown(text)).toBe(text)
  })

  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1> と <#C1|general> と <!subteam^S1>', '&lt;@U1&gt; と &lt;#C1\\|general&gt; と &lt;!subteam^S1&gt;'],
    ['<http://a.example|b>', '&lt;`http://a.example`\\|b&gt;'],
    ['[a](http://b.example)', '[a] (`http://b.example`)'],
    ['[a][b]', '[a][b]'],
    ['[1]: http://x.example', '[1] : `http://x.example`'],
    ['![図](https://a.example/i.png)', '![図] (`https://a.example/i.png`)'],
    ['evil.example を参照', '`evil.example` を参照'],
    ['詳しくはsupport@vendor.example へ', '詳しくは`support@vendor.example` へ'],
    ['（https://a.example/x?y=1&z=2）をご覧ください', '（`https://a.example/x?y=1&amp;z=2`）をご覧ください'],
    ['https://例え.example/', '`https://`例え.example/'],
    ['_evil.example_ a/evil.example', '\\_`evil.example`\\_ a/`evil.example`'],
    ['*bold* _it_ ~del~ `code`', '\\*bold\\* \\_it\\_ \\~del\\~ ˋcodeˋ'],
    ['# 見出し', '\\# 見出し'],
    ['- 項目', '\\- 項目'],
    ['1. 項目', '1\\. 項目'],
    ['1) 項目', '1\\) 項目'],
    ['> 引用', '&gt; 引用'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['```\ncode\n```', 'ˋˋˋ  \ncode  \nˋˋˋ'],
    ['    字下げ', ' 字下げ'],
    ['| a | b |', '\\| a \\| b \\|'],
    ['C:\\temp', 'C:\\\\temp'],
    ['一行目\n二行目', '一行目  \n二行目'],
    ['R&D <b>', 'R&amp;D &lt;b&gt;'],
    ['半分\ud83d', '半分\ufffd'],
    [':tada:', ':\u2060tada:'],
    ['完了:white_check_mark:です', '完了:\u2060white\\_check\\_mark:です'],
    [':+1::skin-tone-2: :-1: :100:', ':\u2060+1::\u2060skin-tone-2: :\u2060-1: :\u2060100:'],
    [':ありがとう: 12:34:tada:', ':\u2060ありがとう: 12:34:\u2060tada:'],
    [':`a:', ':\u2060ˋa:'],
  ])('%j shows just that', (text, markdown) => {
    expect(toMarkdown(text)).toBe(markdown)
  })

  it('keeps markers wherever they stand, and never makes them links', () => {
    const text = '28世代[1][2]（[3]）[4]:[5](6)'
    expect(toMarkdown(text).match(/\[\d+\]/gu)).toEqual(text.match(/\[\d+\]/gu))
    expect(findLinks(toMarkdown(text), 'markdown')).toEqual([])
  })

  it('can neither mention, link, unfurl nor draw an emoji, whatever the text is made of', () => {
    const part = fc.constantFrom(
      ...[
        '<',
        '>',
        '&',
        '|',
        '[',
        ']',
        '(',
        ')',
        ':',
        '!',
        '@',
        '`',
        '\\',
        '*',
        '_',
        '~',
        '#',
        '\n',
        ' ',
        '.',
        '/',
        '-',
      ],
      ...[
        '<!channel>',
        '<@U0BOT>',
        '<#C1>',
        'https://',
        'http://a.example',
        'b.co.jp',
        'www.',
        'com',
        'a',
        '1',
        'あ',
        '。',
      ],
      ...[':tada:', 'tada', '+1', ':100', '10:', ':a_b', "'", 'ー', '\u3099'],
      ...['[1]', '](', ']: ', '```', '&lt;', '&amp;lt;', 'mailto:', '\ud83d', '\t'],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const markdown = toMarkdown(parts.join(''))
        expect(findMentions(markdown)).toEqual([])
        expect(findLinks(markdown, 'markdown')).toEqual([])
        expect(findBareUrls(markdown, 'markdown')).toEqual([])
        expect(findEmoji(markdown)).toEqual([])
        expect(markdown).not.toMatch(/[<>]|[\ud800-\udfff]/u)
      }),
      { numRuns: 3000 },
    )
  })
})

it('as a literal has no markup of its own, but neither a mention nor an emoji', () => {
  expect(toLiteral('*a* <!here> :tada: 10:30:15')).toBe('*a* &lt;!here&gt; :\u2060tada: 10:30:15')
})

describe('with entities', () => {
  it('has none of the characters that control mentions, links and tags', () => {
    expect(escapeEntities('<!here> & <https://a.example|b> &lt;')).toBe(
      '&lt;!here&gt; &amp; &lt;https://a.example|b&gt; &amp;lt;',
    )
  })

  it('keeps whole letters outside the basic plane and replaces halves', () => {
    expect(escapeEntities('𠮷野\udfb7')).toBe('𠮷野\ufffd')
  })
})
