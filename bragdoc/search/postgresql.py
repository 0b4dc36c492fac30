"""The index on PostgreSQL: a table of words as text and as tsvector, under a GIN index.

Each row also has a lexeme that says whose it is and that nobody can type. The index is asked for it
together with the words, so that it never reads the rows of anybody else. Accents are taken off by
Unicode's own rules, which needs no extension.
"""

_FUNCTIONS = """
CREATE FUNCTION bragdoc_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(
    regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036f]+', '', 'g'),
    '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u2190-\\u2bff]+',
    ' ', 'g')
$$;
CREATE FUNCTION bragdoc_lexemes(author bigint, words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  field text;
  found tsvector := array_to_tsvector(ARRAY['@' || author]);
BEGIN
  -- More than a tsvector can hold would make the entry one that cannot be kept.
  FOREACH field IN ARRAY string_to_array(left(words, 100000), chr(57344)) LOOP
    -- A lexeme between the fields, so that no phrase goes across.
    found := found || '''/'':1'::tsvector || to_tsvector('simple', bragdoc_folded(field));
  END LOOP;
  RETURN found;
END $$;
CREATE FUNCTION bragdoc_words_query(author bigint, words text, is_whole boolean) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  phrase text := phraseto_tsquery('simple', bragdoc_folded(words))::text;
BEGIN
  IF phrase = '' THEN RETURN NULL; END IF;
  RETURN ('''@' || author || '''')::tsquery
    && (CASE WHEN is_whole THEN phrase ELSE phrase || ':*' END)::tsquery;
END $$;
CREATE FUNCTION bragdoc_listed(rows jsonb, keys text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg((SELECT string_agg(row ->> key, ' ') FROM unnest(keys) AS key), ' ')
  FROM jsonb_array_elements(CASE jsonb_typeof(rows) WHEN 'array' THEN rows ELSE '[]' END) AS row
$$;
CREATE FUNCTION bragdoc_words(entry bragdoc_entry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(chr(10) || chr(57344) || chr(10),
    entry.title, entry.details, entry.impact, entry.private_note,
    bragdoc_listed(entry.metrics, '{label,before,after,unit}'),
    bragdoc_listed(entry.links, '{label,url}'))
$$;
CREATE FUNCTION bragdoc_put_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO bragdoc_entry_words (entry_id, author_id, words, lexemes)
  SELECT NEW.id, NEW.author_id, words, bragdoc_lexemes(NEW.author_id, words)
  FROM bragdoc_words(NEW) AS words
  ON CONFLICT (entry_id) DO UPDATE
  SET author_id = EXCLUDED.author_id, words = EXCLUDED.words, lexemes = EXCLUDED.lexemes;
  RETURN NULL;
END $$;
CREATE FUNCTION bragdoc_take_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE bragdoc_entry_words;
  ELSE
    DELETE FROM bragdoc_entry_words WHERE entry_id = OLD.id;
  END IF;
  RETURN NULL;
END $$
"""
DROP = [
    "DROP TRIGGER IF EXISTS bragdoc_put_words ON bragdoc_entry",
    "DROP TRIGGER IF EXISTS bragdoc_take_words ON bragdoc_entry",
    "DROP TRIGGER IF EXISTS bragdoc_take_all_words ON bragdoc_entry",
    "DROP FUNCTION IF EXISTS bragdoc_take_words, bragdoc_put_words, bragdoc_words, bragdoc_listed,"
    " bragdoc_words_query, bragdoc_lexemes, bragdoc_folded",
    "DROP TABLE IF EXISTS bragdoc_entry_words",
]
CREATE = [
    """
    CREATE TABLE bragdoc_entry_words (
        entry_id bigint PRIMARY KEY,
        author_id bigint NOT NULL,
        words text NOT NULL,
        lexemes tsvector NOT NULL
    )
    """,
    _FUNCTIONS,
    """
    INSERT INTO bragdoc_entry_words (entry_id, author_id, words, lexemes)
    SELECT id, author_id, words, bragdoc_lexemes(author_id, words)
    FROM bragdoc_entry AS entry, bragdoc_words(entry) AS words
    """,
    "CREATE INDEX bragdoc_entry_words_author ON bragdoc_entry_words (author_id)",
    # At once: what waits in a list would be read by every search.
    "CREATE INDEX bragdoc_entry_words_lexemes ON bragdoc_entry_words"
    " USING gin (lexemes) WITH (fastupdate = off)",
    """
    CREATE TRIGGER bragdoc_put_words AFTER INSERT
    OR UPDATE OF author_id, title, details, impact, private_note, metrics, links ON bragdoc_entry
    FOR EACH ROW EXECUTE FUNCTION bragdoc_put_words()
    """,
    """
    CREATE TRIGGER bragdoc_take_words AFTER DELETE ON bragdoc_entry
    FOR EACH ROW EXECUTE FUNCTION bragdoc_take_words()
    """,
    """
    CREATE TRIGGER bragdoc_take_all_words AFTER TRUNCATE ON bragdoc_entry
    FOR EACH STATEMENT EXECUTE FUNCTION bragdoc_take_words()
    """,
]

_STANDS = """
    SELECT entry_id FROM bragdoc_entry_words
    WHERE author_id = %s AND lexemes @@ bragdoc_words_query(%s, %s, %s)
"""
_READS = r"""
    SELECT entry_id FROM bragdoc_entry_words
    WHERE author_id = %s AND words ILIKE %s ESCAPE '\'
"""


def having(part, author_id):
    """(SQL, parameters) of the pks of this author's entries that have this part."""
    if part.is_literal:
        return _READS, (author_id, part.like())
    return _STANDS, (author_id, author_id, part.text, part.is_whole)
