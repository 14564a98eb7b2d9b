/** Goes up with every change to the tables; a database of another version is refused. */
export const SCHEMA_VERSION = 2

/**
 * The tables. `papers.key` and `passages.id` are never given twice, so whatever is kept in memory under them stays
 * right. The passages of a paper have ids without a gap: `first_passage` to `last_passage`. Of the papers of a document the
 * one with the highest `edition` is the current one.
 */
export const SCHEMA = `
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  schema_version INTEGER NOT NULL,
  database_id TEXT NOT NULL,
  model TEXT NOT NULL,
  dimensions INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  sequence INTEGER NOT NULL
) STRICT;

CREATE TABLE papers (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  edition INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  product TEXT NOT NULL,
  variants TEXT NOT NULL,
  aliases TEXT NOT NULL,
  vendor TEXT,
  title TEXT NOT NULL,
  version TEXT,
  date TEXT,
  notice TEXT,
  source_path TEXT NOT NULL,
  source_fingerprint TEXT NOT NULL,
  source_given TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  section_count INTEGER NOT NULL,
  fact_count INTEGER NOT NULL,
  first_passage INTEGER NOT NULL,
  last_passage INTEGER NOT NULL
) STRICT;
CREATE INDEX papers_document ON papers (document_id, edition);

CREATE TABLE sections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_key INTEGER NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  number TEXT NOT NULL,
  heading TEXT NOT NULL,
  controls TEXT NOT NULL,
  level INTEGER NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  page INTEGER,
  is_recognized INTEGER NOT NULL
) STRICT;
CREATE INDEX sections_paper ON sections (paper_key);

CREATE TABLE facts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_key INTEGER NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  attribute TEXT NOT NULL,
  variant TEXT,
  qualifier TEXT,
  value TEXT NOT NULL,
  normalized TEXT,
  polarity TEXT,
  quote TEXT NOT NULL
) STRICT;
CREATE INDEX facts_paper ON facts (paper_key, attribute);
CREATE INDEX facts_attribute ON facts (attribute);
CREATE INDEX facts_section ON facts (section_id);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_key INTEGER NOT NULL REFERENCES papers (key) ON DELETE CASCADE,
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX passages_paper ON passages (paper_key);
CREATE INDEX passages_section ON passages (section_id);

CREATE TABLE vectors (
  passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
  data BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE lexicon USING fts5 (
  tokens, concepts,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars '.'"
);
`
