"""Where mails go, by the address in EMAIL_URL."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, mailers

from bragdoc.mailers import mailer

USUAL = {"username": "", "password": "", "port": None, "timeout": 20}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (
            "smtp://ada:a%23b%40c@mail.example:2525/?tls=True",
            {"username": "ada", "password": "a#b@c", "port": 2525, "use_tls": True},
        ),
        ("smtp://mail.example", {}),
        ("smtp://mail.example/?tls=False", {"use_tls": False}),
        ("smtp://mail.example/?ssl=1", {"use_ssl": True}),
        ("smtp://mail.example/?EMAIL_USE_TLS=True", {"use_tls": True}),
        ("smtps://mail.example", {"use_tls": True}),
        ("smtp+tls://mail.example", {"use_tls": True}),
        ("smtp+ssl://mail.example", {"use_ssl": True}),
    ],
)
def test_a_server_is_reached_as_its_address_says(tmp_path, url, asked):
    assert mailer(url, folder=tmp_path) == {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": USUAL | {"host": "mail.example"} | asked,
    }


@pytest.mark.parametrize(
    ("url", "port", "encrypted"),
    [
        ("smtp://ada:word@mail.example/?tls=True", 587, (True, False)),
        ("smtp://ada:word@mail.example/?ssl=True", 465, (False, True)),
        ("smtp://localhost", 25, (False, False)),
    ],
)
def test_django_speaks_to_the_usual_port_of_the_encryption_asked_for(
    settings, tmp_path, url, port, encrypted
):
    settings.MAILERS = {"default": mailer(url, folder=tmp_path)}
    server = mailers.default
    assert (server.port, (server.use_tls, server.use_ssl)) == (port, encrypted)


def test_without_a_server_each_mail_is_a_file(settings, tmp_path):
    settings.MAILERS = {"default": mailer("filemail://", folder=tmp_path / "mail")}
    EmailMessage("S", "Halved the build", to=["grace@example.org"]).send()
    (kept,) = (tmp_path / "mail").iterdir()
    assert "Halved the build" in kept.read_text()


@pytest.mark.parametrize("scheme", ["consolemail", "memorymail", "dummymail"])
def test_a_mail_can_be_printed_or_kept_nowhere(settings, tmp_path, scheme):
    settings.MAILERS = {"default": mailer(f"{scheme}://", folder=tmp_path)}
    assert EmailMessage("S", "B", to=["grace@example.org"]).send() == 1


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "EMAIL_URL is no smtp:// address."),
        ("mail.example", "EMAIL_URL is no smtp:// address."),
        ("smtp://", "EMAIL_URL is no smtp:// address."),
        ("imaps://mail.example", "EMAIL_URL is no smtp:// address."),
        ("smtp://ada:a#b@mail.example", "EMAIL_URL is no address. Percent-encode its password."),
        (
            "smtp://ada:word@mail.example/?tsl=True",
            "Of EMAIL_URL only the options tls and ssl are known.",
        ),
    ],
)
def test_what_is_no_address_of_a_server_is_refused_and_no_password_told(tmp_path, url, told):
    with pytest.raises(ImproperlyConfigured) as refused:
        mailer(url, folder=tmp_path)
    assert str(refused.value) == told
