"""The forms in which people write one date, and the parts that each of them tells.

English, Portuguese, Spanish, French, Italian, German and Russian months; Thai ones with years of
the Buddhist era; figures with 年, 月 and 日.
"""

import re
from dataclasses import dataclass
from datetime import date

from bragdoc.capture.dates import MONTHS, PARTS, Period, day, month, whole_year


@dataclass(frozen=True)
class Written:
    """The parts of one date as written; what is missing may come from its neighbour."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: str = ""
    number: int = 0
    doubtful: bool = False

    def period(self) -> Period | None:
        """Raises ValueError for a date that does not exist."""
        if self.year is None:
            return None
        if self.unit:
            return PARTS[self.unit][0](self.year, self.number)
        if self.month and self.day:
            return day(date(self.year, self.month, self.day))
        if self.day:
            return None
        return month(self.year, self.month) if self.month else whole_year(self.year)


# Portuguese names that are English words too, and count only beside a day and a year.
_DOUBLE = {"set": 9, "out": 10, "ago": 8}
_THAI = [
    "ม.ค. มกราคม",
    "ก.พ. กุมภาพันธ์",
    "มี.ค. มีนาคม",
    "เม.ย. เมษายน",
    "พ.ค. พฤษภาคม",
    "มิ.ย. มิถุนายน",
    "ก.ค. กรกฎาคม",
    "ส.ค. สิงหาคม",
    "ก.ย. กันยายน",
    "ต.ค. ตุลาคม",
    "พ.ย. พฤศจิกายน",
    "ธ.ค. ธันวาคม",
]
_THAI_MONTHS = {name: n for n, names in enumerate(_THAI, start=1) for name in names.split()}
_NUMBERS = MONTHS | _DOUBLE | _THAI_MONTHS
_BUDDHIST = 543  # years by which the Thai era is ahead

YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|º)?(?![\w:%])"
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAME = rf"(?P<name>{NAMES})(?![^\W\d_])\.?"
_DOUBLE_NAME = rf"(?P<name>{'|'.join(_DOUBLE)})(?![^\W\d_])\.?"
_THAI_NAMES = "|".join(map(re.escape, sorted(_THAI_MONTHS, key=len, reverse=True)))
_THAI_NAME = rf"(?P<name>{_THAI_NAMES})"
_THAI_YEAR = r"(?:\s*(?:พ\.?\s?ศ\.?\s*)?(?P<era>(?:19|20|24|25)\d\d|\d\d)(?!\d))?"
_SHORT = r"['’](?P<short>\d\d)(?!\d)"
_OF = r"(?:\s+(?:of|de)(?=\s))?"
DASH = r"\s*(?:[-–—&]|\.\.+|<br\s*/?>|(?:to|until|and|até|bis|ถึง)(?=\s))\s*"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in [
        rf"{YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"{YEAR}\s?年\s?(?P<month>\d\d?)\s?月(?:\s?(?P<day>\d\d?)\s?日)?",
        rf"{YEAR}\s*-?\s*(?P<unit>w)(?:eek)?\s*(?P<number>\d\d?)(?!\w)",
        rf"(?P<unit>w)(?:eek|k)?\s*(?P<number>\d\d?)(?!\w)(?:,?\s*(?:of\s+)?{YEAR})?",
        rf"{YEAR}\s*-?\s*(?P<unit>[qh])(?P<number>[1-4])(?!\w)",
        rf"(?P<unit>[qh])(?P<number>[1-4])\s?{_SHORT}",
        rf"(?P<unit>[qh])(?P<number>[1-4])(?!\w)(?:[\s,'/-]*{YEAR})?",
        rf"{YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        rf"{DAY}\.?{_OF}[\s-]+{_NAME}(?:,|{_OF})[\s-]*{YEAR}",
        rf"{DAY}{_OF}[\s-]+{_DOUBLE_NAME}(?:,|{_OF})[\s-]*{YEAR}",
        rf"{DAY}{_OF}\s+{_NAME}",
        rf"{DAY}\s*{_THAI_NAME}{_THAI_YEAR}",
        rf"{_THAI_NAME}{_THAI_YEAR}",
        rf"{_NAME}\s?{_SHORT}",
        rf"{_NAME}\s+{DAY}(?:,?\s*{YEAR})?",
        rf"{_NAME}(?:(?:,|{_OF})[\s/-]*{YEAR})?",
        rf"{_DOUBLE_NAME}(?:\s+de\s+|\s*/\s*|\s+){YEAR}(?=\s*(?:$|[)\]…–—-]))",
        rf"{YEAR}[\s-]+{_NAME}(?:[\s-]+{DAY})?",
        rf"(?P<first>\d\d?)(?P<mark>[./-])(?P<second>\d\d?)(?P=mark){YEAR}",
        r"(?P<first>\d\d?)(?P<mark>/)(?P<second>\d\d?)/(?P<short>\d\d)(?![\w/])",
        YEAR,
        rf"{DAY}(?={DASH}[0-3]?\d(?:st|nd|rd|th)?\s+(?:{NAMES})(?![^\W\d_]))",
    ]
]
MAYBE = re.compile(
    rf"(?<![^\W_])(?:\d|(?:{NAMES}|{'|'.join(_DOUBLE)}|week|semana|wk)(?![^\W\d_])|[wqh]\d)"
    rf"|{_THAI_NAMES}",
    re.IGNORECASE,
)


def one_at(text: str, start: int, day_first: bool | None) -> tuple[Written | None, int]:
    for form in _FORMS:
        if found := form.match(text, start):
            return _written(found, day_first), found.end()
    return None, start + 1


def _written(found: re.Match[str], day_first: bool | None) -> Written | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if short := parts.get("short"):
        year = 2000 + int(short)
    if unit := parts.get("unit"):
        number = int(parts["number"])
        most = PARTS[unit.lower()][1]
        return Written(year, unit=unit.lower(), number=number) if 1 <= number <= most else None
    if mark := parts.get("mark"):
        first, second = int(parts["first"]), int(parts["second"])
        if mark == "." or first > 12 or first == second or (second <= 12 and day_first):
            return Written(year, second, first, doubtful=bool(short))
        if second > 12 or day_first is False:
            return Written(year, first, second, doubtful=bool(short))
        return None
    if era := parts.get("era"):
        year = _common_era(int(era))
    name = parts.get("name")
    number = _NUMBERS.get(name.casefold(), 0) if name else int(parts.get("month") or 0)
    return Written(year, number or None, int(parts.get("day") or 0) or None)


def _common_era(year: int) -> int:
    """A year beside a Thai month: of the Buddhist era (2568, 68) or of the common one (2025)."""
    if year < 100:
        return year + (2500 - _BUDDHIST if year >= 2533 - 2500 else 2000)
    return year - _BUDDHIST if year > 2400 else year
