"""TMX, translation memories: the segments of English variants are text, inline elements and all else are markup."""

from collections.abc import Iterator
from dataclasses import dataclass

from mtfix.formats.splitting import Unit, annotated, malformed
from mtfix.formats.xml_events import Event, What, escape, events
from mtfix.formats.xml_inline import inline, plain
from mtfix.text import AnnotatedText, Span

_ENGLISH = ("en", "eng")


@dataclass(frozen=True)
class _Variant:
    """A language's segment in a translation unit: the events inside it, and its place."""

    language: str
    inside: list[Event]
    span: Span

    @property
    def english(self) -> bool:
        return self.language.replace("_", "-").partition("-")[0].lower() in _ENGLISH


class Tmx:
    """TMX files of any version; a document type that names the public one is skipped, never fetched."""

    name = "tmx"
    suffixes: tuple[str, ...] = (".tmx",)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 on what is not TMX, E008 on what is not safe to read."""
        return annotated(raw, _units(raw), escape=escape)


def _units(raw: str) -> Iterator[Unit]:
    told = events(raw)
    root = next(event for event in told if event.what is What.START)
    if root.name != "tmx":
        raise malformed(root.line, f"not TMX: it begins with <{root.name}>")
    header_language = language = seg_language = ""
    variants: list[_Variant] = []
    begun: int | None = None
    for index, event in enumerate(told):
        if event.what is What.START:
            if event.name == "header":
                header_language = event.get("srclang")
            elif event.name == "tu":
                variants, language = [], event.get("srclang", header_language)
            elif event.name == "tuv":
                seg_language = event.get("xml:lang") or event.get("lang")
            elif event.name == "seg":
                begun = index
        elif event.what is What.END and event.name == "seg" and begun is not None:
            inside = told[begun + 1 : index]
            variants.append(_Variant(seg_language, inside, Span(told[begun].end, event.start)))
            begun = None
        elif event.what is What.END and event.name == "tu":
            yield from _english(raw, variants, language)


def _english(raw: str, variants: list[_Variant], language: str) -> Iterator[Unit]:
    """The English variants; their source is the variant in the source language, else the first that is not English."""
    others = [variant for variant in variants if not variant.english]
    others.sort(key=lambda variant: variant.language.lower() != language.lower())
    source = plain(raw, others[0].inside) if others else ""
    for variant in variants:
        if variant.english:
            yield Unit(variant.span, inline(raw, variant.inside, source), source)
