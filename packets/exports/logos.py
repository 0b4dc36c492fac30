"""Logos as they are uploaded, made into pictures of our own."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MAX_BYTES = 2 * 1024 * 1024
MAX_SIDE = 4_000  # pixels of what is uploaded
KEPT_WIDTH, KEPT_HEIGHT = 1_200, 400  # pixels: more than a printer shows of a logo 60 mm wide
FORMATS = ("PNG", "JPEG", "WEBP")


class RefusedLogo(Exception):
    """It is no picture that we take. The text is a sentence for the person who chose it."""


def clean_logo(file) -> bytes:
    """A PNG of at most 1,200 × 400 pixels with nothing in it but the pixels. Raises RefusedLogo.

    `file` is opened for reading bytes. Of an animation the first picture counts. How large it is
    drawn is read from its first bytes, before any pixel is.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedLogo("The file is larger than 2 MB. Save the logo smaller and try again.")
    if b"<svg" in data[:4096].lower():
        raise RefusedLogo("SVG is not taken, since it can hold programs. Save the logo as a PNG.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our bound is lower
            with _whole(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _png(_pixels(picture))
    except UnidentifiedImageError as problem:
        raise RefusedLogo("The file is no PNG, JPEG or WebP picture.") from problem
    except Image.DecompressionBombError as problem:
        raise RefusedLogo(_too_large()) from problem
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise RefusedLogo("The picture is damaged and can not be read.") from problem


@contextmanager
def _whole() -> Iterator[None]:
    """Refuse pictures that end too early. Pillow keeps this for the whole process, and WeasyPrint
    allows them wherever it is imported."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def in_grey(png: bytes) -> bytes:
    """The same picture for print without colour."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        return _png(picture.convert("LA"))


def _pixels(picture: Image.Image) -> Image.Image:
    if max(picture.size) > MAX_SIDE:
        raise RefusedLogo(_too_large())
    upright = ImageOps.exif_transpose(picture)
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail((KEPT_WIDTH, KEPT_HEIGHT))
    return drawn


def _png(picture: Image.Image) -> bytes:
    """Without the notes, dates, places and profiles that a picture carries along."""
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    file = io.BytesIO()
    bare.save(file, "PNG", optimize=True)
    return file.getvalue()


def _too_large() -> str:
    return f"The picture has more than {MAX_SIDE:,} pixels on a side. Save the logo smaller."
