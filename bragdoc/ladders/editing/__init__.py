"""Edits of a ladder: each takes a document and returns another, valid one, or says why it cannot.

One module a kind of part, with the same four words: `add`, `change`, `move`, `remove`. A part keeps
its slug whatever is changed about it, because tags, targets and evidence hang on slugs. A new part
gets a slug made of its name that is free. Removing a part removes what pointed at it as well, and
is answered with a Removal, which tells what went and can be put back later (`removal`).

Every function raises EditError where the result would be no ladder, and NotThere, which is one,
where the part that it is about is not in the document.
"""
