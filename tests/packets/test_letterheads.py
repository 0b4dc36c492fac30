"""An organisation's name and logo: what is taken, what it is made into, where it is printed."""

import io
import struct
import zlib

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile, PngImagePlugin

from packets.exports.logos import RefusedLogo, clean_logo, in_grey
from packets.exports.options import Head, PdfOptions
from packets.exports.pdf import render_pdf
from packets.models import Letterhead, Rendering, Version
from tests.packets.documents import empty_packet, version_of

BLUE, CLEAR = (0, 71, 166, 255), (0, 0, 0, 0)


def picture(form="PNG", size=(60, 20), colour=BLUE, **saved) -> bytes:
    file = io.BytesIO()
    mode = "RGB" if form == "JPEG" else "RGBA"
    Image.new(mode, size, colour[: len(mode)]).save(file, form, **saved)
    return file.getvalue()


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def cleaned(data: bytes) -> Image.Image:
    return opened(clean_logo(io.BytesIO(data)))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def announced(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and has no pixels that could be read."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"none") + chunk(b"IEND", b"")


# What is taken.


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png(form):
    logo = cleaned(picture(form))
    assert (logo.format, logo.size) == ("PNG", (60, 20))
    red, green, blue = logo.convert("RGB").getpixel((30, 10))
    assert (red < 10, 60 < green < 80, 155 < blue < 175) == (True, True, True)


def test_what_can_be_seen_through_stays_so():
    assert cleaned(picture(colour=CLEAR)).getpixel((0, 0)) == CLEAR


def test_a_large_picture_is_made_as_small_as_print_needs_it():
    assert cleaned(picture(size=(3_000, 1_500))).size == (800, 400)


def test_nothing_that_was_written_into_the_file_is_kept():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "taken at home")
    with_all = [
        picture(exif=exif.tobytes(), pnginfo=text, icc_profile=b"a profile"),
        picture("JPEG", exif=exif.tobytes(), comment=b"taken at home"),
        picture("WEBP", exif=exif.tobytes(), xmp=b"<x:xmpmeta>taken at home</x:xmpmeta>"),
    ]
    for data in with_all:
        assert cleaned(data).info == {}
        assert dict(cleaned(data).getexif()) == {}


def test_a_picture_stands_as_its_camera_meant_it():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    assert cleaned(picture("JPEG", exif=exif.tobytes())).size == (20, 60)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_an_animation_the_first_picture_counts(form):
    second = Image.new("RGBA", (60, 20), (255, 0, 0, 255))
    moving = picture(form, save_all=True, append_images=[second])
    assert opened(moving).is_animated
    logo = cleaned(moving)
    assert getattr(logo, "is_animated", False) is False
    assert logo.convert("RGB").getpixel((30, 10))[0] < 10


def test_what_is_put_behind_the_picture_is_gone():
    assert b"#!/bin/sh" not in clean_logo(io.BytesIO(picture() + b"#!/bin/sh rm"))


# What is refused.


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (picture() + b"x" * 2**21, "larger than 2 MB"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "SVG is not taken"),
        (b'<?xml version="1.0"?><!-- --><SVG onload="x()"/>', "SVG is not taken"),
        (picture("GIF"), "no PNG, JPEG or WebP"),
        (picture("TIFF"), "no PNG, JPEG or WebP"),
        (b"%PDF-1.7", "no PNG, JPEG or WebP"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no PNG, JPEG or WebP"),
        (b"", "no PNG, JPEG or WebP"),
        (picture()[:60], "damaged"),
        (announced(10, 10), "damaged"),
        (announced(4_001, 1), "more than 4,000 pixels"),
        (announced(30_000, 30_000), "more than 4,000 pixels"),
        (announced(2**31 - 1, 2**31 - 1), "more than 4,000 pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else ascii(value[:12]),
)
def test_what_is_no_logo_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(RefusedLogo, match=sentence):
        clean_logo(io.BytesIO(data))


def test_a_picture_that_ends_too_early_is_refused_beside_weasyprint_too(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as its import leaves it
    with pytest.raises(RefusedLogo, match="damaged"):
        clean_logo(io.BytesIO(picture()[:60]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


# Where it is kept.


def sent(client, **fields):
    return client.post("/packets/letterhead/", fields)


def upload(data: bytes, name="logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_letterhead_is_kept_and_shown_to_its_owner(ada, adas, graces):
    assert sent(adas, name="Larkfield", logo=upload(picture("JPEG"))).status_code == 302
    letterhead = Letterhead.objects.get()
    assert (letterhead.owner, letterhead.name) == (ada, "Larkfield")
    page = adas.get("/packets/letterhead/").content.decode()
    address = f"/letterheads/{letterhead.pk}/logo/"
    assert f'<img src="{address}" alt="Logo of Larkfield">' in page
    response = adas.get(address)
    assert (response["Content-Type"], response.content) == ("image/png", bytes(letterhead.logo))
    assert graces.get(address).status_code == 404


def test_sent_twice_it_is_made_once(adas):
    for _ in range(2):
        sent(adas, name="Larkfield", logo=upload(picture()))
    assert Letterhead.objects.count() == 1


def test_another_name_keeps_the_logo_and_leaves_the_letterhead_before_alone(ada, adas):
    sent(adas, name="Larkfield", logo=upload(picture()))
    sent(adas, name="Larkfield Water")
    before, latest = Letterhead.objects.order_by("pk")
    assert (before.name, latest.name, bytes(latest.logo)) == (
        "Larkfield",
        "Larkfield Water",
        bytes(before.logo),
    )
    assert Letterhead.objects.latest_of(ada) == latest


def test_the_logo_can_be_left_out(ada, adas):
    sent(adas, name="Larkfield", logo=upload(picture()))
    sent(adas, name="Larkfield", leaves_logo_out="on")
    assert Letterhead.objects.latest_of(ada).logo is None
    assert "leaves_logo_out" not in adas.get("/packets/letterhead/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"name": "L", "logo": b"<svg/>"}, "SVG is not taken"),
        ({"name": "L", "logo": announced(30_000, 30_000)}, "more than 4,000 pixels"),
    ],
)
def test_what_can_not_be_kept_is_said_and_nothing_is(adas, fields, sentence):
    if "logo" in fields:
        fields |= {"logo": upload(fields["logo"])}
    response = sent(adas, **fields)
    assert (response.status_code, Letterhead.objects.count()) == (422, 0)
    assert sentence in response.content.decode()


def test_it_is_taken_away_with_the_pdfs_that_carry_it(in_review, ada, adas):
    letterhead = Letterhead.objects.put(ada, name="Larkfield", logo=None)
    version = Version.objects.get()
    Rendering.objects.of_version(version, PdfOptions(letterhead=letterhead.pk))
    adas.post("/packets/letterhead/remove/")
    assert Letterhead.objects.count() == 0
    assert list(Rendering.objects.values_list("options", flat=True)) == [{}]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_three_times(ada, adas, rows, django_assert_num_queries):
    for number in range(rows):
        Letterhead.objects.put(ada, name=f"Larkfield {number}", logo=None)
    with django_assert_num_queries(3):
        adas.get("/packets/letterhead/")


# Where it is printed.


def cover(head: Head, **options) -> pypdf.PageObject:
    document = empty_packet()
    rendering = render_pdf(
        document, version_of(document), options=PdfOptions(letterhead=1, **options), head=head
    )
    return pypdf.PdfReader(io.BytesIO(rendering.pdf)).pages[0]


def test_name_and_logo_stand_at_the_head_of_the_cover():
    page = cover(Head("Larkfield Water", clean_logo(io.BytesIO(picture()))))
    assert page.extract_text().startswith("Larkfield Water")
    (image,) = page.images
    assert image.image.size == (60, 20)


def test_a_name_alone_has_no_picture():
    page = cover(Head("Larkfield Water"))
    assert page.extract_text().startswith("Larkfield Water")
    assert list(page.images) == []


def test_without_colour_the_logo_is_grey():
    logo = clean_logo(io.BytesIO(picture()))
    assert opened(in_grey(logo)).mode == "LA"
    (image,) = cover(Head("Larkfield Water", logo), colour=False).images
    red, green, blue = image.image.convert("RGB").getpixel((30, 10))
    assert red == green == blue


# Where it is found.


def test_the_settings_and_the_export_page_lead_to_it(packet, adas):
    for page in ("/settings/", f"/packets/{packet.pk}/export/"):
        assert 'href="/packets/letterhead/"' in adas.get(page).content.decode(), page
