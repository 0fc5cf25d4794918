"""The words of an agreement in; the least page that prints them as plain paragraphs in our fonts out.

This is what the unavoidable part of a layout costs: the same words, the same fonts and measure, PDF/A-3a
with tags, and nothing else: no table, no label, no heading, no rule about breaks.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = f"{ROOT.as_uri()}/templates/"

STYLE = """
@page { size: A4; margin: 24mm 27mm 22mm 43mm; }
body { font: 10pt/13.6pt "Source Serif"; }
p { margin: 0 0 2.1mm; orphans: 2; widows: 2; }
"""

LAY_OUT = """
import sys, time
from pathlib import Path
from weasyprint import HTML
start = time.process_time()
for page in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(string=page.read_text("utf-8"), base_url=sys.argv[2]).write_pdf(
        page.with_suffix(".pdf"), pdf_variant="pdf/a-3a", pdf_tags=True
    )
print(time.process_time() - start)
"""
"""A plain loop in one process: lays out every page of a folder, and prints its processor time."""


def page(text: str, title: str = "Plain") -> str:
    """A paragraph a line of the canonical text. Runs of spaces and empty lines fall away."""
    fonts = (ROOT / "templates" / "print" / "fonts.css").read_text("utf-8")
    lines = (" ".join(line.split()) for line in text.splitlines())
    words = "\n".join(f"<p>{escape(line)}</p>" for line in lines if line)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{fonts}{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{words}</body></html>'


def pages_of(text: str, count: int) -> str:
    """The plain page of as much of a text, or of it over and over, as fills `count` pages."""
    from weasyprint import HTML

    def laid_out(lines: int) -> tuple[str, int]:
        made = page("\n".join(words[:lines]))
        return made, len(HTML(string=made, base_url=TEMPLATES).render().pages)

    lines = [line for line in text.splitlines() if line.strip()]
    words = lines * (count + 1)
    wanted = len(lines)
    made, found = laid_out(wanted)
    while found != count:  # a page holds some dozen lines, so that two or three steps do
        wanted = max(1, round(wanted * (count - 0.5) / (found - 0.5)))
        made, found = laid_out(wanted)
    return made
