"""Writes a PDF anew without what acts, what is hidden in it, and who wrote it with what.

The file is written from its first object on, so that what lay before, between and after is gone. What
it is called, its language and what it says of PDF/A and PDF/UA stay: readers need them.
"""

from __future__ import annotations

import warnings
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, ObjectType, Pdf, Stream, String

from samverk.documents.defusing.found import Found, NoCopyError

SAFE_SCHEMES = ("http://", "https://", "mailto:")
ALLOWED = ("/GoTo", "/Named", "/URI")
ACTIONS = frozenset(
    f"/{name}"
    for name in [
        "Launch",
        "GoToR",
        "GoToE",
        "GoToDp",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "Hide",
        "Sound",
        "Movie",
        "Rendition",
        "RichMediaExecute",
        "GoTo3DView",
        "SetOCGState",
        "Trans",
        "Thread",
        "NOP",
    ]
)
# When an additional action (AA) is done
WHEN = tuple(
    f"/{name}"
    for name in [
        "E",
        "X",
        "D",
        "U",
        "Fo",
        "Bl",
        "PO",
        "PC",
        "PV",
        "PI",
        "O",
        "C",
        "K",
        "F",
        "V",
        "WC",
        "WS",
        "DS",
        "WP",
        "DP",
    ]
)
PAGES_TURNED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
# What is left out of every dictionary wherever it stands, and what that is called
LEFT_OUT = {
    "/AA": Found.ACTION,
    "/OpenAction": Found.ACTION,
    "/JS": Found.SCRIPT,
    "/JavaScript": Found.SCRIPT,
    "/XFA": Found.FORM,
    "/EmbeddedFiles": Found.ATTACHED,
    "/AF": Found.ATTACHED,
    "/Collection": Found.ATTACHED,
    "/RichMediaContent": Found.MEDIA,
    "/RichMediaSettings": Found.MEDIA,
    "/3DD": Found.MEDIA,
    "/Renditions": Found.MEDIA,
    "/PieceInfo": Found.FACTS,
    "/Metadata": Found.FACTS,
    "/Perms": Found.SIGNATURE,
    "/DSS": Found.SIGNATURE,
    "/Ref": Found.OUTSIDE,
    "/OPI": Found.OUTSIDE,
}
ANNOTATIONS = {
    "/FileAttachment": Found.ATTACHED,
    "/RichMedia": Found.MEDIA,
    "/Movie": Found.MEDIA,
    "/Sound": Found.MEDIA,
    "/Screen": Found.MEDIA,
    "/3D": Found.MEDIA,
}
WATCHED = frozenset([*LEFT_OUT, "/A", "/PA", "/S", "/FT", "/F", "/EF", "/UF", "/RF"])
HOLDING = (ObjectType.array, ObjectType.dictionary)
NAMED = (ObjectType.dictionary, ObjectType.stream)
OF_THE_FORMAT = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title", "dc:language")


def defused_pdf(content: bytes, found: set[Found]) -> bytes:
    """Write the copy. Raises NoCopyError for a file with a password, or one that is broken."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return _written(content, pdf, found)
    except pikepdf.PasswordError as fault:
        raise NoCopyError("locked") from fault
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, OverflowError) as fault:
        raise NoCopyError("unreadable") from fault


def _written(content: bytes, pdf: Pdf, found: set[Found]) -> bytes:
    if not len(pdf.pages):
        raise NoCopyError("unreadable")
    if not content.startswith(b"%PDF-") or not content.rstrip(b"\r\n \0").endswith(b"%%EOF"):
        found.add(Found.AROUND)
    facts = _facts(pdf)
    for each in pdf.objects:
        _clean(each, found)
    if Name.Info in pdf.trailer:
        del pdf.trailer.Info
    _tell(pdf, facts)
    made = _saved(pdf)
    _prove(made)
    return made


def _saved(pdf: Pdf) -> bytes:
    kept = BytesIO()
    with warnings.catch_warnings():
        # That a stranger's form is broken is nothing to tell of
        warnings.simplefilter("ignore")
        pdf.save(
            kept,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            encryption=False,
            deterministic_id=True,
        )
    return kept.getvalue()


def _prove(made: bytes) -> None:
    """Read the copy as its readers will. Raises NoCopyError for one without pages, or that acts."""
    left: set[Found] = set()
    with pikepdf.open(BytesIO(made)) as again:
        for each in again.objects:
            _clean(each, left)
        if not len(again.pages) or left - {Found.FACTS}:
            raise NoCopyError("unreadable")


def _facts(pdf: Pdf) -> dict[str, str | list[str]]:
    """Read what the copy tells of itself; facts that cannot be read are none."""
    told: dict[str, str | list[str]] = {}
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
            for name in OF_THE_FORMAT:
                if value := facts.get(name):
                    told[name] = list(value) if isinstance(value, (list, set)) else str(value)
    except Exception:
        # Whatever a stranger's XML does to its reader, it tells nothing
        told = {}
    title = pdf.trailer.get(Name.Info, Dictionary()).get(Name.Title)
    if "dc:title" not in told and isinstance(title, String) and str(title).strip():
        told["dc:title"] = str(title)
    return told


def _tell(pdf: Pdf, told: dict[str, str | list[str]]) -> None:
    if not told:
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
        for name, value in told.items():
            facts[name] = value
    if title := told.get("dc:title"):
        pdf.docinfo[Name.Title] = String(str(title))


def _clean(root: Object, found: set[Found]) -> None:
    """Clean an object and what stands directly in it; what it points to has its own turn."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        kind = _kind(one)
        if kind is ObjectType.array:
            waiting += _clean_list(one, found)
        elif kind in NAMED:
            # A large file has a hundred thousand objects, and most have nothing that is watched for
            if not WATCHED.isdisjoint(one.keys()):
                _clean_dictionary(one, found)
            waiting += [each for _, each in one.items() if _is_direct(each)]


def _kind(one: object) -> ObjectType | None:
    """Answer what kind of object this is; None for a number or text, which has become Python's own."""
    return one._type_code if type(one) is Object else None


def _is_direct(one: object) -> bool:
    return _kind(one) in HOLDING and not one.is_indirect  # type: ignore[attr-defined]


def _clean_dictionary(one: Object, found: set[Found]) -> None:
    for name, what in LEFT_OUT.items():
        if name in one and _is_meant(one, name):
            found.add(_acts(one[name]) or what)
            del one[name]
    _clean_action(one, found)
    if isinstance(one, Stream) and "/F" in one:
        found.add(Found.OUTSIDE)
        del one["/F"]
    if one.get("/FT") == Name.Sig and "/V" in one:
        found.add(Found.SIGNATURE)
        del one["/V"]
    # A file that an object names is neither opened nor fetched
    if one.get("/Type") in (Name.Filespec, Name.F) or "/EF" in one:
        found.add(Found.ATTACHED)
        _drop(one, "/EF", "/RF", "/UF", "/F")


def _is_meant(one: Object, name: str) -> bool:
    """Tell a name of the format's from the same name that a page has given a font or picture."""
    value = one.get(name)
    match name:
        case "/AA":
            return isinstance(value, Dictionary) and any(when in value for when in WHEN)
        case "/JS":
            return not isinstance(value, Dictionary)
        case "/Metadata":
            return isinstance(value, Stream)
        case "/Ref" | "/OPI":
            return isinstance(one, Stream)
    return True


def _clean_action(one: Object, found: set[Found]) -> None:
    """Make an action that may not be inert; what follows on one is left out."""
    for name in ("/A", "/PA"):
        if name in one and (what := _acts(one[name])):
            found.add(what)
            del one[name]
    if what := _acts(one):
        found.add(what)
        _drop(one, "/S", "/F", "/Win", "/Unix", "/Mac", "/URI", "/N", "/Next")
    elif str(one.get("/S")) in ALLOWED and "/Next" in one:
        found.add(Found.ACTION)
        del one["/Next"]


def _drop(one: Object, *names: str) -> None:
    for name in names:
        if name in one:
            del one[name]


def _clean_list(one: Object, found: set[Found]) -> list[Object]:
    """Leave out annotations that hold something to open or play; give what stands directly in the rest."""
    direct: list[Object] = []
    held = list(one)
    for place in reversed(range(len(held))):
        each = held[place]
        kind = _kind(each)
        if kind is ObjectType.dictionary and (what := ANNOTATIONS.get(str(each.get("/Subtype")))):
            found.add(what)
            del one[place]
        elif kind in HOLDING and not each.is_indirect:
            direct.append(each)
    return direct


def _acts(action: object) -> Found | None:
    """Answer what an action does that it may not: go to a place in the file, or to a page on the web.

    None for what may be, and for what is no action.
    """
    if not isinstance(action, Dictionary):
        return None
    kind = str(action.get("/S", ""))
    match kind:
        case "/Named":
            return None if str(action.get("/N")) in PAGES_TURNED else Found.ACTION
        case "/URI":
            address = str(action.get("/URI", "")).strip().lower()
            return None if address.startswith(SAFE_SCHEMES) else Found.ACTION
        case "/JavaScript":
            return Found.SCRIPT
    return Found.ACTION if kind in ACTIONS else None
