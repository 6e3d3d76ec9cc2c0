"""Which body a phrase names, and what type of perpetrator it describes."""

import pytest

from khronika.model.claims import Claim, Mention, Span
from khronika.model.evidence import Passage
from khronika.model.places import Home
from khronika.resolve import resolve
from khronika.resolve.bodies import body_of, type_of

TYPES = {
    "state_security": """police|the riot police|Kabul police officers|soldiers|two soldiers in plain clothes|the army
        |members of the army|plainclothes agents|the regime's agents|interrogators|torturers and interrogators|prison guards
        |the intelligence service|intelligence agents|intelligence officials|security forces|members of the security forces
        |security personnel|government forces|special forces|an army unit|the gendarmerie|border guards|the military
        |a police commander|law enforcement officers|the IRGC|large IRGC units|MOIS|the Basij|FSB officers|NDS operatives
        |the Syrian Arab Army|OMON|jailers|masked police""",
    "state_other": """the court|a court in Minsk|the Supreme Court|a military court|judges|a prosecutor|the government
        |the Burmese government|authorities|local authorities|the regime|the Iranian regime|officials|the interior minister
        |the ministry of education|President|parliament|China|Saudi Arabia|Beijing|state television|the Revolutionary Court
        |the junta|the city council""",
    "armed_group": """rebels|rebel fighters|militants|a militia|militiamen loyal to the general|the Taliban|Taliban officials
        |Islamic State fighters|Boko Haram|gunmen|bandits|insurgents|an armed group|guerrillas|FARC|Houthi security forces
        |members of a paramilitary group|separatists""",
    "private": """a company|a mining company|his employer|her husband|a mob|an angry crowd|protesters|her brothers|villagers
        |traffickers|the family""",
    "unknown": """unidentified gunmen|unknown assailants|masked men|seven armed men|men|one of the masked men|a large man|they
        |somebody|""",
}
TABLE = [(phrase.strip(), kind) for kind, phrases in TYPES.items() for phrase in phrases.split("|")]


@pytest.mark.parametrize(("phrase", "kind"), TABLE)
def test_types_a_perpetrator(phrase: str, kind: str) -> None:
    assert type_of(phrase) == kind


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Large IRGC units", "ir-irgc"),
        ("the Ministry of Intelligence (MOIS)", "ir-mois"),
        ("the Taliban's General Directorate of Intelligence", "af-gdi"),
        ("UN Security Council", "un-sc"),
        ("some men", None),
        ("", None),
    ],
)
def test_names_a_listed_body(text: str, body: str | None) -> None:
    found = body_of(text)
    assert (found.id if found else None) == body


def _bodies_read(text: str, by: str, home: str | None = None) -> list[object]:
    """The bodies read for one claim in which ``by`` is the perpetrator."""
    start = text.index(by)
    mentions = (
        Mention("trigger", 0, text[:1], Span(0, 1)),
        Mention("perpetrator", 0, by, Span(start, start + len(by))),
    )
    claim = Claim("p", "s", "arrest", mentions, "asserted", 0.5, "test")
    passage = Passage("i", "s", "en", text)
    return [reading.value for reading in resolve(passage, (claim,), Home(home)) if reading.aspect == "body"]


@pytest.mark.parametrize(
    ("text", "by", "home", "bodies"),
    [
        # The passage around a phrase tells whose ministry, guard or service it is.
        ("Cairo: he was held by the Interior Ministry.", "the Interior Ministry", None, ["eg-interior"]),
        ("Baghdad and Basra were calm. SWAT came at night.", "SWAT", None, ["iq-swat"]),
        ("He was held by the Interior Ministry.", "the Interior Ministry", None, []),
        ("He was held by the Interior Ministry.", "the Interior Ministry", "SY", ["sy-interior"]),
        ("In Lima he was held by Peru's Interior Ministry.", "Peru's Interior Ministry", "SY", []),
        ("The Egyptian press wrote that in Minsk the KGB took him.", "the KGB", None, ["by-kgb"]),
        # A body that the list lacks stays as it is written.
        ("The Harbour Watch Brigade of Iran took him.", "The Harbour Watch Brigade", None, []),
        ("He was taken by the Office of Silent Affairs.", "the Office of Silent Affairs", None, []),
    ],
)
def test_the_passage_tells_whose_a_shared_name_is(text: str, by: str, home: str | None, bodies: list[str]) -> None:
    assert _bodies_read(text, by, home) == bodies
