"""What wins are tagged with: the sentences on offer, and what became of keys that are gone."""
