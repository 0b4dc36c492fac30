"""Coverage: what a goal asks, sentence by sentence, and the wins behind each.

`covered` is what every page, picture and table shows. `covering` makes it of a person's wins, and
`packets.coverage` of a version's frozen document. `proof` is the rule of what proves something.
"""
