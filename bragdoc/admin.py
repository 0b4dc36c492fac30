"""What an administrator manages here: the installation's ladders, and its review seasons. No entry
is registered."""

from django.contrib import admin, messages
from django.utils import timezone

from bragdoc.models import Ladder, LadderVersion, Season


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shown, not edited: ladders come in as files, and published ones never change."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Entries are tagged with a ladder's competencies, and packets point at its versions."""
        return False


@admin.register(Ladder)
class LadderAdmin(ReadOnlyAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).of_installation().by_name()


@admin.register(LadderVersion)
class LadderVersionAdmin(ReadOnlyAdmin):
    list_display = ["ladder", "version", "state", "created_at", "published_at"]
    list_filter = ["state"]
    list_select_related = ["ladder"]
    fields = ["ladder", "version", "state", "created_at", "published_at", "content_hash", "source"]
    actions = ["publish", "retire"]

    def get_queryset(self, request):
        return super().get_queryset(request).of_installation().by_name()

    def get_list_display_links(self, request, list_display):
        return ["version"]

    def has_publish_permission(self, request):
        return request.user.is_staff

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, versions):
        for version in versions:
            version.publish()
            if version.state == version.State.DRAFT:
                messages.warning(request, f"{version} is discarded or cannot be read: no change.")
            else:
                messages.info(request, f"{version} can be chosen from now on, and never changes.")

    @admin.action(description="Retire", permissions=["publish"])
    def retire(self, request, versions):
        for version in versions:
            version.retire()
        messages.info(request, "Retired. Whoever is placed on it stays there.")


@admin.register(Season)
class SeasonAdmin(admin.ModelAdmin):
    list_display = ["name", "opens_on", "drafts_due_on", "decisions_due_on", "published_at"]
    fields = ["name", "opens_on", "drafts_due_on", "decisions_due_on", "published_at"]
    readonly_fields = ["published_at"]
    empty_value_display = "not published"
    actions = ["publish", "take_back"]

    def get_queryset(self, request):
        return super().get_queryset(request).latest_first()

    def save_model(self, request, season, form, change):
        if season.published_at and form.changed_data:
            season.published_at = timezone.now()
        super().save_model(request, season, form, change)

    def get_actions(self, request, action_location=admin.ActionLocation.CHANGE_LIST):
        """One at a time is deleted, on its page: there it is seen whether it is published."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request, obj=None):
        """What is published is taken back first, so that no packet loses its dates by a slip."""
        is_published = obj is not None and obj.published_at is not None
        return not is_published and super().has_delete_permission(request, obj)

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request, seasons):
        count = seasons.publish()
        messages.info(
            request, f"{count} published. Everybody sees the dates, on pages and in calendars."
        )

    @admin.action(description="Take back", permissions=["change"])
    def take_back(self, request, seasons):
        count = seasons.take_back()
        messages.info(request, f"{count} taken back. Only administrators see the dates now.")
