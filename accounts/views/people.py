from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import ManagerForm, SettingsForm, ThemeForm
from accounts.mails import tell_manager_was_answered, tell_manager_was_asked
from accounts.models import Management


@require_http_methods(["GET", "POST"])
def settings(request):
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.info(request, "Saved.")
        return redirect("settings")
    request.user.refresh_from_db()  # a refused form leaves no trace on the page around it
    return render(
        request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
def theme(request):
    form = ThemeForm(request.POST, instance=request.user)
    if form.is_valid():
        form.save()
    return redirect(request.POST.get("next") if is_local(request.POST.get("next")) else "home")


def is_local(path):
    """Whether this is a path of this site, and no address of another."""
    return bool(path) and path.startswith("/") and url_has_allowed_host_and_scheme(path, None)


@require_http_methods(["GET", "POST"])
def manager(request):
    """Name a manager, see what became of it, answer those who named you."""
    form = ManagerForm(
        request.POST or None, instance=Management(engineer=request.user), label_suffix=""
    )
    if form.is_valid():
        with transaction.atomic():
            tell_manager_was_asked(form.save())
        messages.info(request, f"{form.instance.manager_email} has been asked.")
        return redirect("manager")
    involved = Management.objects.visible_to(request.user)
    return render(
        request,
        "accounts/manager.html",
        {
            "form": form,
            "mine": involved.of_engineer(request.user).current().newest_first().first(),
            "asking": Management.objects.answerable_by(request.user).newest_first(),
            "reports": involved.accepted().of_manager(request.user).newest_first(),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def manager_answer(request, pk):
    management = get_object_or_404(Management.objects.answerable_by(request.user), pk=pk)
    accept = request.POST.get("answer") == "accept"
    with transaction.atomic():
        if management.answer(request.user, accept=accept):
            tell_manager_was_answered(management, by=request.user, accepted=accept)
    messages.info(request, f"You {'accepted' if accept else 'declined'}.")
    return redirect(request.POST.get("next") if is_local(request.POST.get("next")) else "manager")


@require_POST
def manager_end(request, pk):
    management = get_object_or_404(Management.objects.endable_by(request.user), pk=pk)
    management.end(by=request.user)
    messages.info(request, "Ended. What was shared before stays shared until it is withdrawn.")
    return redirect("manager")


@login_not_required
@require_GET
def home(request):
    """The first page: what this is, for those who are not signed in."""
    if request.user.is_authenticated:
        return redirect("week-now")
    return render(request, "landing.html", {"signup": reverse("account_signup")})
