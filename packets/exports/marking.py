"""What PDF/UA asks of the tags and WeasyPrint leaves open. Loads nothing of Django.

Running heads and feet are to be marked as such: WeasyPrint gives them elements that no part of the
tree holds. And heads of a table say whether they head a row or a column, for readers that do not
follow the ids that every cell names.
"""

from collections.abc import Iterator

import pydyf  # type: ignore[import-untyped]

PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


def complete_tags(pdf: pydyf.PDF) -> None:
    root = _find(pdf, pdf.catalog["StructTreeRoot"])
    held = set(_held(pdf, root["K"]))
    for reference in held:
        element = _find(pdf, reference)
        if element["S"] == "/TH":
            element["A"]["Scope"] = _scope(pdf, element)
    # A number and a list by turns: the elements of each page, by the numbers of its marks. After
    # the pages come the links, one element each. A page among the kids is written in three words.
    numbered = _find(pdf, root["ParentTree"])["Nums"][1::2]
    for page, elements in zip(pdf.pages["Kids"][::3], numbered, strict=False):
        contents = pdf.objects[page]["Contents"]
        free = {number for number, element in enumerate(elements) if element not in held}
        _mark_as_running(_find(pdf, contents).stream, free)
        for number in free:
            elements[number] = "null"


def _held(pdf: pydyf.PDF, children) -> Iterator[bytes]:
    """The references of all elements in the tree."""
    waiting = list(children)
    while waiting:
        reference = waiting.pop()
        if isinstance(reference, bytes) and (element := _find(pdf, reference)).get("S"):
            yield reference
            waiting += element.get("K", ())


def _scope(pdf: pydyf.PDF, head: pydyf.Dictionary) -> str:
    row = _find(pdf, head["P"])
    return "/Column" if _find(pdf, row["P"])["S"] == "/THead" else "/Row"


def _mark_as_running(stream: list, free: set[int]) -> None:
    for place, operator in enumerate(stream):
        if operator == b"BDC" and stream[place - 1]["MCID"] in free:
            stream[place - 2 : place] = ["/Artifact", PAGINATION]


def _find(pdf: pydyf.PDF, reference: bytes):
    return pdf.objects[int(reference.split()[0])]
