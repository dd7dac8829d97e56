"""The facts of a firm that verdicts rest on: their kinds, the questions for them, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.knowledge.codes import REGIONS, SECTORS

Kind = Literal["number", "amount", "yes_no", "choice", "text"]
FactValue = int | bool | str | None
"""``None`` is "not told yet"; ``DONT_KNOW`` is "asked, and the owner does not know"."""

DONT_KNOW: Final = "weiß nicht"
LEGAL_FORMS = ("einzelunternehmen", "gbr", "ohg", "kg", "ug", "gmbh", "gmbh-co-kg", "ag", "eg", "verein", "freiberuf")
_CHOICES: dict[str, tuple[str, ...]] = {"sector": SECTORS, "region": REGIONS, "legal_form": LEGAL_FORMS}
_VAT_EXEMPT_TURNOVER = 25_000


@dataclass(frozen=True)
class Fact:
    """One fact. ``question`` asks for it; ``depends`` is the same as a clause after "Entscheidend ist, …"."""

    name: str
    kind: Kind
    question: str
    depends: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes that a choice allows; of other kinds, none."""
        return _CHOICES.get(self.name, ())


def _facts(*facts: Fact) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts}


FACTS: dict[str, Fact] = _facts(
    Fact("employees", "number", "Wie viele Leute arbeiten bei Ihnen?", "wie viele Leute bei Ihnen arbeiten"),
    Fact(
        "turnover_eur",
        "amount",
        "Wie hoch war Ihr Umsatz im letzten abgeschlossenen Jahr, ungefähr in Euro?",
        "wie hoch Ihr Umsatz im Vorjahr war",
    ),
    Fact(
        "turnover_now_eur",
        "amount",
        "Wie hoch wird Ihr Umsatz in diesem Jahr, ungefähr in Euro?",
        "wie hoch Ihr Umsatz dieses Jahr wird",
    ),
    Fact(
        "balance_eur",
        "amount",
        "Wie hoch war Ihre letzte Bilanzsumme, ungefähr in Euro?",
        "wie hoch Ihre Bilanzsumme war",
    ),
    Fact("sector", "choice", "In welcher Branche arbeitet Ihr Betrieb?", "in welcher Branche Sie arbeiten"),
    Fact("sector_detail", "text", "Was genau macht Ihr Betrieb?", "was Ihr Betrieb genau macht"),
    Fact("region", "choice", "In welchem Bundesland sitzt Ihr Betrieb?", "in welchem Land Ihr Betrieb sitzt"),
    Fact("legal_form", "choice", "Welche Rechtsform hat Ihr Betrieb?", "welche Rechtsform Ihr Betrieb hat"),
    Fact("private_customers", "yes_no", "Haben Sie Privatkunden?", "ob Sie Privatkunden haben"),
    Fact(
        "business_customers",
        "yes_no",
        "Schreiben Sie Rechnungen an Firmen in Deutschland?",
        "ob Sie Rechnungen an Firmen schreiben",
    ),
    Fact(
        "sells_online",
        "yes_no",
        "Können Kunden bei Ihnen im Internet kaufen oder fest buchen?",
        "ob man bei Ihnen online kaufen oder buchen kann",
    ),
    Fact(
        "sells_or_offers_services_to_consumers",
        "yes_no",
        "Verkaufen Sie an Verbraucher, oder leisten Sie Dienste für sie?",
        "ob Sie etwas für Verbraucher anbieten",
    ),
    Fact(
        "consumer_devices",
        "yes_no",
        "Bieten Sie Verbrauchern Geräte wie Computer, Handys, Router, Lesegeräte oder Automaten an?",
        "ob Sie solche Geräte für Verbraucher anbieten",
    ),
    Fact(
        "connected_products",
        "yes_no",
        "Stellen Sie vernetzte Geräte oder Software her, die Sie unter eigenem Namen verkaufen?",
        "ob Sie vernetzte Geräte oder Software herstellen",
    ),
    Fact(
        "resells_devices",
        "yes_no",
        "Verkaufen Sie vernetzte Geräte oder Software anderer Hersteller?",
        "ob Sie vernetzte Geräte anderer Hersteller verkaufen",
    ),
    Fact(
        "connected_machines",
        "yes_no",
        "Nutzen Sie vernetzte Maschinen, Fahrzeuge oder Geräte, die Daten senden?",
        "ob Sie vernetzte Maschinen oder Geräte nutzen",
    ),
    Fact(
        "group_member",
        "yes_no",
        "Gehört Ihr Betrieb zu einer Gruppe, oder hält eine andere Firma mindestens 25 Prozent?",
        "ob Ihr Betrieb zu einer Gruppe gehört",
    ),
    Fact(
        "nis2_activity",
        "yes_no",
        "Arbeiten Sie in Energie, Wasser, Abfall, Verkehr, Post, Gesundheit, Chemie, Lebensmitteln, IT-Diensten "
        "oder Fahrzeug-, Geräte- und Maschinenbau?",
        "ob Ihre Tätigkeit im NIS2-Gesetz steht",
    ),
    Fact(
        "network_service",
        "yes_no",
        "Bieten Sie öffentliche Telefon- oder Internetdienste, Internetnamen oder Vertrauensdienste an?",
        "ob Sie Telefon-, Internet- oder Vertrauensdienste anbieten",
    ),
    Fact(
        "data_people",
        "number",
        "Wie viele Leute arbeiten ständig am Rechner mit Daten von Menschen?",
        "wie viele Leute ständig mit Personendaten arbeiten",
    ),
    Fact(
        "special_data",
        "yes_no",
        "Sind heikle Daten wie Gesundheit, Standort oder Überwachung ein Kern Ihrer Arbeit?",
        "ob heikle Daten zum Kern Ihrer Arbeit gehören",
    ),
    Fact("till", "yes_no", "Nutzen Sie eine elektronische Kasse oder Kassen-App?", "ob Ihre Kasse elektronisch ist"),
    Fact(
        "small_business_vat",
        "yes_no",
        "Sind Sie Kleinunternehmer, schreiben also Rechnungen ohne Umsatzsteuer?",
        "ob Sie Kleinunternehmer sind",
    ),
    Fact(
        "ships_packaged_goods",
        "yes_no",
        "Verschicken oder verkaufen Sie Ware, die Sie selbst verpacken?",
        "ob Sie Ware selbst verpacken",
    ),
    Fact(
        "service_packaging",
        "yes_no",
        "Geben Sie im Laden Tüten, Becher oder Schalen aus?",
        "ob Sie Tüten, Becher oder Schalen ausgeben",
    ),
    Fact(
        "tracks_visitors",
        "yes_no",
        "Nutzt Ihre Webseite Statistik, Werbung oder eingebettete Videos und Karten?",
        "ob Ihre Webseite Statistik oder Werbung nutzt",
    ),
    Fact(
        "online_presence",
        "yes_no",
        "Haben Sie eine Webseite, einen Shop oder ein geschäftliches Profil im Netz?",
        "ob Sie im Netz geschäftlich auftreten",
    ),
    Fact("uses_ai", "yes_no", "Nutzt jemand bei Ihnen KI, etwa ChatGPT oder Copilot?", "ob bei Ihnen jemand KI nutzt"),
    Fact(
        "offers_ai",
        "yes_no",
        "Verkaufen Sie KI unter eigenem Namen, oder bauen Sie sie in Produkte ein?",
        "ob Sie KI unter eigenem Namen anbieten",
    ),
    Fact(
        "ai_meets_people",
        "yes_no",
        "Spricht bei Ihnen KI mit Kunden, oder zeigen Sie täuschend echte KI-Bilder?",
        "ob KI mit Ihren Kunden spricht",
    ),
    Fact(
        "ai_judges_people",
        "yes_no",
        "Bewertet bei Ihnen KI Menschen, etwa Bewerber, Beschäftigte, Prüflinge oder Kreditkunden?",
        "ob bei Ihnen KI Menschen bewertet",
    ),
    Fact("minijobs", "yes_no", "Beschäftigen Sie Minijobber?", "ob Sie Minijobber beschäftigen"),
)


def plausible(values: Mapping[str, FactValue]) -> bool:
    """Whether the facts go together: small businesses of the VAT law had at most 25,000 euro in the year before."""
    turnover = values.get("turnover_eur")
    too_much = isinstance(turnover, int) and turnover > _VAT_EXEMPT_TURNOVER
    return not (values.get("small_business_vat") is True and too_much)


def check_value(name: str, value: FactValue) -> None:
    """Check that a value told is of the kind of its fact.

    Raises:
        ValueError: it is not.
    """
    if value is None or value == DONT_KNOW:
        return
    fact = FACTS[name]
    if fact.kind == "yes_no":
        fits = isinstance(value, bool)
    elif fact.kind in ("number", "amount"):
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    else:
        fits = isinstance(value, str) and (not fact.choices or value in fact.choices)
    if not fits:
        raise ValueError(f"{name}: {value!r} is no {fact.kind}")
