"""Secrets by which a program knows a person: shown once, and kept by their digest alone."""

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits, as 43 characters that an address can hold."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal. A salt or a slow hash would add nothing to 256 random bits; and to
    look up a digest takes no time from which the secret could be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
