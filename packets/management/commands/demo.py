from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from packets.demo.story import load_story
from packets.demo.telling import Telling

PASSWORD = "a-line-on-friday"  # noqa: S105, printed for whoever asks for the demo


class Command(BaseCommand):
    help = "Make the demo: a year of one engineer, her manager, and a packet in review."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", type=date.fromisoformat, help="the day it is told on")
        parser.add_argument("--password", default=PASSWORD, help="of the demo's accounts")

    def handle(self, *args, anchor, password, **options):
        story = load_story()
        accounts = [person for person in story.people if person.email]
        if User.objects.filter(email__in=[person.email for person in accounts]).exists():
            self.stdout.write("The demo is there already. Nothing is changed.")
        else:
            Telling(story, anchor or timezone.localdate(), password).tell()
        for person in accounts:
            self.stdout.write(f"{person.email}  {password}  {person.name}, {person.role}")
