"""Mails that come in: a reply to the reminder becomes wins.

`message.py`, `text_of_html.py` and `reply.py` are pure: bytes of a message in, what of it to keep
out. `taking.py` keeps it, `mailbox.py` fetches it. Messages are parsed by the standard library's
`email` and fetched by its `imaplib`: what is used of either is small and has been there for
decades, and a library around them would be one more reader of what strangers send.
"""
