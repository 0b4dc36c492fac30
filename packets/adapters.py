"""Where signing in leads, as django-allauth asks its adapter."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from accounts.models import Management
from packets.models import Reviewer


class AccountAdapter(DefaultAccountAdapter):
    """Who signs in, or makes an account, because a mail asked him something finds the question, not
    an empty week. An address that was asked for goes before this."""

    def get_login_redirect_url(self, request):
        if Reviewer.objects.answerable_by(request.user).exists():
            return reverse("reviewer-asked")
        if Management.objects.answerable_by(request.user).exists():
            return reverse("manager")
        return super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request):
        """Who has just confirmed his address is signed in by it."""
        return self.get_login_redirect_url(request)
