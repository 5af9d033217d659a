"""The schema of the catalogue, as steps. A step that was released is never edited; a new one is added below it.

Every table and column is explained in `catalog/datasette.json`, which Datasette shows.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("preau")


@migrations()
def m001_ground(db: Database) -> None:
    """Tools, blobs, scans, assessments, readings, reviews and the audit trail."""
    for statement in GROUND.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m002_runs(db: Database) -> None:
    """The ledger of nightly runs."""
    for statement in RUNS.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m003_publication(db: Database) -> None:
    """What is published of each tool, what vendors were told and what they answered."""
    for statement in PUBLICATION.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m004_at_work(db: Database) -> None:
    """Keys and indexes for long lists, and the digest under which facts are kept."""
    for statement in AT_WORK.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m005_stands_until(db: Database) -> None:
    """Until which day an assessment is known to stand while nothing but the date changes."""
    db.conn.execute("ALTER TABLE assessments ADD COLUMN stands_until TEXT")


@migrations()
def m006_confirmed(db: Database) -> None:
    """The letters where failures that the machine only proposes are left open: what is published follows them."""
    for scope in ("public", "school"):
        db.conn.execute(f"ALTER TABLE assessments ADD COLUMN {scope}_confirmed TEXT")


@migrations()
def m007_lists_from_indexes(db: Database) -> None:
    """Indexes that hold all that a list asks of a row: of a search with many hits, only the rows shown are read."""
    for statement in LISTS.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m007_leads_to(db: Database) -> None:
    """Where a tool's address was seen to lead, so that two addresses of one site are met; known from the next scan."""
    db.conn.execute("ALTER TABLE tools ADD COLUMN leads_to TEXT")
    db.conn.execute("CREATE INDEX tools_leads_to ON tools (leads_to) WHERE leads_to IS NOT NULL")


LISTS = """
DROP INDEX tools_by_name;
DROP INDEX tools_by_school;
DROP INDEX tools_by_public;
DROP INDEX tools_by_country;
DROP INDEX tools_due;
CREATE INDEX tools_by_name ON tools
    (retired, name COLLATE NOCASE, id, number, school_letter, public_letter, country);
CREATE INDEX tools_by_school ON tools
    (retired, school_letter, name COLLATE NOCASE, id, number, public_letter, country);
CREATE INDEX tools_by_public ON tools
    (retired, public_letter, name COLLATE NOCASE, id, number, school_letter, country);
CREATE INDEX tools_by_country ON tools
    (retired, country, name COLLATE NOCASE, id, number, school_letter, public_letter);
CREATE INDEX tools_due ON tools
    (retired, last_scanned_at, id, number, school_letter, public_letter, country)
"""

AT_WORK = """
ALTER TABLE versions ADD COLUMN derive TEXT NOT NULL DEFAULT '';
ALTER TABLE tools ADD COLUMN number INTEGER;
UPDATE tools SET number = rowid;
DELETE FROM tools_search;
INSERT INTO tools_search (rowid, id, name, vendor, home, subjects, levels)
    SELECT number, id, name, coalesce(vendor, ''), home, subjects, levels FROM tools;
CREATE UNIQUE INDEX tools_number ON tools (number);
DROP INDEX tools_name;
DROP INDEX tools_school;
CREATE INDEX tools_by_name ON tools (retired, name COLLATE NOCASE, id);
CREATE INDEX tools_by_school ON tools (retired, school_letter, name COLLATE NOCASE, id);
CREATE INDEX tools_by_public ON tools (retired, public_letter, name COLLATE NOCASE, id);
CREATE INDEX tools_by_country ON tools (retired, country, name COLLATE NOCASE, id);
CREATE INDEX run_items_tool ON run_items (tool_id)
"""

PUBLICATION = """
CREATE TABLE publications (
    tool_id TEXT NOT NULL REFERENCES tools (id), scope TEXT NOT NULL, letter TEXT, state TEXT NOT NULL,
    under_way INTEGER NOT NULL DEFAULT 0, held TEXT, changed_at TEXT NOT NULL, PRIMARY KEY (tool_id, scope)
) WITHOUT ROWID;
CREATE TABLE notices (
    id INTEGER PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools (id), made_at TEXT NOT NULL, author TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX notices_tool ON notices (tool_id);
CREATE TABLE answers (
    id INTEGER PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools (id), criterion TEXT NOT NULL, surface TEXT,
    made_on TEXT NOT NULL, author TEXT NOT NULL, answer TEXT NOT NULL, document TEXT
);
CREATE INDEX answers_tool ON answers (tool_id, criterion)
"""

RUNS = """
CREATE TABLE runs (
    id TEXT PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL, engine TEXT NOT NULL,
    options TEXT NOT NULL, summary TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX runs_state ON runs (state);
CREATE TABLE run_items (
    run_id TEXT NOT NULL REFERENCES runs (id), tool_id TEXT NOT NULL REFERENCES tools (id), position INTEGER NOT NULL,
    browser INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, scan_id TEXT,
    assessment INTEGER, reason TEXT, ended_at TEXT, PRIMARY KEY (run_id, tool_id)
) WITHOUT ROWID;
CREATE INDEX run_items_state ON run_items (run_id, state, position)
"""
GROUND = """
CREATE TABLE tools (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, home TEXT NOT NULL, site TEXT NOT NULL, vendor TEXT, country TEXT,
    levels TEXT NOT NULL, subjects TEXT NOT NULL, data TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0,
    added_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    public_letter TEXT, school_letter TEXT, coverage REAL, provisional INTEGER NOT NULL DEFAULT 0,
    stale INTEGER NOT NULL DEFAULT 0, last_scan_id TEXT, last_scanned_at TEXT, last_assessment INTEGER,
    last_browser_at TEXT
);
CREATE INDEX tools_site ON tools (site);
CREATE INDEX tools_name ON tools (name COLLATE NOCASE);
CREATE INDEX tools_school ON tools (retired, school_letter, name COLLATE NOCASE);
CREATE INDEX tools_due ON tools (retired, last_scanned_at);
CREATE VIRTUAL TABLE tools_search USING fts5 (
    id UNINDEXED, name, vendor, home, subjects, levels, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TABLE blobs (
    digest TEXT PRIMARY KEY, codec TEXT NOT NULL, against TEXT, size INTEGER NOT NULL, data BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE scans (
    id TEXT PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools (id), started_at TEXT NOT NULL, ended_at TEXT NOT NULL,
    evidence TEXT NOT NULL REFERENCES blobs (digest), capabilities TEXT NOT NULL, usable INTEGER NOT NULL, run_id TEXT
);
CREATE INDEX scans_tool ON scans (tool_id, started_at);
CREATE TABLE assessments (
    id INTEGER PRIMARY KEY, scan_id TEXT NOT NULL REFERENCES scans (id), tool_id TEXT NOT NULL REFERENCES tools (id),
    assessed_at TEXT NOT NULL, findings TEXT NOT NULL REFERENCES blobs (digest),
    facts TEXT NOT NULL REFERENCES blobs (digest), ratings TEXT NOT NULL REFERENCES blobs (digest),
    public_letter TEXT NOT NULL, school_letter TEXT NOT NULL, causes TEXT NOT NULL,
    versions INTEGER NOT NULL REFERENCES versions (id), judged_on TEXT NOT NULL
);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, rules TEXT NOT NULL, knowledge TEXT NOT NULL, knowledge_as_of TEXT NOT NULL,
    reader TEXT NOT NULL, reviews TEXT NOT NULL, program TEXT NOT NULL,
    UNIQUE (rules, knowledge, knowledge_as_of, reader, reviews, program)
);
CREATE INDEX assessments_tool ON assessments (tool_id, id);
CREATE INDEX assessments_scan ON assessments (scan_id, id);
CREATE TABLE concerns (
    tool_id TEXT NOT NULL REFERENCES tools (id), criterion TEXT NOT NULL, surface TEXT NOT NULL,
    verdict TEXT NOT NULL, severity TEXT NOT NULL, confirmed INTEGER NOT NULL,
    PRIMARY KEY (tool_id, criterion, surface)
) WITHOUT ROWID;
CREATE INDEX concerns_criterion ON concerns (criterion, verdict);
CREATE TABLE readings (
    document TEXT NOT NULL, reader TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, reader)
) WITHOUT ROWID;
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools (id), criterion TEXT NOT NULL, surface TEXT,
    made_on TEXT NOT NULL, until TEXT, data TEXT NOT NULL
);
CREATE INDEX reviews_tool ON reviews (tool_id, criterion);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    data TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL
);
"""
