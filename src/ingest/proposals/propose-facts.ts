import type { Fact, Section, Whitepaper } from '../../domain.ts'
import { ModelError } from '../../errors.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { languageOf } from '../../text/language.ts'
import { toScopedPaper } from '../facts/scope.ts'
import { type CheckedProposal, checkProposal } from './check-proposal.ts'
import {
  MAX_REQUESTS,
  PROPOSAL_PROMPT,
  PROPOSAL_SHAPE,
  PROPOSAL_VERSION,
  type Proposal,
  proposable,
  proposalSchema,
  toProposalPrompts,
} from './proposal-prompt.ts'

/** A value on which the rules and a model disagree: a person has to look. The rules' value is what answers. */
export interface Disagreement {
  readonly attribute: string
  readonly rules: readonly string[]
  readonly model: string
  /** Number of the section, or its heading. */
  readonly section: string
  readonly quote: string
}

/** What a model did for one paper. */
export interface ProposedFacts {
  readonly model: string
  readonly requests: number
  /** Both ways; 0 where the provider does not count. */
  readonly tokens: number
  /** What the rules found nothing for. */
  readonly facts: readonly Fact[]
  /** How many of its proposals say what the rules found, too. */
  readonly agreed: number
  /** How many did not hold, by what was wrong with them. */
  readonly dropped: Readonly<Record<string, number>>
  readonly disagreements: readonly Disagreement[]
  /** Why nothing was taken over; `null` where the model answered. */
  readonly failure: string | null
  /** Parts of the paper that were not shown, because it is too long. */
  readonly unread: number
}

/** Has a model look for what the rules found nothing for. */
export interface FactProposer {
  /** Changes with the model and with what is taken over: papers are then read again. */
  readonly identity: string
  propose(paper: Whitepaper, sections: readonly Section[], facts: readonly Fact[]): Promise<ProposedFacts>
}

/** What proposing works with. */
export interface ProposerParts {
  readonly chat: ChatModel
  readonly catalog: Catalog
}

/** Longest wait for one request. */
const TIMEOUT_MS = 90_000

/** ask, batch by batch -> check each proposal -> compare with the rules. A model that fails leaves the rules' facts. */
export function createFactProposer({ chat, catalog }: ProposerParts): FactProposer {
  const attributes = proposable(catalog.attributes)
  return {
    identity: `${chat.name} ${PROPOSAL_VERSION}`,
    async propose(paper, sections, facts) {
      const language = languageOf(sections.map(({ body }) => body).join('\n'))
      const prompts = toProposalPrompts(paper, sections, language, attributes)
      const proposals: Proposal[] = []
      const nothing = { facts: [], agreed: 0, dropped: {}, disagreements: [] }
      const unread = Math.max(0, prompts.length - MAX_REQUESTS)
      let [requests, tokens] = [0, 0]
      for (const user of prompts.slice(0, MAX_REQUESTS)) {
        try {
          requests++
          const signal = AbortSignal.timeout(TIMEOUT_MS)
          const request = { system: PROPOSAL_PROMPT, user, schema: proposalSchema, shape: PROPOSAL_SHAPE, signal }
          const reply = await chat.complete(request)
          tokens += reply.tokens ?? 0
          proposals.push(...reply.value.facts)
        } catch (error) {
          if (!(error instanceof ModelError)) throw error
          tokens += error.tokens ?? 0
          return { model: chat.name, requests, tokens, ...nothing, failure: error.message, unread }
        }
      }
      const scoped = toScopedPaper(paper, sections, catalog.vocabulary)
      const checked = proposals.map((proposal) => checkProposal(proposal, attributes, scoped, catalog))
      const compared = compareWithRules(checked, facts, sections, chat.name)
      return { model: chat.name, requests, tokens, ...compared, failure: null, unread }
    },
  }
}

type Compared = Pick<ProposedFacts, 'facts' | 'agreed' | 'dropped' | 'disagreements'>

function compareWithRules(
  checked: readonly CheckedProposal[],
  rules: readonly Fact[],
  sections: readonly Section[],
  model: string,
): Compared {
  const facts: Fact[] = []
  const dropped: Record<string, number> = {}
  const disagreements: Disagreement[] = []
  let agreed = 0
  for (const { fact, problem } of checked) {
    if (!fact) {
      dropped[problem] = (dropped[problem] ?? 0) + 1
      continue
    }
    const own = rules.filter(({ attribute }) => attribute === fact.attribute)
    if (own.some((one) => isSame(one, fact))) agreed++
    else if (own.length > 0) disagreements.push(toDisagreement(fact, own, sections))
    else if (!facts.some((one) => isSame(one, fact) && one.section === fact.section))
      facts.push({ ...fact, proposedBy: model })
  }
  return { facts, agreed, dropped, disagreements }
}

/** Two facts that come to the same: the same value, or words of which one holds the other, and yes or no alike. */
function isSame(a: Fact, b: Fact): boolean {
  if (a.attribute !== b.attribute || a.polarity !== b.polarity) return false
  if (a.normalized && b.normalized)
    return a.normalized.value === b.normalized.value && a.normalized.unit === b.normalized.unit
  return (
    a.quote.includes(b.quote) || b.quote.includes(a.quote) || (a.polarity !== null && a.normalized === b.normalized)
  )
}

function toDisagreement(fact: Fact, rules: readonly Fact[], sections: readonly Section[]): Disagreement {
  const { number = '', heading = '' } = sections[fact.section] ?? {}
  return {
    attribute: fact.attribute,
    rules: [...new Set(rules.map(({ value }) => value))],
    model: fact.value,
    section: number === '' ? heading : number,
    quote: fact.quote,
  }
}
