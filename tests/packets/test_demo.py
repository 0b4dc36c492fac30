"""`manage.py demo`: a year of one engineer as rows, made once and the same each time."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Mail, Management, User
from bragdoc.models import Candidate, Entry, LadderVersion, NotApplicable, Placement, Week
from packets.builder.accepting import accept
from packets.compose import compose
from packets.demo.story import load_story
from packets.models import (
    Comment,
    Event,
    Packet,
    RatingSheet,
    Reviewer,
    Share,
    Version,
    Visit,
)
from packets.ratings import rateable
from packets.remarks.places import places_of
from packets.remarks.standing import find
from tests.clients import browser_of

ANCHOR = "2026-11-20"


def demo(*arguments):
    out = StringIO()
    call_command("demo", "--anchor", ANCHOR, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def story():
    return load_story()


@pytest.fixture
def told(db):
    return demo()


def test_it_prints_who_can_sign_in_with_what(told, story):
    accounts = [person for person in story.people if person.email]
    assert told.splitlines() == [
        f"{person.email}  a-line-on-friday  {person.name}, {person.role}" for person in accounts
    ]


def test_who_is_printed_can_sign_in(told, client):
    for line in told.splitlines():
        email, password, _name = line.split("  ")
        client.post("/accounts/login/", {"login": email, "password": password})
        assert client.get("/settings/").status_code == 200
        client.post("/accounts/logout/")


def test_a_second_time_nothing_is_changed(told):
    models = (User, Entry, Week, Candidate, Packet, Version, Comment, Event, LadderVersion)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert demo() == f"The demo is there already. Nothing is changed.\n{told}"
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


@pytest.mark.django_db
def test_another_password_can_be_given(client):
    assert "  another-one  " in demo("--password", "another-one")


def test_the_log_is_the_year_of_the_story(told, story):
    anchor = date.fromisoformat(ANCHOR)
    rows = Entry.objects.order_by("pk").values_list("title", "starts_on", "ends_on", "kind", "role")
    assert list(rows) == [
        (e.title, e.starts_on(anchor), e.ends_on(anchor), e.kind, e.role) for e in story.entries
    ]
    assert Entry.objects.count() >= 60


def test_wins_carry_their_sentences_and_what_does_not_apply_has_its_reason(told, story):
    tagged = {
        (title, f"{competency}/{slug}")
        for title, competency, slug in Entry.objects.exclude(expectations=None).values_list(
            "title", "expectations__competency__slug", "expectations__slug"
        )
    }
    assert tagged == {(e.title, key) for e in story.entries for key in e.expectations}
    said = NotApplicable.objects.values_list("competency__slug", "expectation", "reason")
    assert list(said) == [("hiring", None, story.not_applicable[0].reason)]


def test_the_author_is_placed_and_managed(told, story):
    author = User.objects.get(name=next(p for p in story.people if p.key == story.author).name)
    placement = Placement.objects.get()
    assert (placement.person, placement.now, placement.goal) == (
        author,
        str(story.placement.current),
        str(story.placement.target),
    )
    assert Management.objects.manager_of(author).name == next(
        p.name for p in story.people if p.key == story.manager
    )
    assert Management.objects.count() == 1


def test_the_packet_is_in_review_at_version_two_with_comments(told, story):
    packet = Packet.objects.get()
    assert (packet.state, [v.number for v in packet.versions.order_by("number")]) == (
        "in-review",
        [1, 2],
    )
    assert Comment.objects.filter(parent=None).count() == len(story.packet.comments)
    assert [e.move for e in packet.events.order_by("pk")] == [m.move for m in story.packet.moves]


def test_words_that_are_commented_on_stand_in_the_version_and_other_words_fit(told):
    quoting = Comment.objects.exclude(quote="").select_related("version", "author").order_by("pk")
    spots = [
        find(places_of(each.version.document()), each.section, each.place, each.quote)
        for each in quoting
    ]
    assert [spot.place.name for spot in spots] == ["claim", "claim"]
    (suggested,) = quoting.exclude(suggestion="")
    assert suggested.author.name == "Grace Osei"
    assert accept(suggested, Packet.objects.with_parts().get())
    assert suggested.suggestion in Packet.objects.get().sections.get(key="influence").claim


def test_each_version_is_shared_with_who_reviewed_it_by_then(told):
    shared = {
        (share.version.number, share.reader.email.partition("@")[0], bool(share.opened_at))
        for share in Share.objects.in_force().select_related("version", "reader")
    }
    assert shared == {
        (1, "grace", True),
        (2, "grace", True),
        (2, "ivo", True),
        (2, "nadia", False),
    }
    roles = Reviewer.objects.in_force().oldest_first().values_list("email", "role")
    assert list(roles) == [
        ("grace@demo.example", "manager"),
        ("ivo@demo.example", "peer"),
        ("nadia@demo.example", "sponsor"),
    ]


def test_the_last_version_prints_what_two_colleagues_say_and_the_one_before_nothing(told):
    first, last = (
        version.document() for version in Packet.objects.get().versions.order_by("number")
    )
    said = [
        [(one.name, one.source, one.is_verified, one.of_other_wording) for one in win.testimony]
        for win in last.evidence()
        if win.testimony
    ]
    assert said == [
        [("Lena Voss", "pasted", False, False)],
        [("Ivo Marek", "asked", True, False)],
    ]
    assert not any(win.testimony for win in first.evidence())


def test_a_version_is_opened_with_its_first_reading(told):
    for share in Share.objects.all():
        first = Visit.objects.of_version(share.version).of_reader(share.reader).order_by("pk")
        assert [visit.began_at for visit in first[:1]] == [share.opened_at][: len(first)]
        assert (share.opened_at is None) == (not first)


def test_it_is_read_down_to_a_section_that_the_version_has(told):
    for visit in Visit.objects.select_related("version"):
        assert visit.furthest in visit.version.document().reading_order()


def test_the_decision_waits_for_the_manager_and_no_rating_of_hers_is_given(told):
    packet, version = Packet.objects.get(), Version.objects.get(number=2)
    grace = Management.objects.manager_of(packet.author)
    assert {"support", "postpone", "decline"} <= packet.moves_open_to(grace).keys()
    assert not RatingSheet.objects.filter(rater=grace).exists()
    sheets = RatingSheet.objects.of_version(version).order_by("pk")
    asked = rateable(version.document()).keys()
    assert [sheet.rater == packet.author for sheet in sheets] == [True, False]
    assert [bool(sheet.given_at) for sheet in sheets] == [True, False]
    assert sheets[0].ratings.keys() == asked
    assert sheets[1].ratings.keys() < asked


def test_the_last_version_is_the_draft_as_it_stands(told):
    draft = Packet.objects.with_parts().get()
    assert Version.objects.get(number=2).document() == compose(draft)


def test_the_demo_sends_no_mail(told):
    assert Mail.objects.count() == 0


def test_every_page_of_it_opens(told):
    packet = Packet.objects.get()
    base = f"/packets/{packet.pk}/"
    pages = {
        packet.author: [
            "/week/", "/wins/", "/inbox/", "/coverage/", "/ladders/", "/packets/", base,
            *(f"{base}sections/{section.key}/" for section in packet.sections.all()),
            f"{base}gaps/", f"{base}coverage/", f"{base}preview/", f"{base}share/",
            f"{base}versions/1/", f"{base}versions/2/",
        ],
        Management.objects.manager_of(packet.author): ["/reviews/", f"{base}versions/2/"],
    }  # fmt: skip
    for person, urls in pages.items():
        browser = browser_of(person)
        found = {url: browser.get(url, follow=True).status_code for url in urls}
        assert found == dict.fromkeys(urls, 200)
