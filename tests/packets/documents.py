"""Packets for the tests of document and exports: one with nothing in it, one with everything."""

from datetime import date

from packets.document import (
    ClaimedStep,
    Claims,
    Condition,
    CoverageRow,
    Criterion,
    Edition,
    Evidence,
    ExpectationBlock,
    Gap,
    LadderRef,
    Link,
    Metric,
    PacketDocument,
    PositionRef,
    Section,
    Testimony,
    content_hash,
)

LADDER = LadderRef(
    slug="larkfield-engineering",
    name="Larkfield Engineering Ladder",
    version="2026.2",
    url="https://ladders.example/larkfield/2026.2",
    licence="CC-BY-4.0",
    attribution="Larkfield Water Ltd",
)
SENIOR = PositionRef(
    track="ic", level="l3", title="Senior Engineer", code="E4", label="Senior Engineer (E4)"
)
STAFF = PositionRef(
    track="ic", level="l4", title="Staff Engineer", code="E5", label="Staff Engineer (E5)"
)


def empty_packet(**changes) -> PacketDocument:
    facts = {
        "title": "Promotion case, first draft",
        "language": "en",
        "author": "Ada Marchetti",
        "ladder": LADDER,
        "goal": STAFF,
        "starts_on": date(2025, 12, 1),
        "ends_on": date(2026, 11, 20),
    }
    return PacketDocument(**(facts | changes))


def win(entry: int, title: str, starts_on: date, ends_on: date | None = None, **facts) -> Evidence:
    return Evidence(
        entry=entry, title=title, starts_on=starts_on, ends_on=ends_on or starts_on, **facts
    )


def one_section(*evidence: Evidence, **changes) -> PacketDocument:
    """A packet with one section of the author's own that holds this evidence."""
    section = Section(key="work", title="Work", evidence=evidence)
    return empty_packet(sections=(section,), **changes)


def version_of(document: PacketDocument, number: int = 3) -> Edition:
    return Edition(number, content_hash(document), date(2026, 11, 20))


def draft_of(document: PacketDocument) -> Edition:
    return Edition(None, content_hash(document))


INES = Testimony(
    text=(
        "Before February I explained our readings to five teams, five times a year. Since then "
        "nobody has asked me.\n\nThe version in every message was the part that we fought "
        "over, and it is the part that saved us in August."
    ),
    name="Ines Castellanos",
    position="Engineering Manager, Billing",
    relation="we planned the change together",
    closeness="with",
    said_on=date(2026, 11, 3),
    is_verified=True,
)
RUTH = Testimony(
    text="The crews trust the map again. That is worth more to me than the hours.",
    name="Ruth Adeyemi",
    position="Head of Field Service",
    said_on=date(2026, 7, 22),
    where="in the channel of Field Service",
    source="pasted",
)
JUN = Testimony(
    text="移行の難しい二つの地域を任されました。発表も質疑も一人でやり切れたのは準備のおかげです。",
    name="Jun Watanabe 渡辺",
    position="Senior Engineer",
    relation="mentored for half a year",
    closeness="saw",
    said_on=date(2026, 10, 30),
    of_other_wording=True,
)

METER_FORMAT = win(
    11,
    "One reading format for every meter maker",
    date(2026, 2, 2),
    date(2026, 6, 26),
    kind="Design or decision",
    role="Led",
    project="Readings",
    people=("Ines Castellanos", "Piotr Nowicki"),
    details=(
        "Five makers sent readings in five shapes, and each team that needed a reading had written "
        "its own translation. I collected the eleven translations that existed, showed where they "
        "disagreed about the same meter, and proposed one format with a **version in every "
        "message**.\n\nThe record says what we turned down:\n\n"
        "- a translation at the edge, because it hides which maker is wrong,\n"
        "- a shared library, because two of the teams do not write Python,\n"
        "- waiting for the industry’s own format, because its draft leaves out valves."
    ),
    impact=(
        "Billing, Leakage, Field Service and Planning read the same message. The eleven "
        "translations are gone, the last one in June."
    ),
    metrics=(
        Metric(label="Translations of a reading", before="11", after="1", lower_is_better=True),
        Metric(
            label="Disputed bills traced to a misread format, a quarter",
            before="340",
            after="12",
            lower_is_better=True,
        ),
    ),
    links=(
        Link(url="https://docs.larkfield.example/decisions/44-reading-format", label="Decision 44"),
        Link(url="https://code.larkfield.example/readings/schema/pull/12"),
    ),
    why=(
        "A Senior Engineer would have put our own team’s reading in order. The format binds four "
        "teams and five makers, and it has been changed twice since, both times by people other "
        "than me."
    ),
    testimony=(INES,),
)

NIGHT_FLOW = win(
    12,
    "Leak search starts from the night flow",
    date(2026, 9, 7),
    date(2026, 10, 30),
    kind="Design or decision",
    role="Led",
    project="Leakage",
    details=(
        "Two teams planned a sensor on every district main. I compared three years of night flow "
        "with the leaks that had been dug up and found that the flow alone names the right "
        "district in 86 of 100 cases, two days earlier than a sensor would."
    ),
    impact="The sensor programme was cut from 1,900 mains to the 240 where the flow says nothing.",
    metrics=(Metric(label="Sensors to buy", before="1,900", after="240", lower_is_better=True),),
    links=(Link(url="https://docs.larkfield.example/notes/night-flow"),),
    why=(
        "The plan belonged to two other teams and was already in the budget. I wrote down the "
        "measurement and the condition under which sensors are right after all; both teams took "
        "the work off their plans themselves."
    ),
)

VALVES = win(
    13,
    "The valve register nobody owned",
    date(2026, 3, 9),
    date(2026, 7, 17),
    kind="Glue work",
    role="Led",
    project="Valve register",
    people=("Field Service",),
    details=(
        "Crews kept valve positions on paper, Planning in a spreadsheet and we in a table that was "
        "right on the day of the migration. I followed one valve through a whole repair with a "
        "crew, cut the problem into five pieces with an owner each, and left two of them to teams "
        "that I do not belong to."
    ),
    metrics=(
        Metric(
            label="Valves whose position is in doubt",
            before="4,120",
            after="260",
            unit="of 31,000",
            lower_is_better=True,
        ),
    ),
    links=(Link(url="https://docs.larkfield.example/notes/valves", label="A day with a crew"),),
    why="The work had no plan, no budget line and no owner. It has all three now, and none is me.",
    testimony=(RUTH,),
)

MOVE = win(
    21,
    "Readings moved to their own store in nine steps",
    date(2026, 1, 5),
    date(2026, 4, 24),
    kind="Delivery",
    role="Led",
    project="Readings",
    people=("Billing", "Platform"),
    details=(
        "Nine steps, each with its own way back, each watched for a week. The steps that failed, "
        "the fourth and the seventh, were taken back within minutes by the person on call and not "
        "by me.\n\n| Step | What moved | Way back |\n|---|---|---|\n"
        "| 1 to 3 | writes, twice | stop the second |\n"
        "| 4 to 6 | reads, by region | a switch by region |\n"
        "| 7 to 9 | the archive | the old store, kept until May |"
    ),
    metrics=(
        Metric(
            label="Time to show a year of readings, 95th percentile",
            before="1,840",
            after="310",
            unit="ms",
            lower_is_better=True,
        ),
        Metric(label="Cost of the store, a month", before="€14,200", after="€5,900"),
    ),
    links=(
        Link(url="https://dashboards.larkfield.example/readings/2026", label="Dashboard"),
        Link(url="https://docs.larkfield.example/decisions/41-readings-store"),
    ),
    why=(
        "Three teams had to release in an order that none of them owned. I wrote the order, and "
        "gave each step to the team that would feel it first."
    ),
)

CUT_OVER = win(
    22,
    "The cut-over plan changed six weeks before its date",
    date(2026, 3, 16),
    date(2026, 3, 20),
    kind="Design or decision",
    role="Led",
    project="Readings",
    people=("Grace Oyelaran",),
    details=(
        "The plan was to copy once and to switch. A week of comparing showed that readings taken "
        "in the hour when the clocks change did not match. I stopped the plan that I had written, "
        "had both stores written at once, and kept the date by leaving out the two regions with "
        "the fewest meters."
    ),
    metrics=(
        Metric(
            label="Rows that differed on the day",
            before="1,306",
            after="0",
            unit="of 41 million",
            lower_is_better=True,
        ),
    ),
    links=(Link(url="https://docs.larkfield.example/notes/compare-readings"),),
    why="The sign was small and early, and the plan was mine. Changing it cost one argument.",
)

REGIONS = win(
    23,
    "The last two regions, Gdańsk and Klaipėda, on the new store",
    date(2026, 11, 9),
    date(2026, 11, 13),
    kind="Delivery",
    role="Reviewed",
    project="Readings",
    people=("Jun Watanabe 渡辺",),
    impact="Nothing reads the old store any more. It was switched off on 13 November.",
    links=(Link(url="https://dashboards.larkfield.example/readings/2026"),),
)

KEYS = win(
    31,
    "A reading without a key is refused",
    date(2026, 3, 2),
    date(2026, 5, 29),
    kind="Prevention",
    role="Led",
    project="Readings",
    people=("Reliability", "two meter makers"),
    details=(
        "We had shortened the same incident four times: a maker sends a day again, and a household "
        "is billed twice. I asked what would have to be true for it never to happen, and moved the "
        "key from our service into the contract. `PUT /readings/{meter}/{hour}` can be sent as "
        "often as a maker likes."
    ),
    metrics=(
        Metric(label="Double bills, per 10,000", before="3.2", after="0", lower_is_better=True),
    ),
    links=(Link(url="https://docs.larkfield.example/decisions/46-reading-keys"),),
    why=(
        "It does not rest on anyone remembering a check. The last maker without a key was switched "
        "off in May, with its consent."
    ),
)

LEVELS = win(
    32,
    "Service levels that planning starts from",
    date(2026, 4, 1),
    date(2026, 9, 30),
    kind="Operations",
    role="Led",
    project="Readings",
    people=("Product", "Reliability"),
    details=(
        "Four levels, each with the household that notices when it is missed. Twice since April a "
        "feature waited because a level was spent, and Product made that call, not I."
    ),
    metrics=(Metric(label="Pages, a week", before="31", after="9", lower_is_better=True),),
    links=(Link(url="https://docs.larkfield.example/plans/2026-q3"),),
    why="The levels are Product’s now: they moved one of them in August with their own numbers.",
)

CONTRACTS = win(
    41,
    "Contract tests in every release",
    date(2026, 6, 1),
    date(2026, 10, 30),
    kind="Prevention",
    role="Led",
    project="Release train",
    details=(
        "I did not ask teams to adopt a tool. I put the tests into the template and into the "
        "release, and gave the rule to the release group in August. They have made it stricter "
        "since."
    ),
    metrics=(
        Metric(label="Services with contract tests", before="2", after="17", unit="of 21"),
        Metric(label="New services that start with them", before="0", after="4", unit="of 4"),
    ),
    links=(Link(url="https://docs.larkfield.example/practice/contract-tests"),),
    why="I wrote the first two and none of the last eleven.",
)

MENTORING = win(
    51,
    "Three designs with Jun’s name on them",
    date(2025, 12, 8),
    date(2026, 7, 10),
    kind="Mentoring",
    role="Mentored",
    people=("Jun Watanabe 渡辺", "Grace Oyelaran"),
    details=(
        "We read the Senior expectations together, picked the two that Jun had no evidence for, "
        "and I handed over the move of the two hardest regions, which I had planned for myself. "
        "Jun presented all three designs alone."
    ),
    impact="Jun became Senior Engineer in July.",
    metrics=(Metric(label="Designs that Jun led and defended", before="0", after="3"),),
    links=(Link(url="https://docs.larkfield.example/decisions/?author=jwatanabe&year=2026"),),
    why="The work was chosen for the level Jun wanted, and it cost me the part I liked best.",
    testimony=(JUN, INES.model_copy(update={"text": "She asked first, and it showed."})),
)

REVIEWS = win(
    52,
    "A review guide the group wrote",
    date(2026, 8, 3),
    date(2026, 10, 2),
    kind="Glue work",
    role="Led",
    people=("nine authors",),
    details=(
        "I brought thirty of our own slow reviews and asked what each had waited for. The group "
        "wrote the answers down. I wrote one page of the eight."
    ),
    metrics=(
        Metric(
            label="Median time to a first review",
            before="19",
            after="5",
            unit="hours",
            lower_is_better=True,
        ),
    ),
    links=(Link(url="https://docs.larkfield.example/practice/review-guide"),),
    why="It changed how nine people review, and they keep it without me.",
)

FLOOD = win(
    61,
    "The switch moved out of the flood season",
    date(2026, 10, 5),
    date(2026, 10, 9),
    kind="Design or decision",
    role="Proposed",
    people=("Hannah Brandt, Operations",),
    details=(
        "Operations had fixed the switch of the pumping stations for the second week of November. "
        "I gave them last year’s levels and a model that they could run themselves, and did not "
        "make the case in the meeting. They ran it with their own numbers."
    ),
    metrics=(
        Metric(label="Spare capacity at the highest level", before="8", after="35", unit="%"),
    ),
    links=(Link(url="https://docs.larkfield.example/models/levels"),),
    why="The date was not mine to move, and nobody had asked me.",
)

GUIDE = win(
    62,
    "The billing guide that Finance corrects",
    date(2026, 2, 16),
    date(2026, 9, 25),
    kind="Glue work",
    role="Solo",
    project="Billing",
    details=(
        "Finance closes a month with it, and has corrected it four times without asking me. The "
        "third edition has more of their words in it than of mine."
    ),
    metrics=(
        Metric(
            label="Questions from Finance, a month", before="34", after="6", lower_is_better=True
        ),
    ),
    links=(Link(url="https://docs.larkfield.example/guides/billing"),),
    why="People who were not in the room act on it.",
)

ARCHIVE = win(
    71,
    "Readings go cold after 90 days",
    date(2026, 8, 10),
    date(2026, 10, 16),
    kind="Delivery",
    role="Led",
    project="Readings",
    people=("Tracking",),
    details=(
        "Before it began I wrote down what keeping fewer hot readings was worth, which two reports "
        "it would slow down, and who had agreed to that. I looked again when the bill came."
    ),
    metrics=(
        Metric(label="Storage, a month", before="€8,300", after="€2,100", lower_is_better=True),
        Metric(label="Saving, said and found", before="€6,000", after="€6,200"),
    ),
    links=(Link(url="https://docs.larkfield.example/notes/cold-readings"),),
    why="The note names the price as well as the saving. All three figures were checked.",
)

ACTIONS = win(
    81,
    "What we agree after an incident gets done",
    date(2026, 4, 13),
    date(2026, 10, 30),
    kind="Glue work",
    role="Led",
    details=(
        "After an incident we agreed on actions and did about a third of them. I took the list to "
        "each team’s planning for six months, until the teams did so themselves."
    ),
    metrics=(Metric(label="Actions done in 30 days", before="38", after="81", unit="of 100"),),
)

NEWCOMERS = win(
    82,
    "One path through the first week",
    date(2026, 5, 4),
    date(2026, 6, 12),
    kind="Glue work",
    role="Led",
    people=("Jun Watanabe 渡辺",),
    details=(
        "New engineers waited for access, for a reviewer and for a first task. I made one path "
        "through all three. It belongs to whoever joined last, and they keep it short."
    ),
    metrics=(
        Metric(
            label="Days to a first change in production",
            before="11",
            after="3",
            lower_is_better=True,
        ),
    ),
)


def _block(slug: str, text: str, *evidence: Evidence, examples: tuple[str, ...] = ()):
    return ExpectationBlock(slug=slug, text=text, examples=examples, evidence=evidence)


SECTIONS = (
    Section(
        key="direction",
        title="Technical direction",
        competency="direction",
        claim=(
            "Four teams shape what a meter says by one format. What a reading means is a decision "
            "with a record, and the record says what we turned down."
        ),
        expectations=(
            _block(
                "direction/sets-direction",
                "Sets a technical direction that several teams follow, and records what was "
                "decided against.",
                METER_FORMAT,
                NIGHT_FLOW,
                examples=("A design record that names the options not taken.",),
            ),
            _block(
                "direction/unowned-problems",
                "Turns a problem that nobody owns into work that teams can start.",
                VALVES,
            ),
        ),
    ),
    Section(
        key="delivery",
        title="Delivery",
        competency="delivery",
        claim=(
            "Readings moved to their own store through Billing, Platform and Leakage in nine "
            "steps. Two of them were undone, within minutes, on the day they went out."
        ),
        expectations=(
            _block(
                "delivery/across-teams",
                "Brings work across three or more teams to production, in steps that can each be "
                "undone.",
                MOVE,
                REGIONS,
            ),
            _block(
                "delivery/changes-plan",
                "Sees early that a plan will not hold, and changes it before the date does.",
                CUT_OVER,
            ),
        ),
    ),
    Section(
        key="reliability",
        title="Reliability",
        competency="reliability",
        claim="No household has been billed twice since May, because it cannot happen any more.",
        expectations=(
            _block(
                "reliability/class-of-failure",
                "Makes a whole class of failure impossible.",
                KEYS,
            ),
            _block(
                "reliability/service-levels",
                "Owns the service levels of a product area and sees them used in planning.",
                LEVELS,
            ),
        ),
    ),
    Section(
        key="quality",
        title="Quality",
        competency="quality",
        claim="Contract tests are how our teams change an interface.",
        expectations=(
            _block(
                "quality/practice",
                "Moves several teams to a practice that outlasts their own attention.",
                CONTRACTS,
                METER_FORMAT.model_copy(
                    update={"why": "The format’s version made the first contract tests possible."}
                ),
            ),
        ),
    ),
    Section(
        key="people",
        title="Growing people",
        competency="people",
        claim="Jun Watanabe became Senior Engineer in July, on work we chose in December.",
        expectations=(
            _block(
                "people/next-level",
                "Brings another engineer to the next level through work they chose together.",
                MENTORING,
            ),
            _block(
                "people/group-practice",
                "Raises how a group reviews, designs or interviews.",
                REVIEWS,
            ),
        ),
    ),
    Section(
        key="influence",
        title="Influence",
        competency="influence",
        claim="Operations changed a date after seeing a model that they could run themselves.",
        expectations=(
            _block(
                "influence/evidence-not-position",
                "Changes a decision outside their own group, with evidence and not with position.",
                FLOOD,
            ),
            _block(
                "influence/documents",
                "Writes documents that people who were not in the room act on.",
                GUIDE,
            ),
        ),
    ),
    Section(
        key="business",
        title="Business sense",
        competency="business",
        claim="I write down what a piece of work is worth before it starts.",
        expectations=(
            _block(
                "business/worth",
                "Names what work is worth before it starts, and checks afterwards.",
                ARCHIVE,
            ),
            _block("business/ends-work", "Ends work that no longer pays."),
        ),
    ),
    Section(
        key="glue",
        title="Glue work",
        claim="No team’s plan had a line for these, and each took a day a week of somebody’s.",
        evidence=(ACTIONS, NEWCOMERS),
    ),
)


def _months(first: str, last: str) -> tuple[str, ...]:
    start, stop = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return empty_packet(starts_on=start, ends_on=stop).months()


def _row(section: Section, place: int, *spans: tuple[str, str]) -> CoverageRow:
    expectation = section.expectations[place]
    months = sorted({month for span in spans for month in _months(*span)})
    return CoverageRow(
        competency=section.competency,
        competency_name=section.title,
        expectation=expectation.slug,
        text=expectation.text,
        kind="evidence" if expectation.evidence else "none",
        wins=len(expectation.evidence),
        months=tuple(months),
        section=section.key,
    )


def _bare_row(competency: str, name: str, kind: str, **facts) -> CoverageRow:
    return CoverageRow(competency=competency, competency_name=name, kind=kind, **facts)


DIRECTION, DELIVERY, RELIABILITY, QUALITY, PEOPLE, INFLUENCE, BUSINESS, _GLUE = SECTIONS

COVERAGE = (
    _row(DIRECTION, 0, ("2026-02", "2026-06"), ("2026-09", "2026-10")),
    _row(DIRECTION, 1, ("2026-03", "2026-07")),
    _row(DELIVERY, 0, ("2026-01", "2026-04"), ("2026-11", "2026-11")),
    _row(DELIVERY, 1, ("2026-03", "2026-03")),
    _row(RELIABILITY, 0, ("2026-03", "2026-05")),
    _row(RELIABILITY, 1, ("2026-04", "2026-09")),
    _row(QUALITY, 0, ("2026-02", "2026-10")),
    _row(PEOPLE, 0, ("2025-12", "2026-07")),
    _row(PEOPLE, 1, ("2026-08", "2026-10")),
    _row(INFLUENCE, 0, ("2026-10", "2026-10")),
    _row(INFLUENCE, 1, ("2026-02", "2026-09")),
    _row(BUSINESS, 0, ("2026-08", "2026-10")),
    _row(BUSINESS, 1),
    _bare_row(
        "hiring",
        "Hiring",
        "not-applicable",
        expectation="hiring/loop",
        text="Runs a hiring loop from the job description to the offer.",
        note="Nobody has been hired in my area since February. Agreed with Grace on 12 May.",
    ),
    _bare_row(
        "on-call",
        "On-call",
        "carried",
        expectation="on-call/carries",
        text="Carries the pager for their own service.",
    ),
    _bare_row(
        "testing",
        "Tests that explain",
        "carried",
        expectation="testing/explains",
        text="Writes tests that explain what the code is for.",
    ),
    _bare_row("domain", "Knowledge of water", "not-stated"),
)


def rich_packet(**changes) -> PacketDocument:
    """A year of Ada's: every part is there, every kind of coverage, a win that is placed twice."""
    facts = {
        "title": "Promotion case for the January 2027 committee",
        "manager": "Grace Oyelaran",
        "now": SENIOR,
        "ask": (
            "I ask the committee to promote me from E4 to E5 on the work of the last twelve months."
        ),
        "thesis": (
            "Four teams now build on decisions I wrote down. A household cannot be billed twice, a "
            "year of readings shows in a third of a second, and a new meter maker cannot break a "
            "reader. Each of these held after I had moved on to the next."
        ),
        "summary": (
            "Readings used to lose their Mondays to bills that had gone out twice. Since May none "
            "has, because a reading without a key is refused before it reaches us. The same idea, "
            "that a mistake should be *impossible* and not merely noticed, runs through the year."
            "\n\n"
            "A year of readings comes from its own store, and 95 of 100 views show within 310 ms "
            "where it was 1,840. Billing, Leakage, Field Service and Planning share one format. "
            "Pages in the night fell from 31 a week to 9.\n\n"
            "Jun Watanabe became Senior Engineer in July on work we had chosen together. Contract "
            "tests, the review guide and the service levels are now kept by others."
        ),
        "next": (
            "Service levels for Leakage, on the pattern that Readings plans from. The switch of "
            "the pumping stations in February, with the model of the levels run each week from "
            "December. The case for ending the partner test system, with Product, in January."
        ),
        "coverage": COVERAGE,
        "sections": SECTIONS,
        "gaps": (
            Gap(
                title="Nothing on ending work that no longer pays",
                answer=(
                    "True. I have improved what we run and stopped none of it. The partner test "
                    "system costs two engineers a month and has three users. I bring those numbers "
                    "to planning in January, and the decision belongs to Product."
                ),
            ),
            Gap(
                title="Influence rests on one decision",
                answer=(
                    "It does, and on one month. The guide and the reading format show the same "
                    "habit over a longer time, but with teams that already knew me."
                ),
            ),
            Gap(
                title="Does one project carry it all",
                answer=(
                    "Readings stands behind 6 of the 16 wins. Without it, Delivery has none, and "
                    "every other sentence keeps at least one."
                ),
            ),
            Gap(title="No hiring"),
        ),
    }
    return empty_packet(**(facts | changes))


def full_packet(**changes) -> PacketDocument:
    """The rich packet with what only some packets have: claims, conditions, headlines, wins that
    the appendix tells, an order of its own and the name of its preset."""
    steps = (
        ClaimedStep(
            competency="delivery", competency_name="Delivery", step="five", step_name="Five"
        ),
    )
    criteria = (
        Criterion(text="Ten points in all.", kind="points", comes_to="10"),
        Criterion(
            text="A mean of four.", kind="mean", comes_to="4", weighted_sum="8", weights="2",
            without_step=("Influence",),
        ),
        Criterion(
            text="Step five in one.", kind="steps", comes_to="1", counted=("Delivery",)
        ),
    )  # fmt: skip
    conditions = (
        Condition(
            text="Show the same over two quarters.",
            said_by="The committee of July",
            said_on=date(2026, 1, 5),
            answer="The format *held* from February to June.",
            entries=(METER_FORMAT.entry, LEVELS.entry),
        ),
        Condition(text="Bring someone up."),
    )
    placed = {METER_FORMAT.entry: {"featured": True}, KEYS.entry: {"featured": True},
              GUIDE.entry: {"folded": True}, ACTIONS.entry: {"folded": True}}  # fmt: skip
    document = rich_packet(
        claims=Claims(steps=steps, criteria=criteria),
        conditions=conditions,
        preset="Promotion case",
        sections=tuple(_placed(section, placed) for section in SECTIONS),
    )
    keys = [anchor for anchor in document.reading_order() if anchor.startswith("section-")]
    order = (
        "part-conditions", "part-summary", *keys[4:], "part-coverage", *keys[:4], "part-claims",
        "part-next", "part-gaps",
    )  # fmt: skip
    return document.model_copy(update={"order": order} | changes)


def _placed(section: Section, placed: dict[int, dict[str, bool]]) -> Section:
    def row(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(one.model_copy(update=placed.get(one.entry, {})) for one in evidence)

    blocks = tuple(
        block.model_copy(update={"evidence": row(block.evidence)}) for block in section.expectations
    )
    return section.model_copy(update={"expectations": blocks, "evidence": row(section.evidence)})
