"""How digital a Land is, by the figures on record."""

from __future__ import annotations

import re

from bot.advice.reply import Button, Reply
from bot.advice.wording import number, region_phrase
from bot.knowledge.records import KnowledgeBase, Readiness, Region, Source
from bot.pictures.names import map_picture
from bot.pictures.region_map import region_map_words

_GROUP = re.compile(r"(?P<name>.+), Bundeslandgruppe (?P<group>\w+)(?:; Deutschland gesamt (?P<whole>[\d,]+))?")
_BASE_YEAR = re.compile(r"\((\d{4}) ?= ?100\)")
_SCALE = re.compile(r"\((?:0[–-])(\d+) Punkte\)")
_OFFERED = ("DE-ST", "DE-SN", "DE-TH", "DE-BB")


def region_reply(code: str | None, kb: KnowledgeBase) -> Reply:
    """Say where a Land stands; without a known Land ask which one is meant. ``code`` is ISO 3166-2."""
    region = kb.regions.get(code) if code else None
    if region is None:
        return _ask(kb)
    if not region.readiness:
        texts = [f"Für {_as_object(region)} habe ich keine Kennzahlen zur Digitalisierung."]
    else:
        texts = [_figure_text(figure, region, kb) for figure in _newest_first(region.readiness)]
    return Reply(
        kind="region",
        texts=tuple(texts),
        image=map_picture(region.code) if region.readiness else None,
        image_words=region_map_words(kb, region.code) if region.readiness else None,
        ids=(region.code,),
        sources=_sources(region.readiness),
        buttons=(
            Button(f"Förderung in {region.name}", f"Welche Förderung gibt es {_in(region)}?"),
            Button(f"Beispiele aus {region.name}", f"Zeigen Sie mir Beispiele aus {region_phrase(region.code)}"),
        ),
    )


def _ask(kb: KnowledgeBase) -> Reply:
    offered = [kb.regions[code] for code in _OFFERED if code in kb.regions]
    return Reply(
        kind="question",
        texts=("Um welches Bundesland geht es? Wählen Sie aus oder schreiben Sie den Namen.",),
        buttons=tuple(Button(land.name, f"Wie digital ist {land.name}?") for land in offered),
    )


def _newest_first(figures: tuple[Readiness, ...]) -> list[Readiness]:
    """Figures of a known year first, the newest ahead; without a year last, because nobody can place them."""
    return sorted(figures, key=lambda figure: (figure.year is None, -(figure.year or 0)))


def _figure_text(figure: Readiness, region: Region, kb: KnowledgeBase) -> str:
    group = _GROUP.match(figure.index_name)
    if group:
        return _group_text(figure, region, group)
    name = index_title(figure)
    when = f" {figure.year}" if figure.year and str(figure.year) not in name else ""
    text = f"{name}{when}: {_rank_text(figure, region, kb)}"
    if figure.value is None:
        text += " Einen Punktwert kennen wir nicht."
    else:
        scale = _SCALE.search(figure.index_name)
        of = f" von {scale[1]}" if scale else ""
        text += (
            f" Der Wert: {number(figure.value)}{of} Punkten." if of else f" Der Wert: {number(figure.value)} Punkte."
        )
    if figure.year is None:
        text += " Das Jahr nennt die Quelle nicht."
    return text


def _group_text(figure: Readiness, region: Region, match: re.Match[str]) -> str:
    """Word a figure that is measured for a group of Länder only."""
    when = f" {figure.year}" if figure.year else ""
    text = f"{match['name']}{when}: Hier zählt {region.name} zur Ländergruppe {match['group']}."
    if figure.rank and figure.value is not None:
        text += f" Die Gruppe liegt auf Platz {figure.rank} mit {number(figure.value)} Punkten."
    elif figure.rank:
        text += f" Die Gruppe liegt auf Platz {figure.rank}. Einen Punktwert kennen wir nicht."
    if match["whole"]:
        text += f" Ganz Deutschland kommt auf {match['whole']}."
    base = _BASE_YEAR.search(figure.index_name)
    if base:
        text += f" Der Wert 100 steht für {base[1]}."
    text += " Einen eigenen Wert für das Land gibt es dort nicht."
    return text if figure.year else text + " Das Jahr nennt die Quelle nicht."


def _rank_text(figure: Readiness, region: Region, kb: KnowledgeBase) -> str:
    if figure.rank is None:
        return f"Den Platz von {region.name} kennen wir nicht."
    if not figure.rank.isdigit():
        return f"{region.name} ist {figure.rank}."
    ranked = sum(any(other.index_name == figure.index_name for other in land.readiness) for land in kb.regions.values())
    of = f" von {ranked}" if ranked == len(kb.regions) else ""
    return f"{region.name} liegt auf Platz {figure.rank}{of}."


def index_title(figure: Readiness) -> str:
    """Return the name of the index without scale, group and remarks."""
    name = re.split(r", (?:Bundeslandgruppe|jüngste Ausgabe)|: ", figure.index_name)[0]
    return _SCALE.sub("", name).strip()


def _sources(figures: tuple[Readiness, ...]) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for figure in _newest_first(figures):
        found.setdefault(
            figure.source_url,
            Source(index_title(figure), figure.source_url, str(figure.year) if figure.year else None),
        )
    return tuple(found.values())


def _in(region: Region) -> str:
    return "im Saarland" if region.code == "DE-SL" else f"in {region.name}"


def _as_object(region: Region) -> str:
    return "das Saarland" if region.code == "DE-SL" else region.name
