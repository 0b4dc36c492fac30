"""Where a device sends the lines that were kept on it without a connection.

A script asks and is answered in JSON. Signed out, the answer is 401 (accounts.middleware), and the
lines stay on the device.
"""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bragdoc.forms.capture import WaitedLineForm
from bragdoc.models import Entry


@never_cache
@require_http_methods(["GET", "POST"])
def line_queue(request):
    """GET says who is signed in, and gives a CSRF token: the page's own may be of another session.

    POST keeps one line, of the day `written_on` where it says no other: 201; 200 when its key was
    kept before, whatever it says now; 409 when somebody else wrote it; 422 with what is wrong.
    """
    if request.method == "GET":
        return JsonResponse({"person": request.user.pk, "token": get_token(request)})
    form = WaitedLineForm(request.POST, author=request.user)
    if not form.is_valid():
        problems = [problem for of_field in form.errors.values() for problem in of_field]
        return JsonResponse({"problems": problems}, status=409 if "person" in form.errors else 422)
    known = Entry.objects.of_form(request.user, form.cleaned_data["key"]).exists()
    entry = form.save()
    answer = {"title": entry.title, "address": reverse("entry-detail", args=[entry.pk])}
    return JsonResponse(answer, status=200 if known else 201)
