from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from bragdoc.views import (
    calendars,
    candidates,
    capture,
    claims,
    comparing,
    coverage,
    entries,
    findings,
    follow_ups,
    imports,
    inbox,
    ladder_files,
    ladder_imports,
    ladder_versions,
    ladders,
    lines,
    log,
    log_files,
    months,
    names,
    not_applicable,
    queue,
    reminded,
    reminders,
    retag,
    saved_filters,
    system,
    triage,
    week,
)
from bragdoc.views.converters import (
    MondayConverter,
    MonthConverter,
    NameConverter,
    QuarterConverter,
)
from bragdoc.views.drafts import acts, parts, publishing, text
from bragdoc.views.looking import balance, goals, impact, reflection

register_converter(MondayConverter, "monday")
register_converter(MonthConverter, "month")
register_converter(NameConverter, "name")
register_converter(QuarterConverter, "quarter")

urlpatterns = [
    path("", include("accounts.urls")),
    # The week, and one line from anywhere.
    path("week/", week.week_now, name="week-now"),
    path("week/<monday:monday>/", week.week, name="week"),
    path("week/<monday:monday>/close/", week.week_close, name="week-close"),
    path("week/candidates/<int:pk>/", triage.candidate_triage, name="candidate-triage"),
    path("new/", capture.quick_add, name="quick-add"),
    path("new/reading/", capture.quick_read, name="quick-read"),
    path("new/queue/", queue.line_queue, name="line-queue"),
    path("new/tokens/", capture.line_tokens, name="line-tokens"),
    path("help/line/", lines.line_help, name="line-help"),
    path("help/capture/", lines.quick_ways, name="quick-ways"),
    # Wins.
    path("wins/", log.entry_list, name="entry-list"),
    path("wins/<month:month>/", months.month, name="month"),
    path("wins/export/<str:form>/", log_files.entry_export, name="entry-export"),
    path("wins/filters/", saved_filters.saved_filter_list, name="saved-filter-list"),
    path("wins/filters/<int:pk>/", saved_filters.saved_filter_rename, name="saved-filter-rename"),
    path(
        "wins/filters/<int:pk>/delete/",
        saved_filters.saved_filter_delete,
        name="saved-filter-delete",
    ),
    path("wins/filters/restore/", saved_filters.saved_filter_restore, name="saved-filter-restore"),
    path("wins/bulk/", log.entry_bulk, name="entry-bulk"),
    path("wins/bulk/undo/", log.entry_bulk_undo, name="entry-bulk-undo"),
    path("wins/preview/", entries.entry_preview, name="entry-preview"),
    path("wins/<int:pk>/", entries.entry_detail, name="entry-detail"),
    path("wins/<int:pk>/line/", lines.entry_line, name="entry-line"),
    path("wins/<int:pk>/sentences/", entries.entry_sentences, name="entry-sentences"),
    path("wins/<int:pk>/competency/", triage.entry_tag, name="entry-tag"),
    path("wins/<int:pk>/number/", triage.entry_measure, name="entry-measure"),
    path("wins/<int:pk>/after/<int:days>/", follow_ups.follow_up, name="follow-up"),
    path("wins/<int:pk>/discard/", entries.entry_discard, name="entry-discard"),
    path("wins/<int:pk>/restore/", entries.entry_restore, name="entry-restore"),
    # Reminders: when, when not, in the calendar; and where the links in their mails lead.
    path("settings/reminders/", reminders.reminders, name="reminders"),
    path("settings/reminders/pauses/", reminders.pause_create, name="pause-create"),
    path("settings/reminders/pauses/<int:pk>/remove/", reminders.pause_remove, name="pause-remove"),
    path(
        "settings/reminders/pauses/<str:starts_on>/<str:ends_on>/restore/",
        reminders.pause_restore,
        name="pause-restore",
    ),
    path("settings/reminders/calendar/", reminders.feed_make, name="feed-make"),
    path("settings/reminders/calendar/remove/", reminders.feed_remove, name="feed-remove"),
    path("calendar/<str:secret>.ics", calendars.calendar_feed, name="calendar-feed"),
    path("reminded/<str:signed>/", reminded.reminder_link, name="reminder-link"),
    path("reminded/<str:signed>/later/", reminded.reminder_later, name="reminder-later"),
    path("reminders/stop/<str:signed>/", reminded.reminder_stop, name="reminder-stop"),
    # What imports propose.
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/several/", inbox.inbox_several, name="inbox-several"),
    path("inbox/merge/", inbox.inbox_merge, name="inbox-merge"),
    path("inbox/restore/", inbox.inbox_restore, name="inbox-restore"),
    path("inbox/<int:pk>/", candidates.candidate_detail, name="candidate-detail"),
    path("inbox/<int:pk>/accept/", candidates.candidate_accept, name="candidate-accept"),
    path("inbox/<int:pk>/discard/", candidates.candidate_discard, name="candidate-discard"),
    path("inbox/<int:pk>/never/", candidates.candidate_never, name="candidate-never"),
    path("inbox/<int:pk>/restore/", candidates.candidate_restore, name="candidate-restore"),
    path("import/", imports.brag_import, name="brag-import"),
    path("import/git/", imports.git_import, name="git-import"),
    path("import/<int:pk>/", imports.import_detail, name="import-detail"),
    path("import/<int:pk>/stop/", imports.import_stop, name="import-stop"),
    path("import/<int:pk>/again/", imports.import_again, name="import-again"),
    # Looking back and ahead.
    path("goals/", goals.goal_list, name="goal-list"),
    path("goals/<quarter:quarter>/", goals.goal_list, name="goal-quarter"),
    path("goals/<quarter:quarter>/new/", goals.goal_create, name="goal-create"),
    path("goals/<int:pk>/", goals.goal_detail, name="goal-detail"),
    path("goals/<int:pk>/settle/", goals.goal_settle, name="goal-settle"),
    path("goals/<int:pk>/move/", goals.goal_move, name="goal-move"),
    path("goals/<int:pk>/wins/<int:entry>/", goals.goal_place, name="goal-place"),
    path("goals/<int:pk>/wins/<int:entry>/out/", goals.goal_take_out, name="goal-take-out"),
    path("reflection/", reflection.reflection_now, name="reflection-now"),
    path("reflection/<quarter:quarter>/", reflection.reflection, name="reflection"),
    # What I did on the checkout, and with Sam.
    path("projects/", names.name_list, {"kind": "project"}, name="project-list"),
    path("projects/<name:slug>/", names.name_detail, {"kind": "project"}, name="project-detail"),
    path(
        "projects/<name:slug>/rename/",
        names.name_rename,
        {"kind": "project"},
        name="project-rename",
    ),
    path(
        "projects/<name:slug>/merge/", names.name_merge, {"kind": "project"}, name="project-merge"
    ),
    path("people/", names.name_list, {"kind": "person"}, name="person-list"),
    path("people/<name:slug>/", names.name_detail, {"kind": "person"}, name="person-detail"),
    path("people/<name:slug>/rename/", names.name_rename, {"kind": "person"}, name="person-rename"),
    path("people/<name:slug>/merge/", names.name_merge, {"kind": "person"}, name="person-merge"),
    path("names/apart/", names.merge_undo, name="merge-undo"),
    path("projects/<name:slug>/impact/", impact.impact_audit, name="impact-audit"),
    path("balance/", balance.balance_page, name="balance"),
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
    path("ladders/template.csv", ladder_files.ladder_template, name="ladder-template"),
    path("ladders/schema.json", ladder_files.ladder_schema, name="ladder-schema"),
    path("ladders/<slug:slug>/", ladders.ladder_detail, name="ladder-detail"),
    path(
        "ladders/<slug:slug>/export/<str:form>/", ladder_files.ladder_export, name="ladder-export"
    ),
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
    path(
        "ladders/versions/<int:pk>/draft/",
        ladder_versions.ladder_version_create,
        name="ladder-version-create",
    ),
    path("ladders/versions/<int:pk>/retire/", ladder_versions.ladder_retire, name="ladder-retire"),
    path("ladders/<slug:slug>/editors/", ladder_versions.ladder_editors, name="ladder-editors"),
    path(
        "ladders/<slug:slug>/editors/<int:pk>/remove/",
        ladder_versions.ladder_editor_remove,
        name="ladder-editor-remove",
    ),
    # Drafts of ladders.
    path("ladders/drafts/new/", ladder_versions.ladder_create, name="ladder-create"),
    path("ladders/drafts/<int:pk>/", parts.draft_detail, name="draft-detail"),
    path("ladders/drafts/<int:pk>/levels/", parts.draft_levels, name="draft-levels"),
    path("ladders/drafts/<int:pk>/tracks/<slug:track>/", parts.draft_track, name="draft-track"),
    path(
        "ladders/drafts/<int:pk>/tracks/<slug:track>/<slug:level>/",
        parts.draft_position,
        name="draft-position",
    ),
    path("ladders/drafts/<int:pk>/scales/<slug:scale>/", parts.draft_scale, name="draft-scale"),
    path("ladders/drafts/<int:pk>/areas/<slug:area>/", parts.draft_area, name="draft-area"),
    path(
        "ladders/drafts/<int:pk>/competencies/<slug:competency>/",
        parts.draft_competency,
        name="draft-competency",
    ),
    path("ladders/drafts/<int:pk>/add/<slug:kind>/", acts.draft_add, name="draft-add"),
    path(
        "ladders/drafts/<int:pk>/move/<slug:kind>/<path:where>/",
        acts.draft_move,
        name="draft-move",
    ),
    path(
        "ladders/drafts/<int:pk>/remove/<slug:kind>/<path:where>/",
        acts.draft_remove,
        name="draft-remove",
    ),
    path(
        "ladders/drafts/<int:pk>/put-back/<int:number>/",
        acts.draft_put_back,
        name="draft-put-back",
    ),
    path("ladders/drafts/<int:pk>/text/", text.draft_text, name="draft-text"),
    path("ladders/drafts/<int:pk>/text/go-back/", text.draft_go_back, name="draft-go-back"),
    path("ladders/drafts/<int:pk>/publish/", publishing.draft_publish, name="draft-publish"),
    path("ladders/drafts/<int:pk>/discard/", publishing.draft_discard, name="draft-discard"),
    path("ladders/drafts/<int:pk>/restore/", publishing.draft_restore, name="draft-restore"),
    path("ladders/<slug:slug>/findings/", findings.ladder_findings, name="ladder-findings"),
    path("ladders/<slug:slug>/compare/", comparing.ladder_compare, name="ladder-compare"),
    path("diff/", comparing.level_diff, name="level-diff"),
    path("placement/", ladders.placement, name="placement"),
    path("placement/move/<int:pk>/", ladders.placement_move, name="placement-move"),
    path("claims/", claims.claims, name="claims"),
    # Tags that point at what the ladder no longer has.
    path("retag/", retag.retag, name="retag"),
    path("retag/choose/", retag.retag_choose, name="retag-choose"),
    path("retag/undo/", retag.retag_undo, name="retag-undo"),
    # What the goal asks, and the wins behind it.
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/table.csv", coverage.coverage_table, name="coverage-table"),
    path("coverage/wins/<slug:competency>/", coverage.coverage_evidence, name="coverage-evidence"),
    path(
        "coverage/not-applicable/<slug:competency>/",
        not_applicable.not_applicable,
        name="not-applicable",
    ),
    path(
        "coverage/not-applicable/<slug:competency>/withdraw/",
        not_applicable.not_applicable_withdraw,
        name="not-applicable-withdraw",
    ),
    path(
        "coverage/not-applicable/<slug:competency>/restore/",
        not_applicable.not_applicable_restore,
        name="not-applicable-restore",
    ),
    path("", include("packets.urls")),
    path("api/v1/", include("bragdoc.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    # What machines ask.
    path("livez", system.livez, name="livez"),
    path("readyz", system.readyz, name="readyz"),
    path("offline/", system.offline, name="offline"),
    path("manifest.webmanifest", system.manifest, name="manifest"),
    path("sw.js", system.service_worker, name="service-worker"),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", system.styleguide, name="styleguide")]
