"""Presets: the document `preset/1`, its files, those that come along, and a packet's change of
one for another."""
