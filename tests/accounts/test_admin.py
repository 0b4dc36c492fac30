"""What an administrator sees: accounts, who manages whom, ladders, seasons, panels; nothing that
anyone wrote."""

import pytest
from django.contrib import admin

from accounts.models import Management, User
from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Ladder, LadderVersion, Season
from packets.models import Panel
from tests.clients import browser_of
from tests.factories import LADDER, EntryFactory, PacketFactory, UserFactory
from tests.packets.scenes import place, share


@pytest.fixture
def root(db):
    return browser_of(UserFactory(is_staff=True, is_superuser=True))


def test_accounts_managers_ladders_seasons_and_panels_are_all_that_is_registered():
    ours = {m for m in admin.site._registry if not m.__module__.startswith("allauth.")}
    assert ours == {User, Management, Ladder, LadderVersion, Season, Panel}


def test_no_page_of_the_administration_shows_what_somebody_wrote(root, ada, managed):
    packet = PacketFactory(author=ada, title="Heron, Staff Engineer")
    place(packet, "Heron in the attic")
    EntryFactory(author=ada, title="Another heron")
    own = LADDER | {"ladder": {"slug": "heron", "name": "Heron’s Own", "version": "1"}}
    LadderVersion.objects.draft_from(LadderDocument.model_validate(own), owner=ada)
    share(packet)
    pages = [
        "/admin/", "/admin/accounts/user/", f"/admin/accounts/user/{ada.pk}/change/",
        f"/admin/accounts/user/{ada.pk}/history/", "/admin/accounts/management/",
        f"/admin/accounts/management/{managed.pk}/change/",
        "/admin/bragdoc/ladder/",
        "/admin/bragdoc/ladderversion/",
    ]  # fmt: skip
    for page in pages:
        response = root.get(page)
        assert response.status_code == 200, page
        assert "heron" not in response.content.decode().lower(), page


@pytest.mark.parametrize("model", ["bragdoc/entry", "packets/packet", "packets/version"])
def test_what_somebody_wrote_has_no_page_there(root, model):
    assert root.get(f"/admin/{model}/").status_code == 404


def test_an_account_is_not_deleted_there(root, ada):
    assert root.post(f"/admin/accounts/user/{ada.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=ada.pk).exists()


def test_who_manages_whom_is_looked_at_and_not_changed(root, managed):
    base = f"/admin/accounts/management/{managed.pk}"
    statuses = [
        root.post(f"{base}/change/", {"state": "ended"}).status_code,
        root.post(f"{base}/delete/", {"post": "yes"}).status_code,
        root.get("/admin/accounts/management/add/").status_code,
    ]
    assert statuses == [403, 403, 403]


def test_an_account_can_be_made_and_switched_off(root, ada):
    fields = {"email": "new@example.org", "name": "New", "password1": "a line on friday"}
    root.post("/admin/accounts/user/add/", fields | {"password2": "a line on friday"})
    assert User.objects.filter(email="new@example.org", name="New").exists()
    page = f"/admin/accounts/user/{ada.pk}/change/"
    root.post(page, {"email": ada.email, "name": ada.name, "time_zone": "UTC"})
    ada.refresh_from_db()
    assert not ada.is_active


def test_who_is_no_administrator_is_refused(ada):
    assert browser_of(ada).get("/admin/", follow=True).status_code == 403


@pytest.mark.django_db
def test_administrators_sign_in_where_everybody_does(client):
    chain = client.get("/admin/", follow=True).redirect_chain
    assert chain[-1][0].startswith("/accounts/login/?")
