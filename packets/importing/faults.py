"""Why nothing can be made of what was brought."""


class NotAPacket(Exception):
    """The message tells the person in sentences what is wrong, and what would do."""
