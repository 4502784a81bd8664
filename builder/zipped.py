"""Named files -> a .zip (PKWARE's APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 directory, 4.3.16 its end).

Python's own `zipfile` deflates with the zlib that the machine has: those differ, so the same course would be other
bytes on the next computer. It takes nothing that is deflated already, hence these few lines.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Set
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import zopfli.zlib

from builder.model import File

_LOCAL = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20  # of the format: deflated entries
_UNIX = 3 << 8
_MODE = 0o100644 << 16
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 20


def write(files: Iterable[File], path: Path, moment: datetime, text: Set[str]) -> None:
    """The files in this order, all of one date; those with a suffix of `text` deflated, the others streamed as they are.

    For less than 4 GB: `lint` lets no package grow so far.
    """
    date = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    listed = []
    with path.open("wb") as out:
        for file in files:
            name = file.path.encode()
            method = _DEFLATED if Path(file.path).suffix in text else _STORED
            start = out.tell()
            out.write(bytes(_LOCAL.size) + name)
            crc, size = (_deflate if method else _store)(file, out)
            end = out.tell()
            packed = end - start - _LOCAL.size - len(name)
            flags = 0 if name.isascii() else _UTF8
            about = (_VERSION, flags, method, time, date, crc, packed, size, len(name), 0)
            out.seek(start)
            out.write(_LOCAL.pack(b"PK\x03\x04", *about))
            out.seek(end)
            listed.append(_LISTED.pack(b"PK\x01\x02", _UNIX | _VERSION, *about, 0, 0, 0, _MODE, start) + name)
        start = out.tell()
        out.writelines(listed)
        out.write(_END.pack(b"PK\x05\x06", 0, 0, len(listed), len(listed), out.tell() - start, start, 0))


def _store(file: File, out: BinaryIO) -> tuple[int, int]:
    """Its CRC and its size; nothing is held whole."""
    crc = size = 0
    with _opened(file) as source:
        while piece := source.read(_PIECE):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            out.write(piece)
    return crc, size


def _deflate(file: File, out: BinaryIO) -> tuple[int, int]:
    with _opened(file) as source:
        data = source.read()
    out.write(_deflated(data))
    return zlib.crc32(data), len(data)


def _opened(file: File) -> BinaryIO:
    if file.data is not None:
        return io.BytesIO(file.data)
    assert file.location is not None
    return file.location.open("rb")


@lru_cache(maxsize=32)
def _deflated(data: bytes) -> bytes:
    """Some 4 % smaller than zlib makes it. Player and schemas are the same in every package of a build.

    One pass and few blocks: all that more time would bring is half of one per cent.
    """
    framed: bytes = zopfli.zlib.compress(data, numiterations=1, blocksplittingmax=3)
    return framed[2:-4]  # as zip wants it: without zlib's head and check sum
