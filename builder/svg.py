"""An SVG file that an author brought -> a safe element to put into the page.

No scripts, no event attributes, no foreign objects, no links or references out of the drawing, no entities:
what stays can draw and nothing else. Ids get a prefix so that two drawings on one page do not meet.
"""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# What can draw. Everything else goes: HTML would run <SCRIPT>, and end the drawing at a <p> to load its <img>.
KEPT = frozenset(
    f"{{{SVG}}}{name}"
    for name in """
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath switch
    linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()  # noqa: SIM905 - a list of fifty strings would be harder to read
)
WORDS = {"text", "tspan", "textPath", "title", "desc"}  # where white space means something
# A backslash could spell any of the others.
_UNSAFE = re.compile(
    r"url\((?!\s*['\"]?#)|@import|javascript:|expression\(|image-set|image\(|cross-fade|src\(|\\", re.I
)


class SvgError(ValueError):
    """Why a drawing cannot be used: `line` from 1, and a sentence."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_svg(data: bytes) -> etree._Element:
    """The root of a drawing. Raises SvgError for what is no SVG or declares entities."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        line = (
            data[: min(n for n in (data.find(b"<!ENTITY"), data.find(b"<!DOCTYPE")) if n >= 0)].count(b"\n")
            + 1
        )
        raise SvgError(line, "A drawing may not have a document type or entities")
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise SvgError(error.lineno or 1, "This is not a readable drawing") from error
    if root.tag != f"{{{SVG}}}svg":
        raise SvgError(1, "This is not an SVG drawing")
    return root


def clean_svg(data: bytes, prefix: str, attributes: dict[str, str]) -> str:
    """The drawing as an element for HTML, with `attributes` (role, aria-label …) on its root."""
    root = parse_svg(data)
    for element in list(root.iter()):
        if element.tag not in KEPT:
            parent = element.getparent()
            if parent is not None:
                _remove(parent, element)
    ids = {each.get("id") for each in root.iter() if each.get("id")}
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            kept = _attribute(str(name), str(value), prefix, ids)
            del element.attrib[name]
            if kept is not None:
                element.attrib["href" if name == XLINK else name] = kept
    _size(root)
    _squeeze(root)
    for element in root.iter():
        element.tag = etree.QName(element).localname  # HTML knows no namespaces and no prefixes
    for name, value in attributes.items():
        root.set(name, value)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False).strip()


def _squeeze(root: etree._Element) -> None:
    """No white space between shapes; what stands between words stays."""
    for element in root.iter():
        parent = element.getparent()
        if (
            parent is not None
            and etree.QName(parent).localname not in WORDS
            and not (element.tail or "").strip()
        ):
            element.tail = None
        if etree.QName(element).localname not in WORDS and not (element.text or "").strip():
            element.text = None


def _remove(parent: etree._Element, element: etree._Element) -> None:
    """Takes an element out and leaves the text after it."""
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _attribute(name: str, value: str, prefix: str, ids: set[str | None]) -> str | None:
    """The attribute's value made safe, or None when it must go."""
    local = etree.QName(name).localname
    # `on…` runs, `data-…` belongs to the player, a namespace means nothing in HTML
    if local.lower().startswith(("on", "data-")) or (name.startswith("{") and name != XLINK):
        return None
    if local == "href":
        return f"#{prefix}{value[1:]}" if value.startswith("#") and value[1:] in ids else None
    if local == "id":
        return prefix + value
    if local in ("aria-labelledby", "aria-describedby"):
        return " ".join(prefix + each for each in value.split())
    if _UNSAFE.search(value):
        return None
    return re.sub(r"url\(\s*['\"]?#([^)'\"\s]+)['\"]?\s*\)", lambda m: f"url(#{prefix}{m[1]})", value)


def drawing_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing, by its viewBox; None where it says neither."""
    try:
        root = parse_svg(data)
    except SvgError:
        return None
    _size(root)
    found = re.findall(r"[\d.]+", root.get("viewBox") or "")
    return (round(float(found[2])), round(float(found[3]))) if len(found) == 4 else None


def _size(root: etree._Element) -> None:
    """A drawing without a viewBox gets one from its width and height, so that it can shrink."""
    if root.get("viewBox") is None:
        width, height = (re.match(r"[\d.]+", root.get(each) or "") for each in ("width", "height"))
        if width and height:
            root.set("viewBox", f"0 0 {width[0]} {height[0]}")
    for each in ("width", "height"):
        if each in root.attrib:
            del root.attrib[each]
