"""A packed file (XLSX, ODS, DOCX) in; its parts, as long as they stay within bounds, out.

A part says what it comes to before it is unpacked, so that nothing is unfolded to be refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from contracts.load.limits import Limit
from contracts.model.problem import Unreadable

_SMALL = 1_000_000
"""What a part may unfold to in bytes, however small it is packed."""


def parts_within(
    packed: zipfile.ZipFile,
    count: Limit,
    unpacked: Limit,
    ratio: Limit,
    too_large: Callable[[Limit], Unreadable],
) -> Iterator[zipfile.ZipInfo]:
    """Each part, once it is known that it and those before it are within the limits on their `count`, on
    what they come to `unpacked`, and on the `ratio` of that to their size. Raises what `too_large` makes."""
    listed, size = packed.infolist(), 0
    if len(listed) > count.most:
        raise too_large(count)
    for part in listed:
        size += part.file_size
        if size > unpacked.most:
            raise too_large(unpacked)
        if part.file_size > max(_SMALL, ratio.most * part.compress_size):
            raise too_large(ratio)
        yield part
