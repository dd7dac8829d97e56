"""Taking a record out of the content, and putting it back where it stood.

An article's phrasings lie in files of their own: they go with it and come back with it. A record that others point at stays,
and the page says which they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.contents import git
from bot.desk.contents.history import Edit, More, What, row_of
from bot.desk.contents.kinds import Kind, state_of
from bot.desk.contents.saving import Read, Refused, Saved, apply, current, done
from bot.desk.desk import Desk
from bot.knowledge import files
from bot.knowledge.checking import BrokenContent
from bot.knowledge.writing.phrasing_file import CannotAdd, with_phrasings, without_phrasings
from bot.knowledge.writing.record_file import block_of, place_of, with_block, with_block_at

_CHANGED = "Der Eintrag wurde inzwischen geändert. Sehen Sie ihn sich noch einmal an."
_DECIDED = "Darüber hat inzwischen schon jemand entschieden."
_PHRASINGS = (
    "Die Fragen zu diesem Artikel sind in ihrer Datei anders geschrieben als üblich. Bitte dort von Hand ändern."
)
_MOST_NAMED = 4


def remove(desk: Desk, who: str, kind: Kind, id_: str, stand: str, now: float) -> Saved:
    """Take a record out, or propose it where a second person has to agree.

    Args:
        desk: what all works with.
        who: name of the account.
        kind: of the record.
        id_: its name.
        stand: code of the record that was looked at.
        now: seconds since 1970.

    Raises:
        Refused: others point at it, or somebody has changed it since.
        Gone: it is not there any more.
    """
    record = current(desk, kind, id_)
    if state_of(record.row) != stand:
        raise Refused({"": _CHANGED})
    waits = desk.two_eyes
    block, more = _take_out(desk, kind, id_, record.file, stand, waits)
    number = desk.edits.add(
        who,
        (kind.code, id_, record.file),
        "removed",
        "waiting" if waits else "live",
        (block, ""),
        stand,
        now,
        more=more,
    )
    if waits:
        desk.audit.note(who, "content proposed", f"{kind.code}/{id_}", now)
        return Saved(id_, number, True)
    return Saved(id_, number, in_git=_committed(desk, who, kind, id_, record.file, more, now, "removed"))


def accept(desk: Desk, who: str, edit: Edit, now: float) -> Saved:
    """Take out what somebody else has proposed to.

    Raises:
        Refused: it is one's own proposal, decided already, or cannot be done any more.
        Gone: the record is not there any more.
    """
    if edit.account == who:
        raise Refused({"": "Den eigenen Vorschlag muss jemand anderes freigeben."})
    if not desk.edits.decide(edit.id, "waiting", "live", who, now):
        raise Refused({"": _DECIDED})
    try:
        block, more = _take_out(desk, edit.kind, edit.record, edit.file, edit.base, False)
    except BaseException:
        desk.edits.decide(edit.id, "live", "waiting", who, now)
        raise
    desk.edits.removed(edit.id, block, more)
    return Saved(
        edit.record, edit.id, in_git=_committed(desk, who, edit.kind, edit.record, edit.file, more, now, "removed")
    )


def put_back(desk: Desk, who: str, edit: Edit, now: float) -> Saved:
    """Put a record back that was taken out: its lines as they were, where they stood.

    Raises:
        Refused: it is back already, or does not fit any more.
    """
    if edit.state != "live":
        raise Refused({"": "Das ist schon zurückgenommen."})

    def change(read: Read) -> Mapping[str, str]:
        texts = {edit.file: with_block_at(read(edit.file), edit.before, edit.more.place, edit.kind.key)}
        try:
            for name, said in edit.more.phrasings.items():
                texts[name] = with_phrasings(read(name), edit.record, said)
        except CannotAdd as error:
            raise Refused({"": _PHRASINGS}) from error
        return texts

    apply(desk, edit.kind, edit.record, change, False)
    if not desk.edits.decide(edit.id, "live", "undone", who, now):
        return Saved(edit.record, edit.id)
    return Saved(
        edit.record, edit.id, in_git=_committed(desk, who, edit.kind, edit.record, edit.file, edit.more, now, "undone")
    )


def _take_out(desk: Desk, kind: Kind, id_: str, file: str, stand: str, only_check: bool) -> tuple[str, More]:
    """Take a record out, or only check whether that can be; returns its lines, and what else went with it."""
    found: list[tuple[str, More]] = []

    def change(read: Read) -> Mapping[str, str]:
        text = read(file)
        block = block_of(text, id_, kind.key)
        if state_of(row_of(block)) != stand:
            raise Refused({"": _CHANGED})
        texts = {file: with_block(text, id_, "", kind.key)}
        phrasings = _phrasings(desk, id_) if kind.code == "artikel" else {}
        try:
            for name, said in phrasings.items():
                texts[name] = without_phrasings(read(name), id_, said)
        except CannotAdd as error:
            raise Refused({"": _PHRASINGS}) from error
        found[:] = [(block, More(place_of(text, id_, kind.key), phrasings))]
        return texts

    try:
        apply(desk, kind, id_, change, only_check)
    except Refused as error:
        if isinstance(error.__cause__, BrokenContent):
            raise Refused({"": _pointing(error.__cause__)}) from error
        raise
    return found[0]


def _phrasings(desk: Desk, article: str) -> dict[str, list[str]]:
    """Return the phrasings of an article by the file they stand in."""
    names = files.names(desk.content.folder, files.PHRASINGS)
    found = {file.name: (file.data or {}).get(article) for file in desk.content.parsed(names)}
    return {name: list(said) for name, said in found.items() if said}


def _pointing(broken: BrokenContent) -> str:
    """Say which records point at the one that should go, or that its file would be empty."""
    if not any(defect.record for defect in broken.defects):
        return f"Es ist der letzte Eintrag in der Datei {broken.defects[0].file}, und leer darf sie nicht sein."
    names = list(dict.fromkeys(f"{defect.record} ({defect.file})" for defect in broken.defects))
    more = f" und {len(names) - _MOST_NAMED} weitere" if len(names) > _MOST_NAMED else ""
    return (
        f"Andere Einträge verweisen darauf: {', '.join(names[:_MOST_NAMED])}{more}. "
        "Nehmen Sie den Verweis dort zuerst heraus, dann lässt sich dieser Eintrag löschen."
    )


def _committed(desk: Desk, who: str, kind: Kind, id_: str, file: str, more: More, now: float, what: What) -> bool:
    """Note what was done, and commit each file where that is switched on."""
    others = [git.commit(desk.content.folder, name, f"Fragen zu {id_}", who) for name in more.phrasings if desk.git]
    return done(desk, who, kind, id_, file, what, now) and all(others)
