"""Where a publisher is at home, by its name or web address: "The Moberly Monitor", "moberlymonitor.com"."""

import re
from collections.abc import Iterator

from khronika.lexicon.countries import country_names, country_of_host, demonyms
from khronika.lexicon.gazetteer import open_gazetteer
from khronika.lexicon.words import place_words
from khronika.model.places import Home

_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})/?", re.IGNORECASE)
_SECOND = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))
_LEAST = 4  # letters
_SMALLEST = 3.5  # weight of a town of three thousand: smaller ones have no paper of their own


def home_of(publisher: str, country: str | None = None) -> Home:
    """The publisher's country, as told or by its address, and the town or province that it is called after."""
    host = _HOST.fullmatch(publisher.strip())
    if host is None:
        return Home(country, _named(publisher.split()))
    labels = [label for label in host[1].lower().split(".")[:-1] if label not in _SECOND]
    place = _glued(labels[-1]) if labels else None
    return Home(country or country_of_host(host[1]), place)


def _named(words: list[str]) -> str | None:
    """What is left of a name without words for a press; only where there was such a word."""
    press = place_words("en", "press_words")
    left = [word for word in words if word.lower() not in press]
    name = " ".join(left)
    return name if left and len(left) < len(words) and _is_home(name) else None


def _glued(stem: str) -> str | None:
    """The same for an address, where words are written as one."""
    return next((name for rest in _bare(stem.replace("-", "")) for name in _spaced(rest) if _is_home(name)), None)


def _bare(stem: str) -> Iterator[str]:
    """The stem, and the stem without one or more words for a press at its ends."""
    yield stem
    for word in sorted(place_words("en", "press_words"), key=len, reverse=True):
        for rest in (stem.removesuffix(word), stem.removeprefix(word)):
            if rest != stem and len(rest) >= _LEAST:
                yield from _bare(rest)


def _spaced(name: str) -> Iterator[str]:
    """The letters as one word, and cut in two at each place: "lemars", "le mars"."""
    yield name
    yield from (f"{name[:cut]} {name[cut:]}" for cut in range(2, len(name) - 2))


def _is_home(name: str) -> bool:
    if (
        len(name) < _LEAST
        or name in place_words("en", "press_words")
        or name.title() in demonyms()
        or name.title() in country_names()
    ):
        return False
    found = open_gazetteer().named(name)
    return any(e.is_own and e.weight >= _SMALLEST and e.feature in ("city", "capital", "admin1") for e in found)
