"""A git log becomes a few dozen candidates a year: what its author did, never what it was worth.

`log.parse` makes commits of what git printed, in whichever form. `reading.read` tells whose they
are, leaves out what is routine or somebody else's, groups the rest and words a draft for each
group. Everything is a function of the text: git itself is run elsewhere.
"""
