"""The tables and indexes of a catalogue. Statements that create and fill a table follow from its columns.

`database.VERSION` rises with every change here.
"""

from typing import Final

from unodc_cli.catalogue.alike_rows import ALIKE_ROWS, STATEMENTS, VIEWS
from unodc_cli.catalogue.facets import FACETS, WITH_PROJECT
from unodc_cli.catalogue.flags import ROW_BITS, SUMMED
from unodc_cli.catalogue.fulltext import PLACES, TOKENIZER
from unodc_cli.catalogue.table import Table
from unodc_cli.model.details import FIELDS

# The portfolio's title, summary, the day of its data, results (JSON), and the stamp of its files.
META: Final = Table("meta", ("key TEXT PRIMARY KEY", "value TEXT"))

# Dates as they are known, and the days that they can mean (ISO): `first_day` is the earliest of the start,
# `start_by` the latest, `last_day` the latest of the end. `status` is NULL if it follows from the dates.
_SPAN: Final = ("start TEXT", '"end" TEXT', "first_day TEXT", "start_by TEXT", "last_day TEXT", "status TEXT")

PROJECTS: Final = Table(
    "projects",
    (
        "num INTEGER PRIMARY KEY",
        *("id TEXT", "name TEXT", "title TEXT", "acronym TEXT", "programme TEXT"),
        *_SPAN,
        # The number of partners that are the project's own: they stand before those of the whole portfolio.
        "own_partners INTEGER",
        # The number of values on which sources differ.
        "conflicts INTEGER",
        # The position in the order of the files.
        "place INTEGER",
        # The number of the file, and the line of the identifier in it.
        *("reading INTEGER", "line INTEGER"),
        # When the publisher last changed it.
        "updated TEXT",
        # The language of a published title, empty if nothing names it; NULL without one.
        "title_language TEXT",
    ),
    project="num",
)

# A table of their own, so that a scan of all projects does not read the pages of all documents.
DOCUMENTS: Final = Table(
    "documents",
    (
        "num INTEGER PRIMARY KEY",
        # JSON in UTF-8 (see `documents`).
        "document BLOB",
        # CRC-32 of the document: a disk can flip bits, and SQLite notices none inside a value.
        "checksum INTEGER",
        # 1 if a status in it depends on the day.
        "has_days INTEGER",
    ),
    project="num",
)

PHASES: Final = Table(
    "phases", ("project INTEGER", "position INTEGER", "id TEXT", "name TEXT", *_SPAN), project="project"
)

# Themes, partners, countries, regions and programmes, each with its names. `label` is the acronym, or else
# the name; `detail` is JSON: what else is known of a programme.
TERMS: Final = Table(
    "terms", ("kind TEXT", "id TEXT", "name TEXT", "label TEXT", "detail TEXT"), key=("kind", "id")
)

# The terms of projects. Those that several have alike stand once, under the number that the projects have for
# their facet in ALIKE.
TAGS: Final = Table(
    "tags",
    (
        *("kind TEXT", "term TEXT", "owner INTEGER", "role TEXT"),
        # 0 if it follows from another term: the region of a country, the instrument above a programme.
        "direct INTEGER",
        # 1 for the partners of the whole portfolio.
        "shared INTEGER",
        "position INTEGER",
    ),
)

# Every name of a term or project, folded. The lower its rank, the more it is the thing's own (`terms.ID` …).
NAMES: Final = Table("names", ("kind TEXT", "key TEXT", "id TEXT", "rank INTEGER", "label TEXT"))

AMOUNTS: Final = Table(
    "amounts",
    (
        *("project INTEGER", "kind TEXT"),
        # The value: whole units, and trillionths of a unit beside them, which add up exactly. NULL if all of
        # its published values are unreadable.
        *("units INTEGER", "trillionths INTEGER"),
        *("currency TEXT", "phase TEXT", "level INTEGER"),
        # The programme of the phase, or else of the project.
        "programme TEXT",
        # 1 for what makes up the project's total: its own sum, or else those of its phases.
        "counted INTEGER",
        # The number of published values below zero, and of those that are no number.
        *("negative INTEGER", "unreadable INTEGER"),
        # The partner whose sum it is; of several together, their ids joined by "; ".
        "partner TEXT",
        # 1 if sources differ on it.
        "contested INTEGER",
    ),
    project="project",
)

# Each transaction, budget and planned disbursement, and each amount of a curated project. Days are numbers:
# 20210131. Placeholders are none. A transaction has no `last`.
MONEY: Final = Table(
    "money",
    (
        *("num INTEGER PRIMARY KEY", "class INTEGER"),
        # The value, as that of an amount. NULL if it cannot be read.
        *("units INTEGER", "trillionths INTEGER"),
        *("first INTEGER", "last INTEGER", "value_day INTEGER"),
        *("provider INTEGER", "receiver INTEGER", "provider_activity TEXT", "receiver_activity TEXT"),
        *("line INTEGER", "flags INTEGER", "phase TEXT", "programme TEXT"),
        # As published, of a few publishers.
        *("ref TEXT", "description TEXT", "updated TEXT"),
    ),
    project=f"num >> {ROW_BITS}",
)

# Values that many rows of money have in common.
CLASSES: Final = Table(
    "classes",
    (
        *("num INTEGER PRIMARY KEY", "kind TEXT", "currency TEXT", "level INTEGER"),
        # The number of the first class of this kind, currency and level: its money is added up with it.
        "series INTEGER",
        # The number of the first class with the same types as well.
        "typed INTEGER",
        *("aid_type TEXT", "flow_type TEXT", "finance_type TEXT", "channel TEXT", "humanitarian INTEGER"),
        # Statements beside the money (`records.InCommon`); `aid_types` is a JSON array.
        *("status TEXT", "tied_status TEXT", "provider_type TEXT", "receiver_type TEXT", "aid_types TEXT"),
    ),
)

# The organisations that provide or receive money, as they are written; `id` is what that means.
PARTIES: Final = Table(
    "parties", ("num INTEGER PRIMARY KEY", "role TEXT", "id TEXT", "name TEXT", "ref TEXT")
)

# The shares of sectors, countries and regions: of a project, or of a row of its money. `term` is as in TERMS.
SHARES: Final = Table(
    "shares",
    (
        *("project INTEGER", "row INTEGER", "kind TEXT", "vocabulary TEXT", "code TEXT", "term TEXT"),
        *("percentage NUMERIC", "line INTEGER"),
    ),
    project="project",
)

# The other activities that a published one names, by identifier, and their relation: `parent`, `child` …
RELATIONS: Final = Table("relations", ("project INTEGER", "kind TEXT", "other TEXT"), project="project")


# The rows that projects have beside their documents, a table for each kind: its columns are the fields in
# `model.details`. A column without a type keeps numbers, texts and truth values as they are.
DETAILS: Final = {
    name: Table(
        name,
        ("num INTEGER PRIMARY KEY", *(f'"{field}"' for field in fields)),
        project=f"num >> {ROW_BITS}",
    )
    for name, fields in FIELDS.items()
    if name not in WITH_PROJECT
}

# Organisations that publish their own budgets. Their numbers are those of no project, so that tables of
# details can have rows of both. `publisher` is a term, as are those of activities.
ORGANISATIONS: Final = Table(
    "organisations",
    (
        *("num INTEGER PRIMARY KEY", "id TEXT", "name TEXT", "publisher TEXT"),
        *("publisher_ref TEXT", "publisher_name TEXT", "publisher_type TEXT", "is_secondary INTEGER"),
        *("place INTEGER", "reading INTEGER", "line INTEGER", "updated TEXT"),
    ),
    project="num",
)

# Each project's numbers of its terms, a column for each facet: that of the first project with the same ones.
# Those of places and sectors have the same shares as well.
ALIKE: Final = Table(
    "alike", ("project INTEGER PRIMARY KEY", *(f"{facet} INTEGER" for facet in FACETS)), project="project"
)

# Rows of money that are alike but for their day in a year, added up (see `summaries`). `num` is the key of
# one of these rows, or of the first row of a project like theirs.
SUMS: Final = tuple(
    Table(
        name,
        (
            *("num INTEGER", "class INTEGER", "units INTEGER", "trillionths INTEGER"),
            *("first INTEGER", "last INTEGER", "flags INTEGER"),
            # The decimals that the finest of the values needs; the number of values, and of unreadable ones.
            *("decimals INTEGER", "count INTEGER", "unreadable INTEGER"),
        ),
    )
    for name in SUMMED
)

# Money that an activity gives to, or has from, one that it names. That may be in no file that was read.
TRANSFERS: Final = Table(
    "transfers",
    ("row INTEGER PRIMARY KEY", "other TEXT", "is_received INTEGER"),
    project=f"row >> {ROW_BITS}",
)

# The activities of secondary reporters, with the identifiers of what they repeat.
REPEATS: Final = Table("repeats", ("project INTEGER", "id TEXT"), project="project")

SOURCES: Final = Table(
    "sources",
    ("id TEXT PRIMARY KEY", "title TEXT", "publisher TEXT", "url TEXT", "accessed TEXT", "kind TEXT"),
)

# The number of values that a project takes from a source. What a file states once for all its projects counts
# once: `shared` tells such statements apart, and is NULL for a project's own values.
USES: Final = Table(
    "uses", ("source TEXT", "project INTEGER", "count INTEGER", "shared TEXT"), project="project"
)

# The files, by their numbers in PROJECTS.
FILES: Final = Table("files", ("num INTEGER PRIMARY KEY", "name TEXT"))

# The parts of files that could not be read.
# `weight` is 0 for a file that could not be read, 1 for one that was read in part, 2 for all else.
FAULTS: Final = Table("faults", ("file TEXT", "line INTEGER", "message TEXT", "kind TEXT", "weight INTEGER"))

# Partners as published data spells them, how near that is to their name, and how often it occurs.
SPELLINGS: Final = Table(
    "spellings", ("partner TEXT", "name TEXT", "ref TEXT", "score REAL", "count INTEGER")
)

# The full-text index, a column for each place (see `fulltext`). It is a virtual table, created apart.
TEXTS: Final = Table("texts", ("rowid", *PLACES))

_TABLES: Final = (
    *(META, PROJECTS, DOCUMENTS, PHASES, TERMS, TAGS, NAMES, AMOUNTS),
    *(RELATIONS, MONEY, CLASSES, PARTIES, SHARES, TRANSFERS, REPEATS, ALIKE, *SUMS),
    *(ORGANISATIONS, *DETAILS.values(), STATEMENTS),
    *(table for alike in ALIKE_ROWS.values() for table in (alike.sets, alike.members)),
    *(SOURCES, USES, FILES, FAULTS, SPELLINGS),
)
# Tables with rows of each project, in the order in which they are written.
OF_PROJECTS: Final = tuple(table for table in _TABLES if table.project)

CREATE_TABLES: Final = (
    *(table.create for table in _TABLES),
    *VIEWS,
    # Without a copy of the texts: the documents have them.
    f"CREATE VIRTUAL TABLE texts USING fts5 ({', '.join(PLACES)}, content = '', tokenize = {TOKENIZER})",
)
CREATE_INDEXES: Final = (
    "CREATE INDEX projects_by_id ON projects (id)",
    "CREATE INDEX projects_by_place ON projects (place)",
    "CREATE INDEX organisations_by_id ON organisations (id)",
    "CREATE INDEX tags_of_term ON tags (kind, term, owner, role)",
    "CREATE INDEX tags_of_owner ON tags (owner, kind)",
    "CREATE INDEX names_by_key ON names (kind, key)",
    "CREATE INDEX amounts_of_project ON amounts (project)",
    "CREATE INDEX shares_of_project ON shares (project)",
    "CREATE INDEX phases_of_project ON phases (project)",
    "CREATE INDEX relations_of_other ON relations (other, kind)",
    "CREATE INDEX relations_of_project ON relations (project)",
    "CREATE INDEX uses_of_source ON uses (source)",
    "CREATE INDEX spellings_of_partner ON spellings (partner)",
)
