from django.apps import AppConfig


class BragdocConfig(AppConfig):
    name = "bragdoc"
