"""What the page of help shows: each sign, and lines that are read there as anywhere else.

`taken` is what the line is said to take out of the title, and `left` what looks like a token and
stays; a test reads each line and compares.
"""

from dataclasses import dataclass

from bragdoc.capture.line.values import KINDS

COMPETENCIES = ("reliability", "mentoring", "2d-graphics")


@dataclass(frozen=True)
class Example:
    line: str
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    slug: str
    sign: str
    name: str
    says: str
    examples: tuple[Example, ...]


TOPICS = (
    Topic(
        "competency",
        "#",
        "Competency",
        "A competency of your ladder by its short name, in any case. Several may stand in a line.",
        (
            Example(
                "Nobody is woken by a full disk any more #reliability #Mentoring",
                ("#reliability", "#Mentoring"),
            ),
            Example("Closed issue #12 and tagged it #unheard", left=("#unheard",)),
        ),
    ),
    Topic(
        "project",
        "~",
        "Project",
        "One project. It is made when you have none of this name yet. Quotes hold words together; "
        "a backslash before a quote keeps the quote in the name.",
        (
            Example("Split the orders table ~checkout", ("~checkout",)),
            Example('Drew the plan ~"search, second try"', ('~"search, second try"',)),
            Example('Named it ~"the \\"big\\" move"', ('~"the \\"big\\" move"',)),
            Example("It took ~5 minutes"),
        ),
    ),
    Topic(
        "person",
        "@",
        "People",
        "Who did it with you. Several may stand in a line.",
        (
            Example('Paired on the release with @noor and @"Sam Doe"', ("@noor", '@"Sam Doe"')),
            Example("Answered sam@example.org about icons @2x"),
        ),
    ),
    Topic(
        "kind",
        "!",
        "Kind of work",
        f"One of {', '.join(sorted(KINDS))}.",
        (
            Example("Wrote the on-call guide !glue", ("!glue",)),
            Example("Fixed it !fast", left=("!fast",)),
        ),
    ),
    Topic(
        "metric",
        "+",
        "Number",
        "What was counted, a colon, then before and after with → or -> between them, or one value "
        "alone. The values stay as you write them. A unit that both share is kept apart; in quotes "
        "behind the values it can be anything.",
        (
            Example("Cut checkout for the sale +p99:800ms→200ms", ("+p99:800ms→200ms",)),
            Example("Fewer bad releases +rollbacks:9->2", ("+rollbacks:9->2",)),
            Example("Quieter nights +pages:3", ("+pages:3",)),
            Example(
                'Faster feedback +"build time":"14 min"→"3 min"',
                ('+"build time":"14 min"→"3 min"',),
            ),
            Example('Moved the flags +flags:12→3"of 40"', ('+flags:12→3"of 40"',)),
            Example("A +1 from the whole board"),
        ),
    ),
    Topic(
        "date",
        "^",
        "When",
        "A day, week, month, quarter, half or year. Without a year it is the latest that has "
        "begun. Two dots make a span. Without a date the line is of today.",
        (
            *(
                Example(f"Shipped it ^{word}", (f"^{word}",))
                for word in ("yesterday", "fri", "2026-11-03", "w45", "oct", "q3", "h1", "2024")
            ),
            *(
                Example(f"Ran the pilot ^{word}", (f"^{word}",))
                for word in ("mon..wed", "w40..w45", "oct..nov", "2026-10-01..2026-11-03")
            ),
            Example("Will ship it ^soon", left=("^soon",)),
        ),
    ),
    Topic(
        "link",
        "https://",
        "Links",
        "An address as a word of its own leaves the title; within other text it stays there too.",
        (
            Example(
                "Wrote the report https://docs.example/42, with graphs",
                ("https://docs.example/42",),
            ),
            Example("See [the notes](https://docs.example/43)"),
        ),
    ),
    Topic(
        "text",
        "\\",
        "Kept as text",
        "A backslash before a sign or an address keeps it in the title. Where one may stand "
        "(project, kind, date), the first is read and the others stay.",
        (
            Example("Renamed the channel to \\#reliability", ("\\",)),
            Example("Quoted \\https://docs.example/44 in the talk", ("\\",)),
            Example("Moved code ~checkout ~billing", ("~checkout",), ("~billing",)),
        ),
    ),
)
