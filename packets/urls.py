from django.urls import path

from packets.views import (
    builder,
    evidence,
    exports,
    gaps,
    packets,
    preflight,
    review,
    sections,
    versions,
)

urlpatterns = [
    path("packets/", packets.packet_list, name="packet-list"),
    path("packets/new/", packets.packet_create, name="packet-create"),
    # The builder: the author's draft.
    path("packets/<int:pk>/", builder.packet_detail, name="packet-detail"),
    path("packets/<int:pk>/claims/", builder.packet_claims_update, name="packet-claims-update"),
    path("packets/<int:pk>/sections/new/", sections.section_create, name="section-create"),
    path("packets/<int:pk>/sections/<slug:key>/", sections.packet_section, name="packet-section"),
    path(
        "packets/<int:pk>/sections/<slug:key>/discard/",
        sections.section_discard,
        name="section-discard",
    ),
    path(
        "packets/<int:pk>/sections/<slug:key>/place/",
        evidence.evidence_place,
        name="evidence-place",
    ),
    path("evidence/<int:pk>/", evidence.evidence_detail, name="evidence-detail"),
    path("evidence/<int:pk>/swap/", evidence.evidence_swap, name="evidence-swap"),
    path("evidence/<int:pk>/take-out/", evidence.evidence_take_out, name="evidence-take-out"),
    path("evidence/<int:pk>/put-back/", evidence.evidence_put_back, name="evidence-put-back"),
    path("packets/<int:pk>/gaps/", gaps.packet_gaps, name="packet-gaps"),
    path("gaps/<int:pk>/", gaps.gap_detail, name="gap-detail"),
    path("gaps/<int:pk>/discard/", gaps.gap_discard, name="gap-discard"),
    path("gaps/<int:pk>/restore/", gaps.gap_restore, name="gap-restore"),
    path("packets/<int:pk>/coverage/", builder.packet_coverage, name="packet-coverage"),
    path("packets/<int:pk>/preview/", builder.packet_preview, name="packet-preview"),
    # The look over it before it is shared.
    path("packets/<int:pk>/preflight/", preflight.packet_preflight, name="packet-preflight"),
    path("packets/<int:pk>/preflight/leave/", preflight.finding_dismiss, name="finding-dismiss"),
    path("dismissals/<int:pk>/restore/", preflight.finding_restore, name="finding-restore"),
    # Versions and their review.
    path("packets/<int:pk>/share/", packets.packet_share, name="packet-share"),
    path("packets/<int:pk>/moves/<slug:move>/", review.packet_move, name="packet-move"),
    path("packets/<int:pk>/versions/<int:number>/", review.version_detail, name="version-detail"),
    path(
        "packets/<int:pk>/versions/<int:number>/coverage/",
        review.version_coverage,
        name="version-coverage",
    ),
    path("packets/<int:pk>/compare/", versions.version_compare, name="version-compare"),
    path(
        "packets/<int:pk>/versions/<int:number>/label/",
        versions.version_label,
        name="version-label",
    ),
    path(
        "packets/<int:pk>/versions/<int:number>/comments/",
        review.comment_create,
        name="comment-create",
    ),
    path("comments/<int:pk>/resolve/", review.comment_resolve, name="comment-resolve"),
    path("reviews/", review.review_list, name="review-list"),
    # Exports.
    path("packets/<int:pk>/pdf/", exports.draft_pdf, name="draft-pdf"),
    path("packets/<int:pk>/versions/<int:number>/pdf/", exports.version_pdf, name="version-pdf"),
    path("packets/schema.json", exports.schema, name="packet-schema"),
    path("packets/<int:pk>/export/<slug:form>/", exports.draft_export, name="draft-export"),
    path(
        "packets/<int:pk>/versions/<int:number>/export/<slug:form>/",
        exports.version_export,
        name="version-export",
    ),
    path("renderings/<int:pk>/", exports.rendering_detail, name="rendering-detail"),
    path("renderings/<int:pk>/file/", exports.rendering_file, name="rendering-file"),
    path("renderings/<int:pk>/again/", exports.rendering_again, name="rendering-again"),
]
