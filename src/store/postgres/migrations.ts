/** One step of the schema; steps are never changed once they are released, only followed by others. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/**
 * The tables of knowledge. `papers.key` and `passages.id` are never given twice. Of the papers of a document the one with
 * the highest `edition` is the current one; passages and vectors repeat `is_current`, so that a search needs no join.
 */
const KNOWLEDGE = `
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE meta (
  id integer PRIMARY KEY CHECK (id = 1),
  database_id uuid NOT NULL DEFAULT gen_random_uuid(),
  model text NOT NULL,
  dimensions integer NOT NULL,
  fingerprint text NOT NULL,
  sequence integer NOT NULL DEFAULT 0
);

CREATE TABLE papers (
  key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  document_id text NOT NULL,
  kind text NOT NULL,
  edition integer NOT NULL,
  is_current boolean NOT NULL,
  product text NOT NULL,
  variants text NOT NULL,
  aliases text NOT NULL,
  vendor text,
  title text NOT NULL,
  version text,
  date text,
  notice text,
  source_path text NOT NULL,
  source_fingerprint text NOT NULL,
  source_given text NOT NULL,
  source_sha256 text NOT NULL,
  section_count integer NOT NULL,
  fact_count integer NOT NULL,
  passage_count integer NOT NULL
);
CREATE INDEX papers_document ON papers (document_id, edition);

CREATE TABLE sections (
  id integer PRIMARY KEY,
  paper_key integer NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  number text NOT NULL,
  heading text NOT NULL,
  controls text NOT NULL,
  level integer NOT NULL,
  path text NOT NULL,
  body text NOT NULL,
  page integer,
  is_recognized boolean NOT NULL
);
CREATE SEQUENCE section_ids AS integer OWNED BY sections.id;
CREATE INDEX sections_paper ON sections (paper_key);

CREATE TABLE facts (
  id integer PRIMARY KEY,
  paper_key integer NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  section_id integer NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  attribute text NOT NULL,
  variant text,
  qualifier text,
  value text NOT NULL,
  normalized text,
  polarity text,
  quote text NOT NULL
);
CREATE SEQUENCE fact_ids AS integer OWNED BY facts.id;
CREATE INDEX facts_paper ON facts (paper_key, attribute);
CREATE INDEX facts_attribute ON facts (attribute);
CREATE INDEX facts_section ON facts (section_id);

CREATE TABLE passages (
  id integer PRIMARY KEY,
  paper_key integer NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  section_id integer NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  is_current boolean NOT NULL,
  text text NOT NULL,
  words tsvector NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE SEQUENCE passage_ids AS integer OWNED BY passages.id;
ALTER TABLE passages ALTER COLUMN words SET STATISTICS 1000;
CREATE INDEX passages_paper ON passages (paper_key);
CREATE INDEX passages_section ON passages (section_id);
CREATE INDEX passages_words ON passages USING gin (words);
`

/**
 * The tables of what people ask. Times are milliseconds since 1970; lists and answers are JSON in text, since `jsonb`
 * refuses characters that people can write. `task` and `shown` of a claim are gone with the end of the work: they hold
 * what somebody asked.
 */
const CONVERSATIONS = `
CREATE TABLE claims (
  key text PRIMARY KEY,
  claimed_by text NOT NULL,
  claimed_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  is_done boolean NOT NULL DEFAULT false,
  platform text,
  task text,
  shown text,
  tries integer NOT NULL DEFAULT 1
);
CREATE INDEX claims_open ON claims (platform, expires_at) WHERE task IS NOT NULL;
CREATE INDEX claims_time ON claims (claimed_at);

CREATE TABLE exchanges (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform text NOT NULL,
  chat text NOT NULL,
  thread text NOT NULL,
  asker text NOT NULL,
  question text NOT NULL,
  asked_at bigint NOT NULL,
  status text NOT NULL,
  products text NOT NULL,
  attributes text NOT NULL,
  answer text,
  reply_key text,
  shared_from integer,
  event text UNIQUE
);
CREATE INDEX exchanges_thread ON exchanges (thread);
CREATE INDEX exchanges_chat ON exchanges (chat, asked_at);
CREATE INDEX exchanges_reply ON exchanges (reply_key);
CREATE INDEX exchanges_time ON exchanges (asked_at);

CREATE TABLE feedback (
  exchange_id integer NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
  person text NOT NULL,
  vote text NOT NULL,
  reason text,
  given_at bigint NOT NULL,
  PRIMARY KEY (exchange_id, person)
);
`

/** All steps, oldest first. The table of vectors is no step: its columns are as long as the model's vectors. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'knowledge', sql: KNOWLEDGE },
  { version: 2, name: 'conversations', sql: CONVERSATIONS },
]

/** Longest vectors that pgvector's graph takes whole; longer ones are rounded in the graph, never in the table. */
export const MAX_GRAPH_DIMENSIONS = 2000
/** More than these and a row does not fit a page. */
const MAX_PLAIN_DIMENSIONS = 1900

/** The table of vectors of this length with its graph: as many links and as wide a beam as the embedded index has. */
export function vectorTable(dimensions: number): string {
  const size = Math.trunc(dimensions)
  const isWhole = size <= MAX_GRAPH_DIMENSIONS
  const column = isWhole ? 'embedding vector_cosine_ops' : `(embedding::halfvec(${size})) halfvec_cosine_ops`
  return `
DROP TABLE IF EXISTS vectors;
CREATE TABLE vectors (
  passage_id integer PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
  paper_key integer NOT NULL,
  is_current boolean NOT NULL,
  embedding vector(${size}) NOT NULL
);
${size <= MAX_PLAIN_DIMENSIONS ? 'ALTER TABLE vectors ALTER COLUMN embedding SET STORAGE PLAIN;' : ''}
CREATE INDEX vectors_paper ON vectors (paper_key);
CREATE INDEX vectors_graph ON vectors USING hnsw (${column}) WITH (m = 24, ef_construction = 400);
`
}
