"""Full text over everything of one's own.

`parts` reads what somebody typed, `index` keeps the words of entries in the database and asks it
for them, `snippets` shows where they stand. Names of projects, people and competencies are few and
change at any time: they are not in the index but compared when somebody searches, in
`EntryQuerySet.matching`.
"""
