from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from bragdoc.views import (
    capture,
    claims,
    coverage,
    entries,
    inbox,
    ladder_imports,
    ladders,
    system,
    week,
)
from bragdoc.views.converters import MondayConverter

register_converter(MondayConverter, "monday")

urlpatterns = [
    path("", include("accounts.urls")),
    # The week, and one line from anywhere.
    path("week/", week.week_now, name="week-now"),
    path("week/<monday:monday>/", week.week, name="week"),
    path("week/<monday:monday>/close/", week.week_close, name="week-close"),
    path("new/", capture.quick_add, name="quick-add"),
    path("new/reading/", capture.quick_read, name="quick-read"),
    # Wins.
    path("wins/", entries.entry_list, name="entry-list"),
    path("wins/preview/", entries.entry_preview, name="entry-preview"),
    path("wins/<int:pk>/", entries.entry_detail, name="entry-detail"),
    path("wins/<int:pk>/sentences/", entries.entry_sentences, name="entry-sentences"),
    path("wins/<int:pk>/competency/", capture.entry_tag, name="entry-tag"),
    path("wins/<int:pk>/number/", capture.entry_measure, name="entry-measure"),
    path("wins/<int:pk>/discard/", entries.entry_discard, name="entry-discard"),
    path("wins/<int:pk>/restore/", entries.entry_restore, name="entry-restore"),
    # What imports propose.
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/accept/", inbox.inbox_accept, name="inbox-accept"),
    path("inbox/<int:pk>/", inbox.candidate_detail, name="candidate-detail"),
    path("inbox/<int:pk>/accept/", inbox.candidate_accept, name="candidate-accept"),
    path("inbox/<int:pk>/discard/", inbox.candidate_discard, name="candidate-discard"),
    path("inbox/<int:pk>/restore/", inbox.candidate_restore, name="candidate-restore"),
    path("import/", inbox.brag_import, name="brag-import"),
    path("import/<int:pk>/", inbox.import_detail, name="import-detail"),
    # Ladders, and one's place on them.
    path("ladders/", ladders.ladder_list, name="ladder-list"),
    path("ladders/bring/", ladder_imports.ladder_bring, name="ladder-bring"),
    path("ladders/imports/<int:pk>/", ladder_imports.ladder_import, name="ladder-import"),
    path(
        "ladders/imports/<int:pk>/draft/",
        ladder_imports.ladder_import_draft,
        name="ladder-import-draft",
    ),
    path(
        "ladders/imports/<int:pk>/discard/",
        ladder_imports.ladder_import_discard,
        name="ladder-import-discard",
    ),
    path(
        "ladders/imports/<int:pk>/restore/",
        ladder_imports.ladder_import_restore,
        name="ladder-import-restore",
    ),
    path("ladders/<slug:slug>/", ladders.ladder_detail, name="ladder-detail"),
    path(
        "ladders/<slug:slug>/levels/<slug:track>/<slug:level>/",
        ladders.ladder_level,
        name="ladder-level",
    ),
    path(
        "ladders/<slug:slug>/competencies/<slug:competency>/",
        ladders.ladder_competency,
        name="ladder-competency",
    ),
    path("placement/", ladders.placement, name="placement"),
    path("claims/", claims.claims, name="claims"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("", include("packets.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    # What machines ask.
    path("livez", system.livez, name="livez"),
    path("readyz", system.readyz, name="readyz"),
    path("offline/", system.offline, name="offline"),
    path("sw.js", system.service_worker, name="service-worker"),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", system.styleguide, name="styleguide")]
