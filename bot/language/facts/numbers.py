"""Numbers in a German sentence: digits, words, scales, ranges.

Understood: ``1.234,50``, ``20k``, ``2 Mio``, ``1,5 Millionen``, ``1/2 Million``, ``zwanzigtausend``, ``anderthalb``,
``halbes Dutzend``, ``30,000 Euro`` (a comma and three digits before a currency are thousands), ``eine Million
fünfhunderttausend`` (neighbours that form one sum), ``20-25`` and ``zwischen 20 und 25`` (the upper end counts). Left alone
because they are no quantities: dates, times, phone numbers, IBANs, paragraphs, version and norm numbers, ``ein paar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.facts.number_words import QUARTERS, half_value, quarter_value, run_value
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set


@dataclass(frozen=True)
class Number:
    """A quantity at ``folded[start:end]``.

    ``value`` is the upper end of a range, ``lower`` its lower end. ``scaled``: written with k, Tsd, Mio or in words of
    a thousand and more, which in this talk mostly means money. ``plain_digits``: digits without dot or comma.
    ``article``: only "ein/eine/einen ...", which counts something in "ein Geselle und zwei Azubis" but not by itself.
    ``unit``: what the last word of it multiplies with ("zwei Millionen": 1,000,000), below which another number goes on.
    """

    value: float
    start: int
    end: int
    lower: float | None = None
    scaled: bool = False
    plain_digits: bool = False
    grouped: bool = False
    article: bool = False
    digits: str = ""
    unit: int = 0

    @property
    def whole(self) -> int | None:
        """The value as an integer, or None for a broken number such as 2,5."""
        return int(self.value) if float(self.value).is_integer() else None


_MONTHS = "jan(?:uar)?|feb(?:ruar)?|maerz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
_MONTHS += "|nov(?:ember)?|dez(?:ember)?"
_CODES = "kfw|windows|win|office|microsoft|iso|din|spec|en|nis|artikel|art|absatz|abs|version|vers|sgb|paragraph"
_CODES += (
    "|industrie|wirtschaft|mittelstand|arbeit|handwerk|hilfe|web|ig|sap|gpt|chatgpt|eurostars|fonds|bgb|iphone|tel"
)
_CODES += "|telefon|fax|mobil|handy|nummer|iban|az|aktenzeichen|vde|gobd|rtx|wpa|ipv|usb|https?|dsgvo|log4j"
_NOT_QUANTITIES = re.compile(
    rf"""
      \S+@\S+ | https?://\S+ | www\.\S+                                  # addresses
    | \bde\d{{2}}(?:\s?\d{{4}}){{4}}\s?\d{{2}}\b                         # IBAN
    | (?:\+49|\b0049|\b0\d{{2,4}})[\s/()-]*\d[\d\s/-]{{4,}}              # phone
    | \b\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:19|20)?\d{{2}}\b)?             # 3.10. or 3.10.2024
    | \b\d{{1,2}}\.?\s(?:{_MONTHS})\b(?:\s(?:19|20)\d{{2}}\b)?           # 3. oktober 2024
    | \b(?:{_MONTHS})\s(?:19|20)\d{{2}}\b
    | \b(?:19|20)\d{{2}}\s?[-/]\s?(?:(?:19|20)\d{{2}}|\d{{2}})\b         # 2021-2027
    | \b\d{{1,2}}:\d{{2}}\b                                              # 14:30
    | \b\d\.0\b | \b24/7\b | \b3-2-1\b | \b\d+\.\d+\.\d+(?!\d|\.\d{{3}})(?<!\.\d{{3}})
    | (?:\b(?:{_CODES})|§+)[\s.:-]*\d+[a-z]?(?:[.,/]\s?\d+)*\b           # kfw 380, § 82a
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(
    r"""
    (?<![^\W_])(?<!\d[.,/:])(?:
      (?P<mixed>(?:\d{1,3}\ )?[1-3]/[2-4])(?=\s?(?:k\b|tsd|tausend|mio|mill|mrd|dutzend))
    | (?P<grouped>\d{1,3}(?:[.']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?)
    | (?P<english>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{2}(?!\d))?)(?![\d,]*\d)(?!\s?(?:tsd|tausend|mio|mill|mrd)|k\b)
    | (?P<spaced>[1-9]\d{0,2}(?:(?:\ \d{3})+(?:,\d{1,2}(?!\d))?(?=[.,]?-*\s?(?:€|eur)|[.,]-)|(?:\ \d{3})*\ 000(?![\ \d]*\d)
        |(?<!\d\ )(?<![a-z]\d)\ \d{3}(?![\ \d]*\d)(?!\.\d)
          (?=\s*(?:$|[,;!?)]|\.(?:\s|$)|(?:netto|brutto|und|fuer|kost\w*|kosch\w*|plus|zuschu\w*|foerder\w*)\b))))
    | (?P<point>\d+\.\d{1,2}(?=\s?(?:k\b|tsd|tausend|mio|mill|mrd)))
    | (?P<plain>\d+(?:,\d+)?)
    )""",
    re.VERBOSE,
)
_SCALE = re.compile(
    r"[\s-]?(?:(?P<hundreds>hunderttausend(?![^\W_]))|(?P<thousand>k(?![^\W_])|tsd(?![^\W_])|tausen[dt](?:er)?(?![^\W_])|t(?=\s?(?:€|eur\b|euro\b)|eur\b)"
    r"|mille(?![^\W_])|riesen(?=\s?(?:$|[.,;!?)]|(?:fuer|in|netto|brutto)\b)))"
    r"|(?P<million>mio(?![^\W_])|mill(?![^\W_])|mil+ion(?:en)?(?![^\W_]))|(?P<billion>mrd(?![^\W_])|mil+iarden?\b)"
    r"|(?P<dozen>dutzend(?![^\W_])))\.?"
)
_LETTERS = re.compile(r"[a-z]+")
_FACTORS = {"hundreds": 100_000, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_MOST_WORDS = 8
"""Words that one number is cut into at most ("zwei hundert fünf und zwanzig tausend ...")."""
_ARTICLES = word_set("ein eine einen einem einer eines ne nen")
_VAGUE = word_set("paar einige mehrere viele etliche wenige")
_RANGE = re.compile(
    r"\s?(?:€|euro|eur)?\s?(?:-|/|bis(?: zu| max\.?| maximal| hoechstens)?|oder(?: auch)?|vielleicht)\s?"
)


def read_numbers(sentence: Sentence) -> list[Number]:
    """Return all quantities of the sentence in order, ranges merged. Never raises."""
    barred = [match.span() for match in _NOT_QUANTITIES.finditer(sentence.folded)]
    found = [
        number
        for number in (*_from_digits(sentence), *_from_words(sentence))
        if not any(start < number.end and number.start < end for start, end in barred)
    ]
    found.sort(key=lambda number: number.start)
    return _merge_ranges(sentence.folded, _add_neighbours(sentence.folded, _drop_inner(found)))


def _from_digits(sentence: Sentence) -> Iterator[Number]:
    text = sentence.folded
    for match in _DIGITS.finditer(text):
        raw = match.group()
        if len(raw) > 15 or (
            match.end() < len(text) and text[match.end()].isalpha() and not _unit_at(text, match.end())
        ):
            continue
        number = Number(
            value=_digits_value(text, match),
            start=match.start(),
            end=match.end(),
            plain_digits=raw.isdigit(),
            grouped=any(match[name] is not None for name in ("grouped", "spaced", "english")),
            digits=raw,
        )
        yield _with_scale(text, number)


def _unit_at(text: str, offset: int) -> bool:
    """Whether letters glued to digits are a scale or a unit ("20k", "14leute", "30euro") and not a code ("3d")."""
    if _SCALE.match(text, offset):
        return True
    word = _LETTERS.match(text, offset)
    return word is not None and (word.group() in {"ma", "eur"} or len(word.group()) >= 4)


def _digits_value(text: str, match: re.Match[str]) -> float:
    if match["mixed"]:
        whole, _, fraction = match["mixed"].rpartition(" ")
        upper, lower = fraction.split("/")
        return (int(whole) if whole else 0) + int(upper) / int(lower)
    if match["grouped"]:
        return float(re.sub(r"[.']", "", match["grouped"]).replace(",", "."))
    if match["spaced"]:
        return float(match["spaced"].replace(" ", "").replace(",", "."))
    if match["english"]:
        raw = match["english"]
        return float(raw.replace(",", "") if _is_english(text, match) else raw.replace(",", "."))
    return float((match["point"] or match["plain"]).replace(",", "."))


_EURO_AFTER = re.compile(r"(?:[.,]?-+)?\s?(?:€|euro|eur\b|teuro\b)|[.,]-")
_EURO_BEFORE = re.compile(r"(?:€|\beuro|\beur)\s?$")
_PRICED_IN_TENTHS_OF_CENTS = re.compile(r"\b(?:liter|diesel|benzin|super|e10|sprit|kwh|kilowattstunden?|strom\w*)\b")


def _is_english(text: str, match: re.Match[str]) -> bool:
    """Whether a comma with three digits behind it parts thousands ("30,000 Euro"), as no sum of euros has three decimals."""
    raw = match["english"]
    if raw.count(",") > 1 or "." in raw or raw.endswith(",000"):
        return True
    if _PRICED_IN_TENTHS_OF_CENTS.search(text):
        return False
    return bool(
        _EURO_AFTER.match(text, match.end()) or _EURO_BEFORE.search(text[max(0, match.start() - 6) : match.start()])
    )


def _with_scale(text: str, number: Number) -> Number:
    """Take "tausend", "Mio" and the like behind the number into it, also twice: "2 Dutzend", "zwanzig tausend"."""
    match = _SCALE.match(text, number.end)
    if not match:
        return number
    kind = match.lastgroup or ""
    end = match.end()
    if match.group().endswith(".") and end == len(text):
        end -= 1
    value = round(number.value * _FACTORS[kind], 2)
    unit = 0 if kind == "dozen" else _FACTORS[kind]
    return replace(number, value=value, end=end, scaled=unit > 0, plain_digits=False, article=False, unit=unit)


def _from_words(sentence: Sentence) -> Iterator[Number]:
    text, index = sentence.folded, 0
    while index < len(sentence.words):
        word = sentence.words[index]
        last, value = _longest_number(sentence, index)
        if value is not None:
            vague = sentence.key(index - 1) in _VAGUE
            unit = 1_000 if value >= 1_000 and value % 1_000 == 0 else 0
            number = Number(value, word.start, sentence.words[last].end, scaled=value >= 1000, unit=unit)
            if not vague:
                yield _with_scale(text, number)
            index = last + 1
            continue
        number_or_none = _half_or_dozen(sentence, index)
        if number_or_none:
            yield number_or_none
        elif word.key in _ARTICLES and sentence.key(index + 1) not in _VAGUE:
            yield _with_scale(text, Number(1, word.start, word.end, article=True))
        index += 1


def _longest_number(sentence: Sentence, first: int) -> tuple[int, float | None]:
    """Join neighbouring number words ("zwanzig tausend") as far as they make one number."""
    if sentence.keys[first] == "ein":
        return first, None
    end = first + 1
    while end < min(first + _MOST_WORDS, len(sentence.words)) and sentence.words[end].gap in {" ", "-", ""}:
        end += 1
    used, value = run_value(sentence.keys[first:end])
    return (first + used - 1, value) if used else (first, None)


def _half_or_dozen(sentence: Sentence, index: int) -> Number | None:
    word, text = sentence.words[index], sentence.folded
    halves = half_value(word.key)
    if halves is not None:
        scaled = halves >= 1_000
        return _with_scale(text, Number(halves, word.start, word.end, scaled=scaled, unit=1_000 if scaled else 0))
    if word.key in QUARTERS:
        part = _with_scale(text, Number(quarter_value(word.key), word.start, word.end))
        return part if part.end != word.end else None
    if word.key == "dutzend" and sentence.key(index - 1) not in _VAGUE:
        return Number(12, word.start, word.end)
    return None


_BETWEEN_PARTS = re.compile(r"\s?(?:und\s)?")
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;!?)-]|€|eur|netto|brutto|fuer\b|in\b|und\b|oder\b|kost|invest|ausgeb|haben\b|als\b|im\b|budget|gesamt|plan)"
)


def _add_neighbours(text: str, numbers: list[Number]) -> list[Number]:
    """Add up what stands side by side and forms one sum: "eine Million fünfhunderttausend", "1 Mio 200 Tausend"."""
    added: list[Number] = []
    for number in numbers:
        last = added[-1] if added else None
        if last and _continues(text, last, number):
            added[-1] = replace(
                number, value=last.value + number.value, start=last.start, scaled=True, plain_digits=False
            )
        else:
            added.append(number)
    return added


def _continues(text: str, first: Number, second: Number) -> bool:
    """Whether ``second`` counts what is below the unit of ``first``: hundreds behind thousands, thousands behind millions."""
    least = {1_000: 100, 1_000_000: 1_000, 1_000_000_000: 1_000_000}.get(first.unit)
    if least is None or second.article or not least <= second.value < first.unit or first.value % first.unit:
        return False
    return bool(_BETWEEN_PARTS.fullmatch(text, first.end, second.start) and _GOES_ON.match(text, second.end))


def _drop_inner(found: list[Number]) -> list[Number]:
    """Where two readings overlap ("zwei" and "zwei Dutzend") keep the one that says more."""
    kept: list[Number] = []
    for number in found:
        if kept and number.start < kept[-1].end:
            if number.end > kept[-1].end:
                kept[-1] = number
            continue
        kept.append(number)
    return kept


def _merge_ranges(text: str, numbers: list[Number]) -> list[Number]:
    merged: list[Number] = []
    for number in numbers:
        if merged and not merged[-1].article and _is_range(text, merged[-1], number):
            lower = merged.pop()
            low_value = lower.value
            if number.scaled and not lower.scaled and low_value < 1000:
                low_value *= 1_000_000 if number.value >= 1_000_000 else 1_000
            scaled = lower.scaled or number.scaled
            merged.append(replace(number, start=lower.start, lower=low_value, scaled=scaled, plain_digits=False))
        else:
            merged.append(number)
    return merged


def _is_range(text: str, lower: Number, upper: Number) -> bool:
    between = text[lower.end : upper.start]
    if upper.article or lower.lower is not None or len(between) > 20:
        return False
    scale_differs = upper.scaled and not lower.scaled
    if not (lower.value < upper.value or scale_differs):
        return False
    if _RANGE.fullmatch(between):
        return True
    before = text[max(0, lower.start - 12) : lower.start]
    return bool(re.fullmatch(r"\s?(?:€|euro|eur)?\s?und\s", between)) and "zwischen" in before
