"""The kinds of things that people are told of. No database."""

from django.db.models import TextChoices


class Kind(TextChoices):
    ASKED = "asked", "Somebody asks you to review"
    ANSWERED = "answered", "A reviewer accepts, declines or leaves"
    SHARED = "shared", "A version is shared with you"
    MOVED = "moved", "A packet is moved: changes asked for, endorsed, decided"
    COMMENTED = "commented", "A comment, a reply or a suggested wording"
    RATED = "rated", "Ratings are given"
    TESTIFIED = "testified", "A colleague answers what you asked about a win"
    DUE = "due", "A date of a review season comes near"
