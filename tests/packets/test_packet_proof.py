"""What kind of proof the wins of a packet have, where its author writes."""

from html import unescape

import pytest

from bragdoc.coverage.proof import RULE
from tests.packets.scenes import place

LINK = {"url": "https://a.example", "label": ""}
NUMBER = {"label": "Waiting", "before": "", "after": "3", "unit": "min"}


def text_of(response):
    return unescape(response.content.decode())


def card_of(adas, evidence):
    """The card of a win in its section."""
    html = text_of(adas.get(f"/packets/{evidence.section.packet_id}/sections/delivery/"))
    return html[html.index(f'id="evidence-{evidence.pk}"') :].split('class="expectation"')[0]


@pytest.mark.parametrize(
    ("facts", "kind", "step", "part"),
    [
        ({}, "Nothing yet", "Add a number, or a link to where it can be seen.", "metrics"),
        ({"kind": "praise"}, "Testimony", "Add a link to what was praised.", "links"),
        (
            {"links": [{"url": "https://a.example", "label": ""}]},
            "A link",
            "Add a number",
            "metrics",
        ),
        ({"metrics": [NUMBER]}, "A number", "Add what the number was before.", "metrics"),
    ],
)
def test_a_placed_win_names_its_proof_and_the_next_step_where_it_is_done(
    packet, adas, facts, kind, step, part
):
    placed = place(packet, **facts)
    card = card_of(adas, placed)
    proof = card[card.index('class="proof"') :].split("</p>")[0]
    assert f"{kind}." in proof
    assert step in proof
    assert f'href="/wins/{placed.entry_id}/#{part}"' in proof
    assert f'id="{part}"' in text_of(adas.get(f"/wins/{placed.entry_id}/"))


def test_the_strongest_proof_asks_for_nothing_more(packet, adas):
    card = card_of(adas, place(packet, metrics=[NUMBER | {"before": "9"}]))
    proof = card[card.index('class="proof"') :].split("</p>")[0]
    assert "Before and after." in proof
    assert "href" not in proof


def test_the_rule_is_in_view_with_every_kind_and_what_it_means(packet, adas):
    html = text_of(adas.get(f"/packets/{packet.pk}/sections/delivery/"))
    rule = html[html.index("How proof is told") :].split("</details>")[0]
    for proof in RULE:
        assert f"<dt>{proof.words}</dt>" in rule
        assert proof.means in rule


def test_wins_in_which_there_is_nothing_to_check_are_listed_beside_the_part(packet, adas):
    bare = place(packet, "Read the log")
    place(packet, "Measured the log", metrics=[NUMBER])
    html = text_of(adas.get(f"/packets/{packet.pk}/coverage/"))
    told = html[html.index("1 win with nothing to check") :].split("</details>")[0]
    assert f'href="/wins/{bare.entry_id}/#metrics"' in told
    assert "Measured the log" not in told
