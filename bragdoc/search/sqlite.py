"""The index on SQLite: one FTS5 table, whose rows are numbered by author and entry.

FTS5 keeps what it knows of a word in the order of these numbers, so that a search between the first
and the last number of an author never comes by the words of anybody else.
"""

ENTRY_BITS = 40  # of a row's number; those above them are the author's
_ENTRY = (1 << ENTRY_BITS) - 1

# The sign 57344, of no script, stands between the fields, so that no phrase goes across.
_WORDS = """
    ROW.title || char(10, 57344, 10) || ROW.details || char(10, 57344, 10) || ROW.impact
    || char(10, 57344, 10) || ROW.private_note || char(10, 57344, 10)
    || coalesce((
        SELECT group_concat(
            coalesce(json_extract(value, '$.label'), '')
            || ' ' || coalesce(json_extract(value, '$.before'), '')
            || ' ' || coalesce(json_extract(value, '$.after'), '')
            || ' ' || coalesce(json_extract(value, '$.unit'), ''), ' ')
        FROM json_each(ROW.metrics) WHERE type = 'object'), '')
    || char(10, 57344, 10)
    || coalesce((
        SELECT group_concat(
            coalesce(json_extract(value, '$.label'), '')
            || ' ' || coalesce(json_extract(value, '$.url'), ''), ' ')
        FROM json_each(ROW.links) WHERE type = 'object'), '')
"""
_TAKE = """
    DELETE FROM bragdoc_entry_words WHERE rowid = (ROW.author_id << 40 | ROW.id);
"""
_PUT = """
    INSERT INTO bragdoc_entry_words (rowid, words) SELECT ROW.author_id << 40 | ROW.id, WORDS;
"""
_INSERT = """
CREATE TRIGGER bragdoc_entry_words_insert AFTER INSERT ON bragdoc_entry
BEGIN TAKE NEW PUT NEW END
"""
_UPDATE = """
CREATE TRIGGER bragdoc_entry_words_update
AFTER UPDATE OF author_id, title, details, impact, private_note, metrics, links ON bragdoc_entry
BEGIN TAKE OLD PUT NEW END
"""
_DELETE = """
CREATE TRIGGER bragdoc_entry_words_delete AFTER DELETE ON bragdoc_entry
BEGIN TAKE OLD END
"""


def _written_out(trigger: str) -> str:
    put = _PUT.replace("WORDS", _WORDS)
    for row in ("NEW", "OLD"):
        trigger = trigger.replace(f"TAKE {row}", _TAKE.replace("ROW", row))
        trigger = trigger.replace(f"PUT {row}", put.replace("ROW", row))
    return trigger


DROP = [
    "DROP TRIGGER IF EXISTS bragdoc_entry_words_insert",
    "DROP TRIGGER IF EXISTS bragdoc_entry_words_update",
    "DROP TRIGGER IF EXISTS bragdoc_entry_words_delete",
    "DROP TABLE IF EXISTS bragdoc_entry_words",
]
CREATE = [
    "CREATE VIRTUAL TABLE bragdoc_entry_words"
    " USING fts5(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    """
    INSERT INTO bragdoc_entry_words (rowid, words)
    SELECT ROW.author_id << 40 | ROW.id, WORDS FROM bragdoc_entry AS ROW
    """.replace("WORDS", _WORDS),
    _written_out(_INSERT),
    _written_out(_UPDATE),
    _written_out(_DELETE),
]

_STANDS = """
    SELECT rowid & %s FROM bragdoc_entry_words
    WHERE rowid BETWEEN %s AND %s AND bragdoc_entry_words MATCH %s
"""
_READS = r"""
    SELECT rowid & %s FROM bragdoc_entry_words
    WHERE rowid BETWEEN %s AND %s AND words LIKE %s ESCAPE '\'
"""


def having(part, author_id):
    """(SQL, parameters) of the pks of this author's entries that have this part."""
    first = author_id << ENTRY_BITS
    numbers = (_ENTRY, first, first | _ENTRY)
    if part.is_literal:
        return _READS, (*numbers, part.like())
    quoted = '"{}"'.format(part.text.replace('"', '""'))
    return _STANDS, (*numbers, quoted if part.is_whole else f"{quoted} *")
