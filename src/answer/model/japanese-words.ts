/** Particles, endings and auxiliaries: none of them says anything of a vendor by itself. */
const KANA =
  'は|が|を|に|へ|と|で|の|も|や|から|からの|な|し|して|した|して|します|しました|する|さ|され|される|された|されて|されます|せ|せず|いる|います|いません|おり|おります|おりません|ある|あり|あります|ありません|です|でした|だ|である|であれば|でき|できる|できます|できません|できない|なる|なり|なります|なって|ない|なく|ません|ます|ました|こと|もの|この|その|これ|それ|ため|ので|として|とし|とき|という|により|による|によって|について|において|における|に対し|に関し|ごと|ずつ|また|なお|そして|および|かつ|お|ご|よう|とおり|らの|つつ|なければ|なりません|さらに|にわたって|にわたり|となっています|となっており|となって|すべて|いずれ|いただけます'
/** How a verb goes on behind its ideograph. */
const OKURIGANA =
  '[いきぎしちにびみりっえけげせてねべめれかがさたなばまらわうくぐすつぬぶむるるん]{1,2}(?:て|で|た|だ|れ|られ|せ)?|[てでただ]'
/** Words as empty as these. */
const WORDS = `(?:行|含|受)(?:${OKURIGANA})|実施|資料|書面|文書|記載|明記|説明|規定|内容|項目|状況|方法|方式|期間|間隔|頻度|場所|当該|同|次|下記|上記|非対応|未対応|可能|不可|必要|使用|利用|対応|保管|保存|保持|取得|記録|提供|全て`
/** Words that bound or place what is said, each with what the source has to have for it. */
const IF_SAID: readonly (readonly [word: string, said: RegExp])[] = [
  ['後|のち|あと', /後|以降|経過|のち|あと/u],
  ['前|まえ', /前|まえ|まで/u],
  ['まで', /まで|～|〜/u],
  ['より', /より|から/u],
  ['全', /全|すべて|いずれも/u],
  ['間', /間|との/u],
  ...[...'中内外時際等的者用化性各別約'].map((letter): readonly [string, RegExp] => [letter, new RegExp(letter, 'u')]),
  ...['製品', 'サービス', 'うち', 'ほか', 'など', 'または', 'ほど', 'もし'].map((word): readonly [string, RegExp] => [
    word,
    new RegExp(word, 'u'),
  ]),
]

const patterns = new Map<string, RegExp>()

/**
 * Whether letters are made of words that say nothing by themselves, or that bound what the source bounds, too; behind a
 * word that is said they begin with its ending.
 */
export function isGlue(letters: string, isBehindWord: boolean, source: string): boolean {
  const said = IF_SAID.filter(([, pattern]) => pattern.test(source)).map(([word]) => word)
  const words = `${isBehindWord ? `(?:${OKURIGANA})?` : ''}(?:${[WORDS, ...said, KANA].join('|')})*`
  let pattern = patterns.get(words)
  if (pattern === undefined) {
    pattern = new RegExp(`^${words}$`, 'u')
    patterns.set(words, pattern)
  }
  return pattern.test(letters)
}
