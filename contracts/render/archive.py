"""A PDF in the making in; the same as PDF/A-3a and PDF/UA-1 in one file, with signature fields, out.

All of it happens before the file is written, in one revision: a field that is added afterwards has
no place in the tag tree, and the file stops being PDF/UA. Sources: ISO 19005-3 (PDF/A-3), ISO
14289-1 (PDF/UA-1), ISO 32000-1, 12.7.4.5 (signature fields).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    import pydyf

VARIANT = "pdf/a-3a"
SIGNATURE = "sig_"
"""What the name of a checkbox of a page starts with where it stands for a signature field."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_NAMES = {"pdfuaid": _UA, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY}

_BOTH = f"""
<rdf:RDF xmlns:rdf="{_RDF}" xmlns:pdfuaid="{_UA}" xmlns:pdfaExtension="{_EXTENSION}"
 xmlns:pdfaSchema="{_SCHEMA}" xmlns:pdfaProperty="{_PROPERTY}">
<rdf:Description rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""PDF/A lets a file say that it is PDF/UA only where it also describes the words it says it in."""


def finish(document: object, pdf: pydyf.PDF) -> None:
    """Claim PDF/UA-1 beside PDF/A-3a, and make signature fields of the checkboxes that stand for them."""
    _claim_both(pdf)
    _open_forms(pdf)
    form = pdf.catalog.get("AcroForm")
    if form is not None:
        _sign_here(pdf, form)


def _claim_both(pdf: pydyf.PDF) -> None:
    """Put the second claim into the one RDF element there is: a second element is refused."""
    for prefix, namespace in _NAMES.items():
        ElementTree.register_namespace(prefix, namespace)
    stream = pdf.objects[number_of(pdf.catalog["Metadata"])]
    (content,) = stream.stream
    start, end = content.index(b"<rdf:RDF"), content.index(b"</rdf:RDF>") + len(b"</rdf:RDF>")
    claims = ElementTree.fromstring(content[start:end])
    claims.extend(ElementTree.fromstring(_BOTH))
    stream.stream = [content[:start] + ElementTree.tostring(claims, encoding="utf-8") + content[end:]]


def _open_forms(pdf: pydyf.PDF) -> None:
    """Where a form element of the tag tree holds one child, name it without a list around it.

    pyHanko takes the list for a change of every later revision.
    """
    for found in pdf.objects:
        if isinstance(found, dict) and found.get("S") == "/Form":
            (found["K"],) = found["K"]


def _sign_here(pdf: pydyf.PDF, form: Any) -> None:
    """Each checkbox named `sig_…` becomes an empty signature field of the rest of its name.

    A checkbox, because a text field would bring its whole font with it.
    """
    form.pop("NeedAppearances", None)
    form.pop("DR", None)
    form["SigFlags"] = 3  # there are signature fields; append only. A signature need then not change it
    for field in [o for o in pdf.objects if isinstance(o, dict) and o.get("Subtype") == "/Widget"]:
        name = field["T"].string
        assert name.startswith(SIGNATURE), f"{name} is no signature field"
        field["T"].string = name.removeprefix(SIGNATURE)
        field["FT"] = "/Sig"
        for key in ("V", "AS", "MK", "Border", "DA", "Ff"):
            field.pop(key, None)
        x1, y1, x2, y2 = field["Rect"]
        field["Rect"][:] = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        (tick,) = field["AP"]["N"].values()
        empty = pdf.objects[number_of(tick)]
        empty.stream = []
        empty.extra.pop("Resources", None)
        field["AP"]["N"] = tick


def number_of(reference: bytes) -> int:
    """The number of the object that a reference names."""
    return int(reference.split()[0])
