"""Presets: what there is to choose from, one's own, and those of the installation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.models.revisions import EditConflict
from packets.forms.presets import PresetForm, PresetTextForm
from packets.models import Preset
from packets.presets.document import PresetDocument
from packets.presets.reading import write_preset

EARLIER = "earlier preset"  # what was there before the last removal, in the session of whose it was


@require_GET
def preset_list(request):
    choices = Preset.objects.visible_to(request.user).choices()
    return render(request, "packets/preset_list.html", {"choices": choices})


def find_choice(request, name):
    """A preset that this person sees. Somebody else's is not found."""
    try:
        return Preset.objects.visible_to(request.user).choice(name)
    except Preset.DoesNotExist as error:
        raise Http404 from error


@require_GET
def preset_detail(request, name):
    choice = find_choice(request, name)
    is_editable = choice.preset is not None and Preset.objects.editable_by(request.user).contains(
        choice.preset
    )
    context = {"choice": choice, "preset": choice.document, "is_editable": is_editable}
    return render(request, "packets/preset_detail.html", context)


@require_GET
def preset_file(request, name):
    document = find_choice(request, name).document
    return HttpResponse(
        write_preset(document),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{document.slug}.yaml"'},
    )


@require_POST
def preset_copy(request, name):
    """A copy of one's own, to be adapted."""
    document = find_choice(request, name).document
    copy = document.model_copy(update={"name": f"{document.name[:110]}, adapted"})
    preset = Preset.objects.make(request.user, copy, request.POST.get("key", "")[:64])
    return redirect("preset-edit", preset.pk)


@require_http_methods(["GET", "POST"])
def preset_create(request):
    """Bring a preset as text."""
    form = PresetTextForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        preset = Preset.objects.make(request.user, form.document, form.cleaned_data["key"])
        return redirect("preset-detail", preset.pk)
    status = 422 if form.errors else 200
    return render(request, "packets/preset_create.html", {"form": form}, status=status)


def find_preset(request, pk):
    """A preset that this person may change. Any other is not found."""
    return get_object_or_404(Preset.objects.editable_by(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
def preset_edit(request, pk):
    preset = find_preset(request, pk)
    earlier = preset.document
    form = PresetForm(request.POST or None, document=preset.read(), revision=preset.revision)
    if request.method == "GET":
        return edit_page(request, preset, form)
    if not form.is_valid():
        return edit_page(request, preset, form, status=422)
    try:
        preset.change(form.edited, revision=form.cleaned_data["revision"])
    except EditConflict as conflict:
        return edit_page(request, preset, form, theirs=conflict.current, status=409)
    if "X-Autosave" in request.headers:
        return render(request, "packets/_revision.html", {"revision": preset.revision})
    if form.removes:
        remember(request, pk, earlier, "The part is taken out.")
    else:
        messages.info(request, "Saved.")
    return redirect("preset-edit", pk)


def edit_page(request, preset, form, *, theirs=None, status=200):
    """`theirs` is the preset as it was saved elsewhere in the meantime."""
    context = {"preset": preset, "form": form, "theirs": theirs}
    if theirs:
        context["their_text"] = write_preset(theirs.read())
    return render(request, "packets/preset_edit.html", context, status=status)


def remember(request, pk, document, says):
    """Tell of a removal, which can be undone as long as it is the last one."""
    request.session[EARLIER] = {"pk": pk, "document": document}
    messages.info(request, says, extra_tags=reverse("preset-restore"))


@require_POST
def preset_delete(request, pk):
    preset = get_object_or_404(Preset.objects.owned_by(request.user), pk=pk)
    preset.delete()
    remember(request, None, preset.document, f"“{preset}” is deleted. Packets keep their copy.")
    return redirect("preset-list")


@require_POST
def preset_restore(request):
    """Undo the last removal, of a part or of a whole preset."""
    if (earlier := request.session.pop(EARLIER, None)) is None:
        messages.info(request, "There is nothing to undo.")
        return redirect("preset-list")
    document = PresetDocument.model_validate(earlier["document"])
    if earlier["pk"] is None:
        return redirect("preset-detail", Preset.objects.make(request.user, document).pk)
    preset = find_preset(request, earlier["pk"])
    preset.change(document, revision=preset.revision)
    return redirect("preset-edit", preset.pk)


@require_POST
def preset_publish(request, pk):
    preset = get_object_or_404(Preset.objects.publishable_by(request.user), pk=pk)
    preset.publish()
    messages.info(request, f"“{preset}” can be chosen by everybody now.")
    return redirect("preset-detail", pk)


@require_POST
def preset_withdraw(request, pk):
    preset = get_object_or_404(Preset.objects.publishable_by(request.user), pk=pk)
    preset.withdraw()
    messages.info(request, f"“{preset}” is withdrawn. Packets that follow it keep their copy.")
    return redirect("preset-detail", pk)
