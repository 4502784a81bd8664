"""A language -> the parts of a Word document that are the same in every record learners take away (ECMA-376).

The player puts in what differs: `{title}`, `{from}`, `{body}` (paragraphs made by templates/player/word.ts) and `{at}`.
So a package carries these lines once, in its page, and no script has to make them.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.languages import direction

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main"'
_PACKAGE = f"{_SCHEMAS}/package/2006"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"

LISTS = 30  # lists with numbers that begin at 1 again; more of them go on counting


def word_parts(language: str) -> dict[str, str]:
    """Path in the document -> XML."""
    way = "<w:bidi/>" if direction(language) == "rtl" else ""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [
                (f"{_OFFICE}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _core(language),
        "word/_rels/document.xml.rels": _relationships(
            [(f"{_OFFICE}/{each}", f"{each}.xml") for each in ("styles", "numbering", "settings")]
        ),
        "word/document.xml": _document(way),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": _styles(language),
    }


def _content_types() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
    }
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{listed}<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>'
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core(language: str) -> str:
    moment = ' xsi:type="dcterms:W3CDTF">{at}</dcterms:'
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{{title}}</dc:title><dc:subject>{{from}}</dc:subject><dc:language>{language}</dc:language>"
        f"<dcterms:created{moment}created><dcterms:modified{moment}modified></cp:coreProperties>"
    )


def _document(way: str) -> str:
    def line(style: str, text: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{way}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    return (
        f"{_XML}<w:document {_W}><w:body>{line('Title', '{title}')}{line('Subtitle', '{from}')}{{body}}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _numbering() -> str:
    """Definition 0: bullets, 1: numbers. Number 1 is every list with bullets, 2 and above those with numbers."""

    def levels(kind: str, text: str) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{(level + 1) * 425}" w:hanging="425"/></w:pPr></w:lvl>'
            for level in range(4)
        )

    restarts = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(2, LISTS + 2)
    )
    return (
        f'{_XML}<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels("bullet", "•")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels("decimal", "%{}.")}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{restarts}</w:numbering>'
    )


def _settings() -> str:
    """Without this, Word takes the document for one of Word 2007 and says so."""
    return (
        f'{_XML}<w:settings {_W}><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _styles(language: str) -> str:
    fonts = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>'
    serif = fonts.format("Georgia")
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>',
            f'{serif}<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
        for level, before, size in ((1, 360, 30), (2, 240, 25), (3, 200, 22))
    )
    return (
        f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts.format('Calibri')}"
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        + _style(
            "Title",
            "Title",
            '<w:spacing w:after="40"/>',
            f'{serif}<w:b/><w:sz w:val="40"/><w:szCs w:val="40"/>',
        )
        + _style("Subtitle", "Subtitle", '<w:spacing w:after="300"/>', '<w:color w:val="4F5D5F"/>')
        + headings
        + _style("ListParagraph", "List Paragraph", '<w:spacing w:after="60"/>')
        + _style(
            "Fact",
            "Fact",
            '<w:tabs><w:tab w:val="left" w:pos="2835"/></w:tabs><w:spacing w:after="40"/><w:ind w:left="2835" w:hanging="2835"/>',
        )
        + _style(
            "Written",
            "Written",
            '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="C9B27C"/></w:pBdr><w:ind w:left="227"/>',
            serif,
        )
        + "</w:styles>"
    )


def _style(identity: str, name: str, paragraph: str, letters: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )
