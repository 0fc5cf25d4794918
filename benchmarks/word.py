"""The pages and the rows of a batch in; the same agreements by docxtpl and LibreOffice out.

Two templates are made of the first page of the batch. `dressed` has what a lawyer would put into it:
headings, tables, bold terms, running heads with page numbers, our fonts, blanks for the values of a
row; LibreOffice writes it as tagged PDF/A-3. `bare` is the words alone, paragraph after paragraph, as
a plain PDF.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import docx
import tinyhtml5
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

ARCHIVED = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
BOLD = ("dfn", "strong", "th")

FILL = """
import csv, sys
from pathlib import Path
from docxtpl import DocxTemplate
work = Path(sys.argv[1])
for i, row in enumerate(csv.DictReader((work / "releases.csv").open())):
    template = DocxTemplate(work / "dressed.docx")
    template.render({name.replace(".", "_"): value for name, value in row.items()}, autoescape=True)
    template.save(work / "dressed" / f"{i:04d}.docx")
"""

FILL_BARE = """
import sys
from pathlib import Path
from docxtpl import DocxTemplate
work = Path(sys.argv[1])
for text in sorted((work / "texts").glob("*.txt")):
    template = DocxTemplate(work / "bare.docx")
    template.render({"paragraphs": text.read_text("utf-8").splitlines()}, autoescape=True)
    template.save(work / "bare" / text.with_suffix(".docx").name)
"""


def dressed(work: Path, page: str, row: Mapping[str, str]) -> list[list[str]]:
    """The commands that fill and convert; `row` tells which words of `page` are blanks."""
    (work / "dressed").mkdir()
    (work / "fonts.conf").write_text(_fonts())
    _template(page, row).save(str(work / "dressed.docx"))
    convert = f"export FONTCONFIG_FILE='{work}/fonts.conf'; {_convert(work / 'dressed', ARCHIVED)}"
    return [[sys.executable, "-c", FILL, str(work)], ["bash", "-c", convert]]


def bare(work: Path) -> list[list[str]]:
    (work / "bare").mkdir()
    document = docx.Document()
    for line in ("{%p for line in paragraphs %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(line)
    document.save(str(work / "bare.docx"))
    convert = _convert(work / "bare", "pdf")
    return [[sys.executable, "-c", FILL_BARE, str(work)], ["bash", "-c", convert]]


def _convert(folder: Path, kind: str) -> str:
    return f"cd '{folder}' && soffice --headless --convert-to '{kind}' *.docx"


def _fonts() -> str:
    ours = Path(__file__).resolve().parent.parent / "templates" / "fonts"
    return f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{ours}</dir></fontconfig>"


def _template(page: str, row: Mapping[str, str]) -> Document:
    document = docx.Document()
    document.styles["Normal"].font.name = "Source Serif 4"
    document.styles["Normal"].font.size = Pt(10)
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(43), Mm(27)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    body = tinyhtml5.parse(_blanks(page, row), namespace_html_elements=False).find("body")
    for element in body:
        kind = element.get("class", "")
        if kind == "running-title":
            _write(head, element)
        elif kind == "running-reference":
            head.add_run("\t\t")
            _write(head, element)
        elif kind == "running-version":
            _write(foot, element)
            foot.add_run("\t\tPage ")
            _field(foot, "PAGE")
            foot.add_run(" of ")
            _field(foot, "NUMPAGES")
        else:
            _block(document, element)
    return document


def _blanks(page: str, row: Mapping[str, str]) -> str:
    start = page.rindex("</style>")
    head, body = page[:start], page[start:]
    words = {value: name for name, value in row.items() if name != "parties.licensor.residence"}
    for value in sorted(words, key=len, reverse=True):
        assert value in body, value
        body = body.replace(value, "{{ " + words[value].replace(".", "_") + " }}")
    return head + body


def _block(document: Document, element: Element) -> None:
    if element.tag == "table":
        rows = list(element.iter("tr"))
        table = document.add_table(len(rows), max(len(row) for row in rows), style="Table Grid")
        for made, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(made.cells, row, strict=False):
                _write(cell.paragraphs[0], text, element.tag in BOLD)
    elif element.tag in STYLES:
        _write(document.add_paragraph(style=STYLES[element.tag]), element)
    elif element.tag in ("p", "dt", "dd") or (element.text or "").strip():
        _write(document.add_paragraph(), element)
    else:
        for child in element:
            _block(document, child)


def _write(paragraph: Paragraph, element: Element, bold: bool = False) -> None:
    if element.text:
        paragraph.add_run(element.text).bold = bold
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        _write(paragraph, child, bold or child.tag in BOLD)
        if child.get("class") in ("number", "label"):
            paragraph.add_run("\t")
        if child.tail:
            paragraph.add_run(child.tail).bold = bold


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
