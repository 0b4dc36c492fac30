"""Capitals that are written out nowhere, at their first use.

Left alone: what is written out once, on either side of its brackets or as a name; what every
reader of such a packet knows; names of the packet's people, projects and ladder, and capitals that
begin a longer name; words in a line of capitals or of three words; five letters and more, which
are names or words more often than not.
"""

import re
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft
from packets.preflight.prose import Span

_CAPITALS = re.compile(r"(?<![\w@/.#&-])[A-Z]{2,4}(?=s?\b(?![\w@/&-]|\.\w))")
_IN_BRACKETS = re.compile(
    r"[a-z]{2,} \(([A-Z]{2,4})s?\)|\b([A-Z]{2,4})s? \((?:[A-Za-z]+[ -]){1,5}[A-Za-z]+\)"
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -](?:(?:of|and|for|the|in|to) )?[A-Z][a-z]+){1,9}\b")
FEWEST_WORDS = 4
"""In a shorter line, such as a list of tools, capitals are names."""
_GOES_ON = re.compile(r"s? [A-Z][a-z]")
_SMALL = re.compile(r"\b[a-z]{2,4}\b")
_WORD = re.compile(r"[^\W\d_]+")
_READ_AS_WORDS = """
AC AI AKA ALL AM AMA AND API APIS APP AWS BBC BSC BSD CA CC CD CEO CEST CET CFO CI CLI COO CPU CRM
CRUD CSS CSV CTO CV DB DC DM DNS DOM EBS EC ECS EFS EKS ENV EOD EST EU EUR FAQ FIFO FOR FTP FYI GA
GB GBP GCP GDPR GET GIF GIT GMT GNU GPL GPS GPT GPU GUI HEAD HN HQ HR HTML HTTP IAM IBM ID IDE IDS
II III IMAP IO IOS IP IRL ISO IT IV JPEG JPG JS JSON JVM JWT KB KPI LA LAN LDAP LED LLM LTS MB MBA
MIT ML MS MSC MVP NASA NB NDA NET NEW NFC NO NOT NOW NY NYC OK OKR OKRS OR OS PC PDF PHD PHP PI PIN
PM PNG PO POST PR PRS PS PST PTO PUT QA QR RAM RDS REST RFC ROI RSS SAAS SAML SDK SEO SF SLA SMS
SMTP SNS SQL SQS SSD SSH SSL SSO SVG SWE TB TBD TCP THE TIL TLS TODO TSV TV UDP UI UK UN URL URLS
US USA USB USD UTC UTF UUID UX VAT VI VM VP VPC VPN VS WEB WIFI WIP WWW XML YAML ZIP
"""
_KNOWN = frozenset(_READ_AS_WORDS.split())


def _flags(draft: Draft) -> Iterator[Flag]:
    known = _KNOWN | _names(draft) | _small_words(draft)
    initials = _written_out(draft)
    for passage in draft.prose:
        for sentence in passage.sentences:
            if len(_WORD.findall(passage.prose, *sentence)) < FEWEST_WORDS:
                continue
            for found in _CAPITALS.finditer(passage.prose, *sentence):
                word = found.group()
                if word in known or _is_in_a_name(passage.prose, found.end()):
                    continue
                known |= {word}  # only its first use
                if word in initials or _is_shouted(passage.prose, sentence):
                    continue
                yield flagged(passage, sentence, Span(*found.span()), "“{}” is not written out")


def _names(draft: Draft) -> set[str]:
    document = draft.document
    goal = document.goal
    names = [document.title, document.author, document.manager or "", document.ladder.name]
    names += [goal.code, goal.title, document.ladder.attribution]
    names += [section.title for section in document.sections]
    for win in draft.wins:
        names += [win.evidence.project, *win.evidence.people]
    return {word for name in names for word in _WORD.findall(name) if word.isupper()}


def _small_words(draft: Draft) -> set[str]:
    """Words that the packet has in small letters too: in capitals they only speak up."""
    small = (_SMALL.findall(passage.prose) for passage in draft.prose)
    return {word.upper() for words in small for word in words}


def _written_out(draft: Draft) -> set[str]:
    """What stands in brackets behind its words, or has its words in brackets behind it, or whose
    letters begin the words of a name somewhere in the packet."""
    found: set[str] = set()
    for passage in draft.prose:
        for match in _IN_BRACKETS.finditer(passage.text):
            found.add(match[1] or match[2])
        for match in _NAME.finditer(passage.text):
            words = _WORD.findall(match.group())
            letters = "".join(word[0] for word in words if word[0].isupper())
            found |= {letters[at : at + size] for at in range(len(letters)) for size in (2, 3, 4)}
            found |= {letters + inner.upper() for inner in words[-1][1:]}  # Knowledge Database: KDB
    return found


def _is_in_a_name(prose: str, end: int) -> bool:
    """Whether a capitalised word follows, as in the name of a firm or a meeting."""
    return bool(_GOES_ON.match(prose, end))


def _is_shouted(prose: str, sentence: Span) -> bool:
    words = _WORD.findall(prose, *sentence)
    return len(words) > 2 and 2 * sum(word.isupper() for word in words) > len(words)


CHECK = Check(
    name="acronym",
    label="Capitals that nobody wrote out",
    reason="Somebody on the committee comes from elsewhere and does not ask.",
    mend="Write it out once, where it comes first: Site Reliability (SRE).",
    example="The SRE rota is ours since.",
    flags=_flags,
)
