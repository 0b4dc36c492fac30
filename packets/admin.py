"""What an administrator arranges here: who sits on a panel. No packet or version is registered, and
a panel does not say whose cases lie before it."""

from django.contrib import admin

from packets.models import Panel


@admin.register(Panel)
class PanelAdmin(admin.ModelAdmin):
    list_display = ["name", "season", "is_anonymous", "made_at", "closed_at"]
    list_select_related = ["season"]
    fields = ["name", "season", "members", "is_anonymous", "made_at", "closed_at"]
    filter_horizontal = ["members"]

    def get_readonly_fields(self, request, obj=None):
        """Who reads a case, and whether with names, was shown to its author as she brought it."""
        promised = ["members", "is_anonymous"] if obj and obj.cases.exists() else []
        return ["made_at", *promised]

    def has_delete_permission(self, request, obj=None):
        """A panel is closed. What was read before it stays in the authors' own records."""
        return False
