"""A manifest and its package -> nothing, or an exception: what the schemas check, and what they cannot.

libxml2 refuses two of the published schemas: ims_xml.xsd declares the xml namespace as its default namespace,
and the `##any` in imsmd_rootv1p2p1.xsd makes a content model that is not deterministic. Both are corrected in
a copy in memory that is used for nothing else; the package carries the published files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from builder.model import File
from builder.targets.lint import PackageError
from builder.targets.scorm12.manifest import SCHEMAS

_FOLDER = Path(__file__).parent / "schemas"
_IMSCP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
_CORRECTIONS = {
    "ims_xml.xsd": (b'xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    "imsmd_rootv1p2p1.xsd": (b'namespace="##any"', b'namespace="##other"'),
}
_NOT_CONTENT = {"imsmanifest.xml", *SCHEMAS}

# All three in one schema: alone, imscp's wildcards would let anything of the others pass.
_DRIVER = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
<xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
<xsd:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" schemaLocation="imsmd_rootv1p2p1.xsd"/>
</xsd:schema>"""

# Content Aggregation Model 2.3.5: the order in which an item's ADL elements stand. The schema leaves it open.
_ITEM_ORDER = ["prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"]


def validate(manifest: str, package: Sequence[File]) -> None:
    """Raises PackageError where the manifest breaks its schemas or does not fit its package."""
    if "&#" in manifest or "<![CDATA[" in manifest:
        raise PackageError("imsmanifest.xml has a numeric reference or CDATA: Moodle would show it literally")
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    root = etree.fromstring(manifest.encode("utf-8"), parser)
    schema = _schema()
    if not schema.validate(root):
        raise PackageError(f"imsmanifest.xml: {schema.error_log}")
    _files_agree(root, {file.path for file in package})
    _references_resolve(root)
    for item in root.iter(f"{_IMSCP}item"):
        names = [child.tag.removeprefix(_ADLCP) for child in item if child.tag.startswith(_ADLCP)]
        if names != sorted(names, key=_ITEM_ORDER.index):
            raise PackageError(f"imsmanifest.xml: the ADL elements of an item are out of order: {names}")


def _files_agree(root: Any, shipped: set[str]) -> None:
    """Every file named is there, and every file there is named: no schema can know."""
    listed = {file.get("href") for file in root.iter(f"{_IMSCP}file")}
    if missing := listed - shipped:
        raise PackageError(f"imsmanifest.xml names files that are not in the package: {sorted(missing)}")
    if unlisted := shipped - listed - _NOT_CONTENT:
        raise PackageError(f"imsmanifest.xml does not name files of the package: {sorted(unlisted)}")
    if absent := {*SCHEMAS, "imsmanifest.xml"} - shipped:
        raise PackageError(f"the package lacks {sorted(absent)}")
    for resource in root.iter(f"{_IMSCP}resource"):
        if resource.get("href") not in listed:
            raise PackageError(
                f"imsmanifest.xml does not list what its resource starts with: {resource.get('href')}"
            )


def _references_resolve(root: Any) -> None:
    resources = {resource.get("identifier") for resource in root.iter(f"{_IMSCP}resource")}
    for item in root.iter(f"{_IMSCP}item"):
        if item.get("identifierref") not in resources:
            raise PackageError(f"imsmanifest.xml: no resource {item.get('identifierref')!r}")
    organizations = {each.get("identifier") for each in root.iter(f"{_IMSCP}organization")}
    if root.find(f"{_IMSCP}organizations").get("default") not in organizations:
        raise PackageError("imsmanifest.xml: the default organization does not exist")


class _Published(etree.Resolver):
    """Schemas by name from the folder beside this file, two of them corrected; nothing from anywhere else."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        name = system_url.rsplit("/", 1)[-1]
        if name not in SCHEMAS:
            raise PackageError(f"a schema asks for {system_url}")
        text = (_FOLDER / name).read_bytes()
        if name in _CORRECTIONS:
            text = text.replace(*_CORRECTIONS[name])
        return self.resolve_string(text, context, base_url=system_url)


@cache
def _schema() -> Any:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Published())
    return etree.XMLSchema(etree.fromstring(_DRIVER, parser))
