"""What an administrator manages here: the installation's ladders. No entry is registered."""

from django.contrib import admin, messages

from bragdoc.models import Ladder, LadderVersion


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
