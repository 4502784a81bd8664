"""Files of a course -> names that every LMS accepts, and sizes."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.media import Media, image_size, safe_name
from builder.model import Source, SourceFile


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("modules/one/window.svg", "media/window.svg"),
        ("modules/one/My Übung (final) & friends.JPG", "media/my-ubung-final-friends.jpg"),
        ("images/日本.png", "media/file.png"),
        ("a/talk.tar.gz", "media/talk-tar.gz"),
        ("a/+1%20$x.pdf", "media/1-20-x.pdf"),
        ("a/README", "media/readme"),
        (f"a/{'long ' * 40}.pdf", f"media/{('long-' * 40)[:60]}.pdf"),
    ],
)
def test_names(path: str, expected: str) -> None:
    assert safe_name(path) == expected


@given(st.text(min_size=1, max_size=80).filter(lambda each: "/" not in each and each not in (".", "..")))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    made = safe_name(f"modules/one/{name}.png")
    assert re.fullmatch(r"media/[a-z0-9-]{1,60}\.png", made), made


def test_two_files_never_share_a_name() -> None:
    names = ["modules/one/A b.png", "modules/two/a-b.png", "modules/two/a_b.png", "modules/one/a-b.png"]
    media = Media(Source.of(dict.fromkeys(names, b"x")))
    made = [media.url(name) for name in names]
    assert len(set(made)) == len(made)
    assert made == [media.url(name) for name in names]
    assert [each.path for each in media.files()] == sorted(made)


def test_names_do_not_depend_on_other_files() -> None:
    names = ["modules/one/a.png", "modules/two/a.png"]
    first, second = (Media(Source.of(dict.fromkeys(names, b"x"))) for _ in range(2))
    assert [first.url(each) for each in names] == [second.url(each) for each in names]
    assert re.fullmatch(r"media/a-[0-9a-f]{6}\.png", first.url(names[1]))


def picture(kind: str, size: tuple[int, int] = (7, 5)) -> SourceFile:
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return SourceFile("x", 1, data=file.getvalue())


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_sizes(kind: str) -> None:
    assert image_size(picture(kind)) == (7, 5)


def test_what_is_no_picture_has_no_size() -> None:
    assert image_size(SourceFile("x", 1, data=b"\x89PNG\r\n\x1a\nbroken")) is None
    assert image_size(SourceFile("x", 1, data=b"")) is None


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    data = bytearray(picture("png").data or b"")
    data[16:24] = (60_000).to_bytes(4, "big") * 2  # IHDR: width and height
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert image_size(SourceFile("x", 1, data=bytes(data))) is None


def test_drawings_of_one_page_do_not_share_ids() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><path id="a" d="M1 1"/></svg>'
    media = Media(Source.of({"a.svg": drawing}))
    assert [re.findall('id="(.*?)"', media.drawing("a.svg", {})) for _ in range(2)] == [["d1-a"], ["d2-a"]]
    assert media.files() == ()  # it is in the page, not beside it
