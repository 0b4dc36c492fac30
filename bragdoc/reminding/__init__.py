"""Reminders: when one is due, its mail, the links in it, and the calendar that shows them."""
