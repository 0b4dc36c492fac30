"""What of a reply its writer wrote just now: without the mail it answers and without a signature.

Mail programs put the answered mail below (or between) with marks that differ by program and
language. What looks like one of them is cut; the whole text is kept beside the wins all the same,
so nothing is lost when a cut goes wrong.
"""

import re

LINES_LIMIT = 20  # wins of one mail
ATTRIBUTION_LIMIT = 400  # characters
SENT_FROM_LIMIT = 60  # characters; what is longer says more than from where it was sent

_QUOTE = re.compile(r"\s*[>|｜]")
_BULLET = re.compile(r"\A\s*(?:[-*•‣◦·–—]|\d{1,2}[.)])\s+")
# "-- " alone, the mark of a signature (RFC 3676, 4.3), also without its space.
_SIGNATURE = re.compile(r"--\s*")
_SENT_FROM = re.compile(
    r"""(?ix)
    (?: sent\ (?:from|via|with|using)\ (?:my\ |outlook|mail|proton|samsung|yahoo|gmail|the\ all)
      | get\ outlook\ for | (?:von|aus)\ mein\w*\ .*gesendet | gesendet\ (?:von|mit|aus)\b
      | outlook\ für\ .*(?:beziehen|herunterladen)
      | envoyé\ (?:de|depuis|à\ partir) | télécharger\ outlook | obtenir\ outlook
      | enviado\ (?:desde|do|de|a\ partir) | obtener\ outlook | obter\ o?\ ?outlook
      | inviato\ (?:da|dal) | verzonden\ (?:vanaf|met|van) | verstuurd\ vanaf
      | skickat\ från | skickades\ från | sendt\ fra | lähetetty | wysłane\ z | odesláno\ z
      | отправлено\ (?:с|из) | iphone(?:から送信|\ ?の) | (?:从我的|发自我的|發自我的|发送自)
    )""",
)
# "On Friday at 15:00, Somebody <a@b.example> wrote:", in the languages of common mail programs.
_WROTE = re.compile(
    r"""(?ix)
    \b(?: wrote | schrieb\b.{0,80} | a\ écrit | escribió | escreveu | ha\ scritto | schreef\b.{0,80}
        | skrev\b.{0,80} | kirjoitti | napisał(?:\(a\)|a)? | pisze | napsal(?:\(a\)|a)? | yazdı
        | пишет | написал(?:\(а\)|а)? | пише
    )\s*[:：]$
    | (?:写道|寫道|のメール|さんは書きました|작성)\s*[:：]$
    | <[^<>@\s]+@[^<>\s]+>\s*[:：]$
    """,
)
_DATED = re.compile(r"\d")
_ORIGINAL = re.compile(
    r"""(?ix)
    [-_—–]{2,}\s*
    (?: original\ (?:message|appointment) | forwarded\ message
      | (?:ursprüngliche|original-?)\ ?nachricht | weitergeleitete\ nachricht
      | message\ (?:d[’']origine|original) | mensaje\ original | mensagem\ original
      | messaggio\ originale | oorspronkelijk\ bericht | ursprungligt\ meddelande
      | opprinnelig\ melding | oprindelig\ meddelelse | alkuperäinen\ viesti
      | oryginalna\ wiadomość | původní\ zpráva | исходное\ сообщение | 原始邮件 | 元のメッセージ
    )\s*[-_—–]{2,}""",
)
# The head of the answered mail, as Outlook writes it: at least two of these in a row.
_HEAD_FROM = re.compile(
    r"\*{0,2}(?:From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|发件人|寄件者|差出人)\s?[:：]", re.I
)
_HEAD_NEXT = re.compile(
    r"""(?ix)
    \*{0,2}(?: sent | date | to | subject | gesendet | datum | an | betreff | envoyé | à | objet
      | enviado(?:\ el|\ em)? | fecha | para | asunto | assunto | data | inviato | a | oggetto
      | verzonden | aan | onderwerp | skickat | till | ämne | sendt | til | emne | lähetetty | aihe
      | wysłano | do | temat | odesláno | komu | předmět | отправлено | кому | тема
      | 发送时间 | 收件人 | 主题 | 送信日時 | 宛先 | 件名 )\s?[:：]""",
)
_RULE = re.compile(r"\s*[_=*~—–-]{3,}\s*")
_WRAPPED_FROM, _WRAPPED_AT = 55, 72  # characters: where mail programs break long lines
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "。", "！", "？")


def own_lines(text: str) -> list[str]:
    """The lines its writer wrote, each a win, without bullets and empty ones. At most LINES_LIMIT;
    the last holds what is beyond it."""
    lines = [line.strip() for line in _rejoined(_own(text.split("\n")))]
    said = [_BULLET.sub("", line, count=1).strip() for line in lines]
    said = [line for line in said if any(map(str.isalnum, line))]
    if len(said) > LINES_LIMIT:
        said[LINES_LIMIT - 1 :] = [" ".join(said[LINES_LIMIT - 1 :])]
    return said


def _own(lines: list[str]) -> list[str]:
    """The lines before, between and after what is quoted, up to a signature."""
    own: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        if _is_signature(line) or _begins_original(lines, place):
            break
        if length := _attribution(lines, place):
            place += length
            following = next((line for line in lines[place:] if line.strip()), "")
            if not _QUOTE.match(following):
                break  # a quote without marks: all below is of the answered mail
            continue
        if not _QUOTE.match(line):
            own.append(line)
        place += 1
    return own


def _is_signature(line: str) -> bool:
    if _SIGNATURE.fullmatch(line):
        return True
    return len(line) <= SENT_FROM_LIMIT and bool(_SENT_FROM.match(line))


def _attribution(lines: list[str], place: int) -> int:
    """How many lines, up to three, say who wrote what follows; 0 where these do not."""
    for length in (1, 2, 3):
        broken = [line.strip() for line in lines[place : place + length]]
        if len(broken) < length or not all(broken):
            return 0
        if _says_who_wrote(" ".join(broken)):
            # The line before it is the writer's own.
            shorter = (" ".join(broken[begin:]) for begin in range(1, length))
            return 0 if any(map(_says_who_wrote, shorter)) else length
    return 0


def _says_who_wrote(said: str) -> bool:
    if len(said) > ATTRIBUTION_LIMIT or not _WROTE.search(said) or not _DATED.search(said):
        return False
    return "@" in said or _begins_date(said)


def _begins_date(said: str) -> bool:
    first = said.partition(" ")[0].casefold().strip(",")
    return first in {"on", "am", "le", "el", "em", "il", "op", "den", "på", "w", "dne"}


def _begins_original(lines: list[str], place: int) -> bool:
    """Whether the answered mail begins here, under a rule or a head of its own."""
    line = lines[place].strip()
    if _ORIGINAL.match(line):
        return True
    following = [line.strip() for line in lines[place : place + 5] if line.strip()]
    if _RULE.fullmatch(line):
        following = following[1:]
    if not following or not _HEAD_FROM.match(following[0]):
        return False
    return any(_HEAD_NEXT.match(line) for line in following[1:3])


def _rejoined(lines: list[str]) -> list[str]:
    """Lines that a mail program broke at its width, whole again: the next one goes on in small
    letters, and its first word would not have fitted."""
    joined: list[str] = []
    before = ""
    for line in lines:
        first = line.partition(" ")[0]
        if (
            len(before) >= _WRAPPED_FROM
            and len(before) + 1 + len(first) > _WRAPPED_AT
            and first[:1].islower()
            and not before.endswith(_SENTENCE_ENDS)
        ):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return joined
