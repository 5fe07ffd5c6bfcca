"""Sections printed apart become one document that is as good as one printed whole."""

from __future__ import annotations

import time
from io import BytesIO

import pikepdf
import pytest

from requests_app.packets import assembly
from tests.packets.making import page_texts
from tests.packets.sheets import FACTS, LETTER, SEARCH, dot, example, joined, leaves_of
from tests.packets.structure import Node, problems, tree_of
from tests.packets.verapdf import UA_1, broken_rules


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def test_the_joined_document_keeps_every_rule_of_pdf_ua():
    assert broken_rules((UA_1, example())) == [[]]
    assert problems(example()) == []


def test_sections_stand_in_one_tree_in_the_order_of_the_pages():
    tree = tree_of(opened(example()))
    assert tree.kind == "Document"
    assert [node.kind for node in tree.all_of("H1", "Table", "Figure", "L")] == [
        "H1", "Table", "L", "H1", "Figure",
    ]  # fmt: skip


def test_a_pointer_to_another_section_becomes_a_link_inside_the_document():
    document = opened(example())
    (link,) = document.pages[0].obj.Annots
    assert "/A" not in link
    assert link.Dest[0].objgen == document.pages[1].objgen
    assert str(link.Contents) == "Page 2"


def test_places_and_bookmarks_of_all_sections_are_kept():
    document = opened(example())
    names = [str(one) for one in document.Root.Names.Dests.Names][::2]
    assert names == ["letter", "search"]
    with document.open_outline() as outline:
        shown = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert shown == [("In-network search", []), ("Letter", ["Part"])]


def test_every_page_is_stamped_outside_of_what_is_read():
    pdf = example()
    assert all("Stamp" in text for text in page_texts(pdf))
    for page in opened(pdf).pages:
        kinds = [
            str(operands[0])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
        assert kinds[-1] == "/Artifact"


def test_a_section_that_stands_twice_is_read_twice_without_mixing_up_its_cells():
    leaves = leaves_of(
        [SEARCH.replace("packet:letter", "packet:search"), SEARCH.replace("packet:letter", "packet:search")]
    )
    with pikepdf.new() as blank:
        for _one in leaves:
            blank.add_blank_page(page_size=(612, 792))
        stamps = BytesIO()
        blank.save(stamps)
    assert problems(assembly.assemble(leaves, stamps.getvalue(), FACTS)) == []


def test_the_same_sections_give_the_same_bytes():
    assert joined([SEARCH, LETTER], {"asset:dot": dot()}) == example()


def test_fifty_exhibit_pages_are_joined_within_a_second():
    page = '<section class="section exhibit"><h2>Exhibit</h2><img src="asset:dot" alt="Page %d"></section>'
    leaves = leaves_of([page % number for number in range(50)], {"asset:dot": dot(size=(1200, 1600))})
    with pikepdf.new() as blank:
        for _one in leaves:
            blank.add_blank_page(page_size=(612, 792))
        stamps = BytesIO()
        blank.save(stamps)
    begun = time.process_time()
    pdf = assembly.assemble(leaves, stamps.getvalue(), FACTS)
    assert time.process_time() - begun < 1
    assert assembly.page_count(pdf) == 50


def edited(change) -> bytes:
    with opened(example()) as document:
        change(document)
        saved = BytesIO()
        document.save(saved)
    return saved.getvalue()


def first(document: pikepdf.Pdf, kind: str) -> Node:
    return next(tree_of(document).all_of(kind))


def drop_outline(document: pikepdf.Pdf) -> None:
    del document.Root.Outlines


def turn_pages(document: pikepdf.Pdf) -> None:
    kids = document.Root.StructTreeRoot.K[0].K
    document.Root.StructTreeRoot.K[0].K = pikepdf.Array(list(reversed(list(kids))))


def drop_tag(document: pikepdf.Pdf) -> None:
    paragraph = first(document, "P").element
    paragraph.P.K = pikepdf.Array([kid for kid in paragraph.P.K if kid.objgen != paragraph.objgen])


def untag_content(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    kept = [one for one in pikepdf.parse_content_stream(page) if str(one[1]) not in ("BDC", "BMC", "EMC")]
    page.obj.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))


def skip_level(document: pikepdf.Pdf) -> None:
    first(document, "H2").element.S = pikepdf.Name.H3


def silence_link(document: pikepdf.Pdf) -> None:
    del document.pages[0].obj.Annots[0].Contents


def drop_scope(document: pikepdf.Pdf) -> None:
    del first(document, "TH").element.A.Scope


def drop_headers(document: pikepdf.Pdf) -> None:
    for cell in list(first(document, "Table").all_of("TH")):
        cell.element.S = pikepdf.Name.TD


SABOTAGE = {
    "no title": lambda document: document.docinfo.__delitem__("/Title"),
    "no language": lambda document: document.Root.__delitem__("/Lang"),
    "the file name is shown, not the title": lambda document: document.Root.__delitem__("/ViewerPreferences"),
    "a heading without a bookmark": drop_outline,
    "a picture without words": lambda document: first(document, "Figure").element.__delitem__("/Alt"),
    "a header cell that heads nothing": drop_scope,
    "a table without headers": drop_headers,
    "pages are read out of order": turn_pages,
    "H3 after H1": skip_level,
    "page 1 has 3 marks that nobody reads": drop_tag,
    "page 1 shows something that is not tagged": untag_content,
    "page 1 has a link that says nothing": silence_link,
}


@pytest.mark.parametrize("told", SABOTAGE)
def test_our_eyes_see_what_is_missing(told):
    assert told in problems(edited(SABOTAGE[told]))


def test_so_does_verapdf():
    """Asked once for all: it takes two seconds to begin."""
    changes = {
        name: SABOTAGE[name]
        for name in (
            "a picture without words",
            "the file name is shown, not the title",
            "page 1 shows something that is not tagged",
        )
    }
    found = broken_rules(*((UA_1, edited(change)) for change in changes.values()))
    assert [name for name, broken in zip(changes, found, strict=True) if not broken] == []
