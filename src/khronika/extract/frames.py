"""A claim in the making: what one trigger tells, with the words for each role."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from khronika.extract.antecedents import antecedents, is_next_name, is_of_several
from khronika.extract.coref import Cast, is_the_group
from khronika.extract.grammar import objects_of
from khronika.extract.location import key_of
from khronika.extract.mentions import Words, phrase_of, to_mention
from khronika.extract.sites import POINTING
from khronika.extract.speaking import spoken_by
from khronika.extract.words import in_list, is_person, is_pronoun
from khronika.lexicon.numbers import number_in
from khronika.model.claims import Claim, Mention, Role, Stance
from khronika.model.evidence import Passage

NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve dozen hundred thousand".split())
NAMED, COUNTED = "name:", "count:"


@dataclass(frozen=True, slots=True)
class Someone:
    """A victim or perpetrator: the phrases that name it, and keys by which it is known again in this text."""

    phrases: tuple[Words, ...]
    keys: frozenset[str]
    anaphor: bool = False
    role_only: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One act on one occasion, as phrases of a parsed text."""

    act: str
    triggers: tuple[Words, ...]
    stance: Stance
    victims: tuple[Someone, ...] = ()
    perpetrators: tuple[Someone, ...] = ()
    places: tuple[Mention, ...] = ()
    when: tuple[Mention, ...] = ()
    said_by: tuple[Words, ...] = ()
    loaded: tuple[Words, ...] = ()
    purpose: tuple[Words, ...] = ()
    demand: tuple[Words, ...] = ()
    nominal: bool = False

    @property
    def start(self) -> int:
        """The number of the first word of its clearest trigger."""
        return self.triggers[0].start


def keys_of(people: Iterable[Someone]) -> set[str]:
    """Everything by which they are known again in this text."""
    return {key for who in people for key in who.keys}


def names_of(people: Iterable[Someone]) -> set[str]:
    """The keys by which those told by name are known again."""
    return {key for key in keys_of(people) if key.startswith(NAMED)}


def figures_of(people: Iterable[Someone]) -> set[str]:
    """The keys by which those told by their number are known again."""
    return {key for key in keys_of(people) if key.startswith(COUNTED)}


def phrases_of(people: Iterable[Someone]) -> Iterator[Words]:
    """Yield every phrase that stands for one of them."""
    return (phrase for who in people for phrase in who.phrases)


def someone(token: Token, cast: Cast, *, does: bool = False) -> Someone:
    """Who a word stands for, with the name it points back to where there is one; ``does`` of who does an act."""
    token = _counted(token)
    own = phrase_of(token)
    points = cast.doer if does else cast.meant
    pointed = points(token) if token.pos_ == "PRON" or does and is_the_group(token) else None
    if pointed is not None:
        return _again(own, someone(pointed, cast))
    several = cast.counted(token)
    if several is not None:
        return _again(own, someone(several, cast), _keys_of(token, own))
    full = cast.named(token) or cast.definite(token)
    if full is not None:
        return Someone((own, Words(full.start, full.end, full.root.i)), _name_key(full.root.doc, full.start, full.end))
    return _by_own_words(token, own)


def _again(own: Words, there: Someone, keys: frozenset[str] = frozenset()) -> Someone:
    """Somebody told of before, by a further phrase."""
    return replace(there, phrases=(own, *there.phrases), keys=there.keys | keys)


def _by_own_words(token: Token, own: Words) -> Someone:
    beside = _beside(token)
    keys = _keys_of(token, own).union(*(_keys_of(t, phrase_of(t)) for t in beside if t.ent_type_ == "PERSON"))
    pointer = is_pronoun(token) or _points_back(token)
    return Someone((own, *map(phrase_of, beside)), keys, pointer, _is_role(token, keys))


def _counted(token: Token) -> Token:
    """Of ``hundreds of migrants``: the word that counts them."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and in_list(token.head.head, "quantity_nouns"):
        return token.head.head
    return token


def _beside(token: Token) -> list[Token]:
    """The apposition that names or describes the same person."""
    found = [t for t in token.children if t.dep_ == "appos" and t.pos_ in {"PROPN", "NOUN"} and t.ent_type_ != "GPE"]
    if token.lower_ == "one":
        found += [t for some in objects_of(token, {"of"}) for t in some.children if t.dep_ == "appos"]
    return [t for t in found if not _is_someone_else(token, t)][:1] or _described(token) or _owner(token)


def _is_someone_else(token: Token, beside: Token) -> bool:
    apart = _is_numbered(token) and _is_numbered(beside)
    return apart or is_next_name(token, beside) or is_of_several(token, beside)


def _owner(token: Token) -> list[Token]:
    """Of ``the offices of the Miners' Union``: the union, which is raided as much as they are."""
    if not in_list(token, "place_nouns"):
        return []
    return [t for t in objects_of(token, {"of"}) if t.ent_type_ == "ORG" or in_list(t, "media_nouns")][:1]


def _described(token: Token) -> list[Token]:
    """Of ``Omar Daku, a nurse who``, ``Daku was a nurse who``: the name that the word tells more of."""
    if token.tag_ != "NN":
        return []
    if token.dep_ == "appos":
        return [token.head] if token.head.ent_type_ == "PERSON" else []
    if token.dep_ != "attr" or token.head.lemma_ != "be":
        return []
    subjects = antecedents(t for t in token.head.children if t.dep_ == "nsubj")
    return [t for t in subjects if t.ent_type_ == "PERSON" or t.tag_ == "NN" and is_person(t)][:1]


def _is_numbered(token: Token) -> bool:
    """Of ``40 people, among them 12 women``: the women are some of them."""
    return any(t.dep_ == "nummod" for t in token.children)


def _is_role(token: Token, keys: frozenset[str]) -> bool:
    """Whether one person is known by a role alone ("a British photographer")."""
    return token.tag_ == "NN" and not any(key.startswith((NAMED, COUNTED)) for key in keys)


def _points_back(token: Token) -> bool:
    return token.lower_ in {"those", "these", "them", "some", "many", "most", "all"}


def _name_key(doc: Doc, start: int, end: int) -> frozenset[str]:
    last = [t.lower_ for t in doc[start:end] if t.is_alpha or "-" in t.text]
    return frozenset({NAMED + last[-1]}) if last else frozenset()


def _keys_of(token: Token, words: Words) -> frozenset[str]:
    if token.ent_type_ == "PERSON":
        return frozenset({NAMED + token.lower_})
    number = number_in(token.doc[words.start : words.end].text.lower()) if _has_number(token.doc, words) else None
    return frozenset({f"{COUNTED}{number}"} if number else {"kind:" + token.lemma_.lower()})


def _has_number(doc: Doc, words: Words) -> bool:
    return any(t.like_num or t.lower_ in NUMBERS for t in doc[words.start : words.end])


def one_each(tokens: tuple[Token, ...], cast: Cast, *, does: bool = False) -> tuple[Someone, ...]:
    """Each different someone that the words stand for, once; ``does`` of those who do an act."""
    found: list[Someone] = []
    for token in tokens:
        who = someone(token, cast, does=does)
        same = next((i for i, other in enumerate(found) if _is_same(who, other, cast.doc)), None)
        if same is None:
            found.append(who)
        else:
            found[same] = both(found[same], who)
    return tuple(found)


def _is_same(left: Someone, right: Someone, doc: Doc) -> bool:
    """Whether words for one act stand for the same: not ``two nurses and two teachers``, nor brothers of one name."""
    one, two = (_full_name(who, doc) for who in (left, right))
    shared = any(not key.startswith(COUNTED) for key in left.keys & right.keys)
    return shared and (not one or not two or one[0] == two[0])


def _full_name(who: Someone, doc: Doc) -> list[str]:
    """The words of the name that is told first of all, without title and role; none where it is no name in full."""
    names = [[t.lower_ for t in doc[w.start : w.end] if t.ent_type_ == "PERSON"] for w in who.phrases]
    return next((name for name in names if len(name) > 1), [])


def naming(tokens: tuple[Token, ...], cast: Cast) -> tuple[Words, ...]:
    """The phrases that name those who speak, without what describes them."""
    found = [
        phrase
        for who in one_each(spoken_by(tokens, cast), cast)
        for phrase in who.phrases[:1] + _names_in(who, cast.doc)
    ]
    return tuple(dict.fromkeys(found))


def _names_in(who: Someone, doc: Doc) -> tuple[Words, ...]:
    pointed = who.phrases[1:] if doc[who.phrases[0].head].pos_ == "PRON" else ()
    return pointed or tuple(w for w in who.phrases[1:] if doc[w.head].ent_type_ in {"PERSON", "ORG"})


def both(left: Someone, right: Someone) -> Someone:
    """One someone with the phrases of two."""
    phrases = tuple(dict.fromkeys((*left.phrases, *right.phrases)))
    return Someone(phrases, left.keys | right.keys, left.anaphor and right.anaphor, left.role_only and right.role_only)


def to_claim(frame: Frame, doc: Doc, passage: Passage, score: float, found_by: str) -> Claim:
    """The frame as a claim: every value with its span."""
    mentions = [to_mention(doc, passage.text, words, "trigger", 0) for words in frame.triggers]
    mentions += _of_people(doc, passage.text, frame.victims, "victim")
    mentions += _of_people(doc, passage.text, frame.perpetrators, "perpetrator")
    mentions += _of_places(frame.places)
    mentions += [Mention("when", 0, date.text, date.span) for date in frame.when]
    plain: tuple[tuple[Role, tuple[Words, ...]], ...] = (
        ("said_by", frame.said_by),
        ("loaded", frame.loaded),
        ("purpose", frame.purpose),
        ("demand", frame.demand),
    )
    mentions += [to_mention(doc, passage.text, words, role, 0) for role, phrases in plain for words in phrases]
    unique = tuple(dict.fromkeys(mentions))
    return Claim(passage.id, passage.source_id, frame.act, unique, frame.stance, score, found_by)


def _of_places(places: tuple[Mention, ...]) -> Iterator[Mention]:
    """The mentions with a number for each place; "the country" goes with the name before it."""
    numbers: dict[str, int] = {}
    for place in places:
        key = key_of(place)
        points = numbers and key in POINTING
        number = max(numbers.values()) if points else numbers.setdefault(key, len(numbers))
        yield Mention("place", number, place.text, place.span)


def _of_people(doc: Doc, text: str, people: tuple[Someone, ...], role: Role) -> list[Mention]:
    return [to_mention(doc, text, words, role, i) for i, who in enumerate(people) for words in who.phrases]


def is_plain_noun(token: Token) -> bool:
    """Whether a trigger only names the act ("the arrest"), so that it may point back to one told before."""
    done_here = token.dep_ == "dobj" and in_list(token.head, "light_verbs")
    return token.pos_ in {"NOUN", "PROPN"} and not done_here and not in_list(token, "person_nouns")
