"""Who asks how digital a Land is: that is a question for the index of the Länder. Any other one with a Land in it is not."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_OF_INDEX = re.compile(
    r"index|\branking|rangliste|\brang\b|\bplatz\b|\bplaetze|\bpunkte?n?\b|tabelle|\bkarte\b|landkarte|deutschlandkarte|kennzahl"
    r"|schlusslicht|spitzenreiter|abgehaengt|hinterher|rueckstaendig|vorreiter|nachzuegler|\bvorne?\b|\bvorn\b|\bhinten\b|\bspitze\b"
    r"|\bletzte[rn]?\b|\bvorletzte|\berste[rn]?\b|\bbesser\b|\bschlechter\b|verbessert|verschlechtert|aufgeholt|aufholen|\babstand"
    r"|vergleich|schneide[tn]?\b|abschneide|abgeschnitten|reifegrad|digitale\w* reife|digitalisierungsgrad|digitalste\w*"
    r"|\bwo steh|\bwie steh|\bwia steh|\bsteht .*\bda\b|\bdasteh|\bdigital\w* aufgestellt|\b(?:an|auf) welche[rmn] (?:stelle|platz)"
    r"|\bwie (?:weit|digital|gut|schlecht)\b|\bweiter\b|\bstand\b|\bfortschritt|\bzahlen\b|\bdaten\b|\bfortgeschritten"
    r"|ueberholt|am weitesten|platzierung|schlaegt sich|rote laterne|\bsteiht\b|\bvoran\b|tote hose|statistik|erhebung|\bquote\b"
    r"|\bwie ?viel\w*|\bprozent\b|\bwie (?:\w+ ){0,4}(?:aus|auf)\b.*\bdigital|\bdigital\w*\b"
)
_OF_OWN_LINE = re.compile(
    r"\b(?:mbit|kbit|gbit|mbits|internet\w*|glasfaser\w*|dsl|wlan|lte|5g|breitband\w*|funkloch|empfang|netz)\b"
)
_OF_AID = re.compile(r"antrag|\bfoerder|zuschu|\bgeld")
_OF_LANDS = re.compile(r"index|ranking|rang|vergleich|digital|reife|schlusslicht|abgehaengt|\bstand\b|laender")


def asks_how_digital(text: str) -> bool:
    """Return whether a message that names a Land may ask how digital it is ("wo steht Hessen?"), not only where the firm sits."""
    said = fold(text)
    if _OF_AID.search(said) or (_OF_OWN_LINE.search(said) and not _OF_LANDS.search(said)):
        return False
    return bool(_OF_INDEX.search(said))
