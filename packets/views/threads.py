"""The threads of comments beside a version: each at the part that it is about."""

from packets.models import Comment


def threads_by_section(request, version, parts):
    """Threads of this version, and open ones of earlier versions, by the part they are about.
    What is about a part that is there no more stands with the opening."""
    threads = Comment.objects.visible_to(request.user).of_packet(version.packet).threads()
    sections: dict[str, list] = {"opening": []}
    for part in parts:
        sections[part.chapter.section.key if part.chapter else part.name] = []
    for thread in threads:
        current = thread.version_id == version.pk
        if current or (thread.version.number < version.number and thread.resolved_at is None):
            sections.get(thread.section, sections["opening"]).append(thread)
    return sections
