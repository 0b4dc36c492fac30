"""Secrets by which a program knows a person: shown once, and kept by their digest alone."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac


def new_secret() -> str:
    """256 random bits, as 43 characters that an address can hold."""
    return secrets.token_urlsafe(32)


def secret_of(sent: str, *, salt: str) -> str:
    """The secret for what was sent, which has something random in it: as long as a new one, and the
    same when the same is sent again. None but this server can tell it from that."""
    code = salted_hmac(salt, sent, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(code).rstrip(b"=").decode()


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal. A salt or a slow hash would add nothing to 256 random bits; and to
    look up a digest takes no time from which the secret could be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
