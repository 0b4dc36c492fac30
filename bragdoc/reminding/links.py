"""The links in a reminder: each names a person, and is signed. None of them signs anybody in."""

from datetime import date, timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

VALID = timedelta(days=30)

_weeks = TimestampSigner(salt="bragdoc.reminding.week")
_stops = Signer(salt="bragdoc.reminding.stop")


def sign_week(person_pk: int, monday: date) -> str:
    return _weeks.sign(f"{person_pk}.{monday.isoformat()}")


def signed_week(signed: str) -> tuple[int, date]:
    """The person and week a link names. Raises BadSignature, and SignatureExpired after VALID."""
    pk, _, monday = _weeks.unsign(signed, max_age=VALID).partition(".")
    return int(pk), date.fromisoformat(monday)


def sign_stop(person_pk: int) -> str:
    """For the link that ends the mails. It never expires: a mail can be old."""
    return _stops.sign(str(person_pk))


def signed_stop(signed: str) -> int:
    """The person. Raises BadSignature."""
    return int(_stops.unsign(signed))


__all__ = ["BadSignature", "sign_stop", "sign_week", "signed_stop", "signed_week"]
