"""Where mails go: an address from the environment as an entry of Django's MAILERS."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKEND = "django.core.mail.backends.{}.EmailBackend"
WITHOUT_A_SERVER = {
    "filemail": "filebased",
    "consolemail": "console",
    "memorymail": "locmem",
    "dummymail": "dummy",
}
# STARTTLS (RFC 3207), or TLS from the first byte on (RFC 8314).
ENCRYPTED_BY = {
    "smtp": {},
    "smtps": {"use_tls": True},
    "smtp+tls": {"use_tls": True},
    "smtp+ssl": {"use_ssl": True},
}
TIMEOUT = 20  # seconds of silence
YES = {"true", "yes", "on", "1"}


def mailer(url: str, *, folder: Path) -> dict:
    """`url` is smtp://user:password@host:587/?tls=True, percent-encoded where needed; `ssl=True` is
    for a server that speaks TLS from the first byte on. Without a port it is the usual one: 587
    with `tls`, 465 with `ssl`, else 25. Of filemail:// each mail is a file in `folder`. Raises
    ImproperlyConfigured, which names no password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            "EMAIL_URL is no address. Percent-encode its password."
        ) from None
    if parts.scheme in WITHOUT_A_SERVER:
        options = {"file_path": str(folder)} if parts.scheme == "filemail" else {}
        return {"BACKEND": BACKEND.format(WITHOUT_A_SERVER[parts.scheme]), "OPTIONS": options}
    if parts.scheme not in ENCRYPTED_BY or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL is no smtp:// address.")
    return {
        "BACKEND": BACKEND.format("smtp"),
        "OPTIONS": {
            "host": parts.hostname,
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "timeout": TIMEOUT,
            **ENCRYPTED_BY[parts.scheme],
            **_asked_of(parts.query),
        },
    }


def _asked_of(query: str) -> dict[str, bool]:
    """What follows "?". django-environ calls the options EMAIL_USE_TLS and EMAIL_USE_SSL."""
    asked = {}
    for name, value in parse_qsl(query):
        option = name.lower().removeprefix("email_use_")
        if option not in ("tls", "ssl"):
            raise ImproperlyConfigured("Of EMAIL_URL only the options tls and ssl are known.")
        asked[f"use_{option}"] = value.lower() in YES
    return asked
