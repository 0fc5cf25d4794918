"""Words across a page in; the drawing of them out (VML, as Word makes its own)."""

from __future__ import annotations

from contracts.render.word.content import Watermark
from contracts.render.word.xml import escape


def watermark(mark: Watermark) -> str:
    """Words as a drawing (VML, as Word makes them), of which a listener hears nothing."""
    place = (
        "position:absolute;width:400pt;height:150pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:pict xmlns:v="{_VML}" xmlns:o="{_OFFICE}">{_SHAPE}<v:shape id="PowerPlusWaterMarkObject1"'
        f' o:spid="_x0000_s2049" type="#_x0000_t136" alt="" style="{place}" o:allowincell="f"'
        ' fillcolor="#f6e6e2" stroked="f">'
        '<v:textpath style="font-family:Calibri;font-size:1pt;font-weight:bold"'
        f' string="{escape(mark.text)}"/></v:shape></w:pict></w:r>'
    )


_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"

_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""Word's shape of a line of letters; programs know a watermark by its number and by the id above."""
