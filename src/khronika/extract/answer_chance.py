"""The chance that a word of answer tells of an appeal about violations: who speaks, of what, and how it is told."""

from spacy.tokens import Token

from khronika.extract.answer_words import Answer, is_answer_word
from khronika.extract.coref import Cast
from khronika.extract.grammar import objects_of
from khronika.extract.judgements import is_appellant
from khronika.extract.quotes import Quotes
from khronika.extract.weights import logistic, weigh
from khronika.extract.where_when import Setting
from khronika.extract.words import in_list, is_body, is_person, is_power

# Logistic weights fitted by ``bench/fit_answers.py`` on annotated articles, rounded to a twentieth;
# features that weigh hardly anything have none.
WEIGHTS: dict[str, float] = {
    "base": -2.4,
    "asks a power": 0.7,
    "asks people": -0.5,
    "beside an appeal": -0.9,
    "by appellant": 0.6,
    "by appellant: acts": -0.15,
    "by appellant: asks": 0.5,
    "by appellant: judges": 0.5,
    "by appellant: protests": -0.3,
    "by body: judges": -0.2,
    "by force": -0.15,
    "by force: asks": -0.15,
    "by nobody": 0.15,
    "by nobody: acts": -0.2,
    "by nobody: judges": -0.35,
    "by nobody: punishes": 0.45,
    "by other": -0.35,
    "by people: judges": -0.25,
    "by people: protests": 0.2,
    "by person: acts": -0.15,
    "by person: judges": 0.45,
    "by pronoun": -0.5,
    "by pronoun: acts": -0.15,
    "by pronoun: judges": -0.2,
    "by state: acts": -0.2,
    "by state: asks": -0.25,
    "by state: examines": 0.2,
    "compound": -0.2,
    "dated": 0.3,
    "in passing": -0.15,
    "kind ask": -0.15,
    "kind back": -0.2,
    "kind blame": -0.3,
    "kind probe": 0.4,
    "kind protests": -0.2,
    "kind suit": -0.35,
    "kind warn": -0.15,
    "kind wish": 0.35,
    "link object": 0.25,
    "link phrase": -0.35,
    "link shared": 0.2,
    "main verb": 0.15,
    "matter of rights": 0.65,
    "other matter": -0.25,
    "past": 0.2,
    "plural": -0.15,
    "quoted": 0.15,
}

_GROUPS = {
    **dict.fromkeys(("unjust", "worried", "worry", "blame", "warn", "outcry"), "judges"),
    **dict.fromkeys(("ask", "ought", "wish"), "asks"),
    **dict.fromkeys(("protest", "protests"), "protests"),
    **dict.fromkeys(("penalise", "penalty"), "punishes"),
    **dict.fromkeys(("probe", "inquiry"), "examines"),
}
_TO = {"on", "upon", "to", "with", "against"}
_OPEN = frozenset("would could might may can will should must if when whether".split())
_NEAR = 40


def chance(names: tuple[str, ...]) -> float:
    """0 to 1: how likely a careful reader takes it for an appeal."""
    return logistic(weigh(names, WEIGHTS))


def features(answer: Answer, cast: Cast, quotes: Quotes, setting: Setting, *, beside: bool) -> tuple[str, ...]:
    """The names of the weights that apply; ``beside`` tells that another appeal stands in the sentence."""
    who = _who(answer, cast)
    names = ("base", f"kind {answer.kind}", f"link {answer.link}", f"by {who}", _nearness(answer, setting))
    group = _GROUPS.get(answer.kind, "acts")
    holds = {"beside an appeal": beside, **_told(answer, quotes, setting), **_about(answer)}
    return (*names, f"by {who}: {group}", *(name for name, here in holds.items() if here))


def _told(answer: Answer, quotes: Quotes, setting: Setting) -> dict[str, bool]:
    """How it is told."""
    word = answer.word
    verb = word if word.pos_ == "VERB" else word.head
    within = {word.dep_, word.head.dep_ if word.pos_ == "NOUN" else ""}
    return {
        "negated": any(t.dep_ == "neg" for t in (*word.children, *word.head.children)),
        "possible": any(t.lower_ in _OPEN and t.dep_ in {"aux", "mark", "advmod"} for t in verb.children),
        "in passing": bool(within & {"relcl", "acl", "pcomp"}),
        "main verb": word.dep_ == "ROOT",
        "past": word.tag_ == "VBD",
        "plural": word.tag_ == "NNS",
        "compound": word.dep_ == "compound",
        "quoted": quotes.inside(word) is not None,
        "dated": bool(setting.date_of(word)),
    }


def _about(answer: Answer) -> dict[str, bool]:
    """Whom and what it is about."""
    objects, reach = _objects(answer), _reach(answer.word)
    return {
        "asks a power": any(map(_is_asked, objects)),
        "asks people": any(is_person(t) and not is_power(t) for t in objects),
        "matter of rights": any(is_answer_word(t, "matters") for t in reach),
        "other matter": any(is_answer_word(t, "other_matters") for t in reach),
    }


def asked_by(answer: Answer) -> tuple[Token, ...]:
    """The bodies that an answer asks something of."""
    return tuple(filter(_is_asked, _objects(answer)))


def _is_asked(token: Token) -> bool:
    return is_power(token) or token.ent_type_ == "ORG"


def _objects(answer: Answer) -> list[Token]:
    word, head = answer.word, answer.head
    if word is not head:
        return [t for t in head.children if t.dep_ in {"nsubj", "nsubjpass"}]
    verb = word.head if word.dep_ == "dobj" else word
    direct = [t for t in verb.children if t.dep_ in {"dobj", "dative"} and t.i != word.i]
    return [*direct, *objects_of(verb, _TO), *(objects_of(word, _TO) if verb is not word else ())]


def _reach(word: Token) -> list[Token]:
    """The words of the clause that the answer stands in."""
    top = word.head if word.dep_ in {"aux", "dobj", "nsubjpass", "acomp", "attr"} else word
    return list(top.subtree)


def _nearness(answer: Answer, setting: Setting) -> str:
    """How near the next word for an act stands."""
    word, acts = answer.word, setting.acts - {answer.word.i}
    sentence = word.sent
    if any(t.i in acts for t in _reach(word)):
        return "of an act"
    if any(i in acts for i in range(sentence.start, sentence.end)):
        return "beside an act"
    near = range(max(0, sentence.start - _NEAR), sentence.end + _NEAR)
    return "near an act" if any(i in acts for i in near) else "far from acts"


_ORDER = ("appellant", "force", "state", "people", "body", "person", "pronoun", "other")


def _who(answer: Answer, cast: Cast) -> str:
    kinds = {_kind(token, cast) for token in answer.speakers}
    return next((kind for kind in _ORDER if kind in kinds), "nobody")


def _kind(token: Token, cast: Cast) -> str:
    """What kind of speaker a word stands for."""
    meant = cast.meant(token) if token.pos_ == "PRON" else token
    if meant is None or token.pos_ == "PRON" and meant.i == token.i:
        return "pronoun"
    if in_list(meant, "security_nouns") or in_list(meant, "armed_nouns"):
        return "force"
    tests = (
        ("appellant", is_appellant(meant, cast)),
        ("people", is_answer_word(meant, "people")),
        ("state", is_power(meant)),
        ("person", meant.ent_type_ == "PERSON" or is_person(meant)),
        ("body", is_body(meant)),
    )
    return next((kind for kind, here in tests if here), "other")
