"""First aid in an acute incident: what to do at once, in which order, and whom to call.

Steps, figures and telephone numbers come from the articles on the day of the question; what is written here is only
the order and the words in between. A number whose record is old, undated or doubted is shown as to be checked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.advice.articles import PERSON_BUTTON, article_reply, article_sources, related_articles, with_question
from bot.advice.reply import Button, Reply
from bot.advice.whom_to_call import Incident, contact_lines
from bot.advice.wording import sentence, sentences
from bot.knowledge.records import Article, Fact, KnowledgeBase, Source
from bot.language.asked.done import steps_left
from bot.language.text.normalise import fold

_ARTICLES: dict[Incident, str] = {
    "ransomware": "ransomware-erste-hilfe",
    "phishing": "phishing-geklickt",
    "money": "ceo-fraud",
    "breach": "datenpanne-72h",
}
NEXT = "incident"
"""In a reply: the question that stands open is what comes next in an incident; the next steps were told."""
_CALLS = "wen-anrufen"
_BREACH = "datenpanne-72h"
_DEADLINE = "Meldefrist"

_EXTORTION = re.compile(
    r"verschlu?e?ssel|loesegeld|losegeld|ransom|erpress|bitcoin|krypto|totenkopf|\.locked|encrypted|timer|gesperrt"
    r"|verriegelt|(?:angriff|virus)\b.*\b(?:laeuft|breitet|gerade)"
)
_MONEY = re.compile(
    r"ueberw[ie]+s|ueberweis|angewiesen|geld (?:ist |schon |bereits )*(?:weg|fort|raus)|falsche?[sn]? konto|betrueger"
    r"|falsche rechnung|rechnung\b.*\b(?:iban|konto|abgefangen)|rechnungsbetrug|gutschein|deepfake|gezahlt|bezahlt"
    r"|chef\b.*\b(?:geld|jeld|anruf|mail|schreibt)|boss\b.*\b(?:geld|jeld)|chef[ -]?(?:masche|trick|betrug)"
    r"|falsche[rn]? chef|ceo|fake president|(?:neue|andere|geaenderte) (?:iban|bankverbindung|kontonummer)"
    r"|abgebucht|lastschrift"
)
_CLICK = re.compile(
    r"klick|drueck|druck[ts]?\b|druff|anhang|phis[hc]|link\b|makro|fake.?seite|falsche[nrs]? (?:seite|dhl|bankseite)"
    r"|falsche[nrs]? mail|zugangsdaten|passwort|pin\b|tan\b|fernwartung|betrugsmail|mailkonto|postfach|spam"
    r"|kreditkarte|reingefallen|heruntergeladen|geoeffnet|oeffnen|aufgemacht|eingegeben"
)
_BREACH_WORDS = re.compile(
    r"datenpanne|datenleck|datenverlust|datenschutz(?:vorfall|verletzung)|meldepflicht|kund(?:en|n)?dat(?:en|n)\b"
    r"|(?:daten|datenbank|adressen|kartei|akten|unterlagen)\b.*\b(?:weg|gestohlen|geklaut|verloren|kopiert"
    r"|abgeflossen|abgegriffen|aufgetaucht|offen|futsch|veroeffentlicht)|(?:gestohlen|geklaut|verloren|kopiert)\b.*"
    r"(?:daten|adress|kartei|laptop|stick|handy)|(?:laptop|stick|handy|tablet|rechner|ordner)\b.*(?:gestohlen|geklaut"
    r"|verloren|weg\b)|falsche[nr]? (?:empfaenger|kollegen|adresse)|verkehrte|offene[rn]? verteiler|cc statt bcc"
    r"|offen im (?:internet|netz)|lohnabrechnung|altpapier"
)
_HACKED = re.compile(r"gehackt|hackt|trojaner|virus|angriff|angegriffen")
_BANK = re.compile(r"bank|\bkonto|kreditkarte|\bpin\b|\btan\b|ueberweis|geld")

_IMPERATIVE = re.compile(r"^(?:Bei [^,.]+ )?(\w+(?:en|ern|eln)) Sie\b")
# Good advice, but not while it burns.
_CAN_WAIT = ("Loben", "Führen", "Besprechen", "Drucken")
_MAX_LEAD_STEPS, _LEAST_STEPS = 6, 3


def emergency_reply(text: str, kb: KnowledgeBase, today: dt.date, region: str | None = None) -> Reply:
    """Answer an acute incident with numbered first steps and whom to call in the Land ``region``."""
    incident = incident_of(text)
    steps, found = _steps(incident, text, kb)
    texts = ["Ruhe bewahren. Das tun Sie jetzt, in dieser Reihenfolge:\n" + _numbered(steps)]
    contacts = contact_lines(incident, region, kb, today)
    if contacts:
        texts.append("Wen Sie anrufen:\n" + "\n".join(contacts))
    notice = _breach_notice(incident, kb)
    if notice:
        texts.append(notice)
    main = _known([*found, None if incident == "breach" else kb.articles.get(_CALLS)])
    used = _known([*main, kb.articles.get(_BREACH) if notice else None])
    return Reply(
        kind="emergency",
        texts=tuple(texts),
        ids=tuple(article.id for article in used),
        sources=_sources(main, used),
        buttons=_buttons(used, kb),
    )


def incident_reply(article: Article, kb: KnowledgeBase, today: dt.date, region: str | None = None) -> Reply:
    """Answer with the article on just this incident, and whom to call."""
    written = article_reply(article, kb, today)
    steps = _imperatives(article)
    said = written.texts[0]
    if len(steps) >= _LEAST_STEPS:
        first, *others = sentences(article.answer)
        # What comes first may be for somebody else to do ("Die Bank …"), or answer yes or no.
        lead = "" if first in steps else f"{with_question(first, article)} "
        rest = " ".join(part for part in others if part not in steps)
        said = f"Ruhe bewahren. {lead}Das tun Sie jetzt, in dieser Reihenfolge:\n{_numbered(steps)}" + (
            f"\n{rest}" if rest else ""
        )
    contacts = contact_lines("ransomware", region, kb, today)
    calls = ("Wen Sie anrufen:\n" + "\n".join(contacts),) if contacts else ()
    return replace(
        written,
        kind="emergency",
        texts=(said, *calls, *written.texts[1:]),
        buttons=(PERSON_BUTTON, *written.buttons[:2]),
    )


def next_reply(article: Article, kb: KnowledgeBase, today: dt.date, region: str | None = None, said: str = "") -> Reply:
    """Say what comes next while an incident is open: the further steps, whom to call, who has to be told.

    ``said``: the message; steps that it reports as done are left out.
    """
    steps = [sentence(step) for step in article.next_steps] or _imperatives(article)
    steps = steps_left(steps, said)
    contacts = contact_lines("ransomware", region, kb, today, said)
    notice = _breach_notice("ransomware", kb)
    texts = [
        *(["Gut. Das kommt als Nächstes:\n" + _numbered(steps[:_MAX_LEAD_STEPS])] if steps else []),
        "Wen Sie anrufen:\n" + "\n".join(contacts),
        f"{notice} Notieren Sie Uhrzeit und Ablauf, das brauchen Polizei und Versicherung.".strip(),
        "Was ist jetzt Ihre nächste Frage? Wenn alles geklärt ist, schreiben Sie „erledigt“.",
    ]
    return Reply(
        kind="emergency",
        texts=tuple(texts),
        ids=(article.id,),
        sources=article_sources([article]),
        buttons=_buttons([article], kb),
        asks=NEXT,
        topic=article.topic,
        facet=article.facet,
    )


OVER = Reply(
    "emergency",
    (
        "Gut, dass es sich geklärt hat. Heben Sie Ihre Notizen auf, falls doch noch etwas kommt.",
        "Soll ich Ihnen zeigen, wie Sie so etwas künftig verhindern? Fragen Sie einfach.",
    ),
    buttons=(PERSON_BUTTON,),
)
"""The owner says that there is nothing any more."""


def is_acute(text: str) -> bool:
    """Whether a message has plain words of an attack, a fraud or a breach."""
    folded = fold(text)
    return any(pattern.search(folded) for pattern in (_EXTORTION, _BREACH_WORDS, _MONEY, _CLICK, _HACKED))


def incident_of(text: str) -> Incident:
    """Return what seems to have happened; without any clue the steps against extortion, because they harm nobody."""
    folded = fold(text)
    if _EXTORTION.search(folded):
        return "ransomware"
    if _BREACH_WORDS.search(folded) and not _CLICK.search(folded) and not _HACKED.search(folded):
        return "breach"
    if _MONEY.search(folded):
        return "money"
    if _CLICK.search(folded):
        return "phishing"
    return "ransomware"


def _steps(incident: Incident, text: str, kb: KnowledgeBase) -> tuple[list[str], list[Article | None]]:
    """Return the steps in order, and the articles they stand in."""
    article = kb.articles.get(_ARTICLES[incident])
    if incident == "money":
        return _money_steps(), [article, kb.articles.get(_ARTICLES["phishing"])]
    if article is None:
        return ["Rufen Sie Ihren IT-Dienstleister an."], []
    if incident == "breach":
        return _breach_steps(article), [article]
    steps = _imperatives(article)
    if len(steps) < 2:
        steps = [sentence(step) for step in article.next_steps]
    if incident == "phishing" and _BANK.search(fold(text)):
        steps.sort(key=lambda step: "Bank" not in step)
    return steps[:_MAX_LEAD_STEPS], [article]


def _money_steps() -> list[str]:
    """Return the steps after a fraudulent transfer.

    The article on this fraud is about prevention. The bank comes from "phishing-geklickt", deleting nothing from
    "ransomware-erste-hilfe", call-back and four eyes from "ceo-fraud"; there is no figure in it that could age.
    """
    return [
        "Rufen Sie sofort Ihre Bank an.",
        "Rufen Sie die Polizei-Stelle für Firmen an.",
        "Löschen Sie nichts.",
        "Rufen Sie den echten Chef oder Lieferanten unter bekannter Nummer an.",
        "Geben Sie weitere Zahlungen nur nach dem Vier-Augen-Prinzip frei.",
    ]


def _breach_steps(article: Article) -> list[str]:
    deadline = _fact(article, _DEADLINE)
    steps = [part for part in sentences(article.answer) if part.startswith("Notieren")]
    inform = "Melden Sie die Panne der Aufsicht für Datenschutz."
    steps.append(f"{inform} Meist gilt die Frist: {deadline.value}." if deadline else inform)
    serious = next((part for part in sentences(article.answer) if part.startswith("Bei hohem Risiko")), "")
    steps.append(f"Prüfen Sie, welche Menschen betroffen sind. {serious}".strip())
    return steps


def _imperatives(article: Article) -> list[str]:
    """Return the sentences of the answer that tell what to do, those that can wait last."""
    found = [part for part in sentences(article.answer) if _IMPERATIVE.match(part)]
    return sorted(found, key=lambda part: part.startswith(_CAN_WAIT))


def _numbered(steps: Sequence[str]) -> str:
    return "\n".join(f"{index}. {step}" for index, step in enumerate(steps, start=1))


def _breach_notice(incident: Incident, kb: KnowledgeBase) -> str:
    article = kb.articles.get(_BREACH)
    deadline = _fact(article, _DEADLINE) if article else None
    if article is None or incident == "money":
        return ""
    if incident == "breach":
        exception = next((part for part in sentences(article.answer) if part.startswith("Ausnahme")), "")
        exception = exception.replace("Ausnahme:", "Ausnahme von der Meldung:", 1)
        return f"{exception} Das ist keine Rechtsberatung.".strip()
    if deadline is None:
        return ""
    return f"Sind Daten von Kunden oder Beschäftigten betroffen? Dann gilt meist eine Meldefrist: {deadline.value}."


def _fact(article: Article, claim: str) -> Fact | None:
    return next((fact for fact in article.facts if fact.claim == claim), None)


def _known(articles: Sequence[Article | None]) -> list[Article]:
    found: dict[str, Article] = {}
    for article in articles:
        if article is not None:
            found.setdefault(article.id, article)
    return list(found.values())


def _sources(main: Sequence[Article], used: Sequence[Article]) -> tuple[Source, ...]:
    """Return the sources of the facts, of the notice only that of the deadline, and the pages to check numbers on."""
    sources = list(article_sources(main))
    for article in used:
        if article not in main:
            deadline = _fact(article, _DEADLINE)
            of_deadline = deadline.source_url if deadline else None
            sources.extend(source for source in article_sources([article]) if source.url == of_deadline)
        if article.id == _CALLS:
            sources.extend(Source(link.title, link.url) for link in article.links)
    return tuple({source.url: source for source in reversed(sources)}.values())[::-1]


def _buttons(used: Sequence[Article], kb: KnowledgeBase) -> tuple[Button, ...]:
    shown = {article.id for article in used}
    follow = [article for article in related_articles(used[0], kb) if article.id not in shown] if used else []
    return (PERSON_BUTTON, *(Button(article.question, article.question) for article in follow[:2]))
