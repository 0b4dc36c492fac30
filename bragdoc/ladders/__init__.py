"""A ladder is a document: its types, its files, and pure functions over it. No Django here."""
