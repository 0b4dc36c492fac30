"""Packets that are brought back: from the bytes of a file to what a draft is made of.

Pure: bytes, documents and what is known of a log in, a plan out. `packets.bringing` reads what is
known from the database, and writes what is planned.
"""
