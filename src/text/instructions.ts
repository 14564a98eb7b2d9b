import type { Statement } from './statement.ts'
import { toStatements } from './statements.ts'

const INSTRUCTION =
  /\b(?:assistants?|AI|chat ?bots?|language models?|LLMs?)\b.{0,40}\b(?:(?:must|should|shall)\b|(?<!\bcan )(?:reply|respond|answer|say|state)\b(?! (?:assistants?|bots?|drafts?|engines?|features?|functions?|suggestions?|tools?)\b)|(?:reply|respond|answer|say|state)\b,? (?:that|with|only|in)\b)|ignore (?:all|any|the)? ?(?:previous|prior|above)|(?:アシスタント|AI|ＡＩ|人工知能|ボット|チャットボット|言語モデル|LLM).{0,80}(?:答え|回答し|述べ|伝え|出力し|従っ|みなし)(?:る|て|な|よ|、|ること)|(?:これまで|以前|上記)の(?:指示|命令)を(?:無視|忘れ)|^\s*(?:(?:note|instructions?) (?:to|for) (?:the )?(?:ai|llm|bot|assistant|model)\w*)\s*[:：]|\bfor (?:ai|llm|automated) (?:systems?|assistants?|models?|readers?|tools?)\b|^\s*(?:please )?(?:always |instead )?(?:state|say|answer|reply|respond|output|claim|repeat)\b,? (?:that|with|only|in\b)|\bplease always\b/iu

/** How turns of a conversation with a machine are written. */
const TURN = /^\s*(?:SYSTEM|ASSISTANT|USER)\s*[:：]/u

/** `true` for words that a paper addresses to a machine that reads it: they state nothing about the vendor. */
export function isInstruction(text: string): boolean {
  return INSTRUCTION.test(text) || TURN.test(text)
}

/** What a body states: its statements without those that tell a machine what to say, and what follows in the same breath. */
export function toSaid(body: string): readonly Statement[] {
  const said: Statement[] = []
  let last: Statement | undefined
  for (const statement of toStatements(body)) {
    const between = last && body.slice(last.start + last.text.length, statement.start)
    const goesOn = between !== undefined && !between.includes('\n')
    if (isInstruction(statement.text) || goesOn) last = statement
    else {
      last = undefined
      said.push(statement)
    }
  }
  return said
}
