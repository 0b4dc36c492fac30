"""Mails that come in: a reply to the reminder becomes wins."""
