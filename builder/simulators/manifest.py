"""imsmanifest.xml or tincan.xml of a package -> what an LMS takes from it to launch the content."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XML = "http://www.w3.org/XML/1998/namespace"
TINCAN = "http://projecttincan.com/tincan.xsd"


class ManifestError(ValueError):
    """The LMS would refuse the package, or find nothing in it to launch."""


@dataclass(frozen=True)
class Manifest:
    """The first item with an identifierref, and its resource.

    `href` relative to the package's root, with the item's parameters. `tracked` is False for an asset.
    `mastery_score` as written, 0–100, or "".
    """

    href: str
    title: str
    tracked: bool
    mastery_score: str = ""
    launch_data: str = ""
    max_time_allowed: str = ""
    time_limit_action: str = ""


@dataclass(frozen=True)
class Tincan:
    """The first activity: its id, and its launch address (relative to the package's root, or absolute)."""

    activity_id: str
    launch: str


def read_manifest(data: bytes | None, literal: bool = False) -> Manifest:
    """Raises ManifestError. `literal`: tag names count as written, prefix and all, as Moodle reads them."""
    root = _parse(data, "imsmanifest.xml")
    if literal and root.prefix is not None:
        raise ManifestError("the manifest's tags have a prefix: the LMS finds no SCO in it")
    item = next((item for item in root.iter("{*}item") if item.get("identifierref")), None)
    if item is None:
        raise ManifestError("no item with an identifierref")
    wanted = item.get("identifierref")
    resource = next((each for each in root.iter("{*}resource") if each.get("identifier") == wanted), None)
    if resource is None or not resource.get("href"):
        raise ManifestError(f"no resource {wanted!r} with an href")
    known = not literal or resource.nsmap.get("adlcp") == ADLCP
    return Manifest(
        href=resource.get(f"{{{XML}}}base", "") + resource.get("href", "") + _parameters(item),
        title=_text(item, "{*}title"),
        tracked=known and resource.get(f"{{{ADLCP}}}scormtype") == "sco",
        mastery_score=_text(item, f"{{{ADLCP}}}masteryscore"),
        launch_data=_text(item, f"{{{ADLCP}}}datafromlms"),
        max_time_allowed=_text(item, f"{{{ADLCP}}}maxtimeallowed"),
        time_limit_action=_text(item, f"{{{ADLCP}}}timelimitaction"),
    )


def read_tincan(data: bytes | None) -> Tincan:
    """As mod_tincanlaunch reads it: the first activity (facts §3.1). Raises ManifestError."""
    root = _parse(data, "tincan.xml")
    activity = next(root.iter(f"{{{TINCAN}}}activity"), None)
    launch = "" if activity is None else _text(activity, f"{{{TINCAN}}}launch")
    if activity is None or not launch or not activity.get("id"):
        raise ManifestError("the first activity needs an id and a launch")
    return Tincan(activity.get("id", ""), launch)


def _parse(data: bytes | None, name: str) -> etree._Element:
    if data is None:
        raise ManifestError(f"no {name} at the root of the package")
    try:
        return etree.fromstring(data, etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise ManifestError(f"{name} is not XML: {error}") from error


def _parameters(item: etree._Element) -> str:
    parameters = item.get("parameters", "")
    return parameters if not parameters or parameters[0] in "?#" else f"?{parameters}"


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
