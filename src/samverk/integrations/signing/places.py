"""Places for signatures in a tagged PDF, so that it stays readable by everybody.

A signature is a form field. In PDF/UA each field has a name and stands in the structure tree, which
the signing libraries leave to the caller.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, append_signature_field

VISIBLE_TO_READERS = InvisSigSettings(
    set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
)


class KeptMetadata(IncrementalPdfFileWriter):
    """Adds to a document and lets its metadata be.

    The library would write the XMP packet anew without what declares PDF/UA in a PDF/A.
    """

    def _update_meta(self) -> None:
        """Leave the metadata as the renderer wrote it."""


def begun_on(pdf: bytes) -> KeptMetadata:
    """Begin to add to a document, on a line of its own as PDF/A asks."""
    return KeptMetadata(io.BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))


def with_places(pdf: bytes, places: Sequence[tuple[str, str]]) -> bytes:
    """Add empty places for signatures, each a field name and what readers are told it is."""
    writer = begun_on(pdf)
    for name, told in places:
        spec = SigFieldSpec(
            name,
            on_page=-1,
            readable_field_name=told,
            invis_sig_settings=VISIBLE_TO_READERS,
            # Signing changes the field: were it the widget too, it would change what is tagged.
            combine_annotation=False,
        )
        append_signature_field(writer, spec)
    _tag(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _tag(writer: KeptMetadata) -> None:
    """Put each field's widget into the structure tree, under its root."""
    tree = writer.root["/StructTreeRoot"]
    parents = _parents(tree)
    following = int(tree.get("/ParentTreeNextKey", len(parents) // 2))
    reference_to_top = _top(tree)
    top = reference_to_top.get_object()
    for field in writer.root["/AcroForm"]["/Fields"]:
        reference = field.get_object()["/Kids"].raw_get(0)
        widget = reference.get_object()
        element = writer.add_object(_form(reference_to_top, reference, widget))
        _children(top).append(element)
        widget[pdf_name("/TU")] = field.get_object()["/TU"]
        widget[pdf_name("/StructParent")] = generic.NumberObject(following)
        parents.append(generic.NumberObject(following))
        parents.append(element)
        following += 1
        writer.update_container(widget)
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(following)
    for changed in (parents, tree, _children(top), top):
        writer.update_container(changed)


def _top(tree: Any) -> Any:
    """Refer to the element that the document's other elements stand under."""
    document = tree["/K"]
    is_many = isinstance(document, generic.ArrayObject)
    return document.raw_get(0) if is_many else tree.raw_get("/K")


def _parents(tree: Any) -> Any:
    """Find the numbers of the parent tree: in one array, or in the last of several."""
    node = tree["/ParentTree"]
    while "/Nums" not in node:
        node = node["/Kids"][-1]
    return node["/Nums"]


def _children(top: Any) -> Any:
    children = top["/K"]
    if not isinstance(children, generic.ArrayObject):
        children = generic.ArrayObject([top.raw_get("/K")])
        top[pdf_name("/K")] = children
    return children


def _form(top: Any, reference: Any, widget: Any) -> generic.DictionaryObject:
    content = {
        pdf_name("/Type"): pdf_name("/OBJR"),
        pdf_name("/Obj"): reference,
        pdf_name("/Pg"): widget.raw_get("/P"),
    }
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): top,
            pdf_name("/Pg"): widget.raw_get("/P"),
            pdf_name("/K"): generic.ArrayObject([generic.DictionaryObject(content)]),
        }
    )
