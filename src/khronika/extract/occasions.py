"""One occasion, one claim: frames of the same act that tell of the same occasion become one."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from khronika.extract.frames import COUNTED, NAMED, Frame, Someone, both, figures_of, keys_of, names_of
from khronika.extract.voices import is_one_voice
from khronika.lexicon.countries import country_names
from khronika.model.claims import Mention, Stance

_FAMILIES = {"mass_arrest": "arrest", "execution": "killing", "death_in_custody": "killing"}
# of two acts that are told of one occasion, the one that says more
_RANKS = {"mass_arrest": 1, "death_in_custody": 1, "execution": 2}
_FAR = 120
_BESIDE = 12  # words of one sentence: "killed him by lethal injection"


def merge(frames: Sequence[Frame], doc: Doc, main: str | None = None) -> tuple[Frame, ...]:
    """The frames with those of one occasion joined, in order of the text.

    ``main`` is the key of the person that the text speaks of most: a lone "journalist" is taken to be that person.
    """
    frames = [_as_main(frame, main) for frame in frames] if main else frames
    merged: list[Frame] = []
    for frame in frames:
        spot = _same(merged, frame, doc)
        if spot is None:
            merged.append(frame)
        else:
            merged[spot] = _join(merged[spot], frame)
    return tuple(merged)


def _as_main(frame: Frame, main: str) -> Frame:
    known = (replace(who, keys=who.keys | {main}) if who.role_only else who for who in frame.victims)
    return replace(frame, victims=tuple(known)) if frame.act != "intervention" else frame


def _same(merged: Sequence[Frame], frame: Frame, doc: Doc) -> int | None:
    for spot in range(len(merged) - 1, -1, -1):
        if _is_one(merged[spot], frame, doc):
            return spot
    return None


def _is_one(left: Frame, right: Frame, doc: Doc) -> bool:
    if family(left.act) != family(right.act) or not _stances_agree(left, right):
        return False
    if _is_one_death(left, right):
        return True
    if _is_one_state(left, right) and not _is_again(right, doc):
        return True
    if _is_again(right, doc) or not _dates_agree(left.when, right.when) or not _figures_agree(left, right):
        return False
    if left.act == "intervention":
        return is_one_voice(left.said_by, right.said_by, doc)
    if "mass_arrest" in {left.act, right.act} and not _counted(left) and not _counted(right):
        return True
    if left.victims and right.victims:
        return _share(left, right, doc) or _points_back(right)
    return _is_only_named(right) or _is_near(left, right)


def _is_only_named(frame: Frame) -> bool:
    """Whether it only names an act ("the arrests", "the indictment"), so that it points back to the one told before."""
    return frame.nominal and not (frame.victims or frame.perpetrators or frame.places or frame.when)


def _share(left: Frame, right: Frame, doc: Doc) -> bool:
    """Whether they tell of the same victims: by name or number, or by kind unless others of the kind are brought in."""
    same = keys_of(left.victims) & keys_of(right.victims)
    if _is_also(right, doc) and not any(key.startswith(NAMED) for key in same):
        return False
    if not same or any(key.startswith((NAMED, COUNTED)) for key in same):
        return bool(same)
    return not (_brings_in(right, doc) or _apart(left.places, right.places))


def _is_also(frame: Frame, doc: Doc) -> bool:
    """Of ``three nurses had also been arrested``: others than those told of before."""
    head = doc[frame.triggers[0].head]
    return head.pos_ == "VERB" and any(t.lower_ in {"also", "too", "likewise"} for t in head.children)


def _brings_in(frame: Frame, doc: Doc) -> bool:
    """Of ``some villagers``, ``a group of workers``, ``other students``: somebody new."""
    first = [doc[who.phrases[0].head] for who in frame.victims]
    marks = {t.lower_ for head in first for t in head.children if t.dep_ in {"det", "amod"} and head.tag_ in _PLURAL}
    return bool(marks & _NEW)


_PLURAL = frozenset({"NNS", "NNPS"})
_NEW = frozenset({"some", "several", "other", "many", "more", "another"})


def _apart(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Whether both are told of places, and of none in common; a country holds its towns."""
    ours, theirs = {p.text.casefold() for p in left}, {p.text.casefold() for p in right}
    vague = any(place.text in country_names() for place in (*left, *right))
    return bool(ours and theirs) and not (vague or ours & theirs)


def _is_one_death(left: Frame, right: Frame) -> bool:
    """Nobody is killed twice: the death of one named person is one occasion, whatever day stands beside it."""
    if family(left.act) != "killing":
        return False
    return bool(names_of(left.victims) & names_of(right.victims))


def _is_one_state(left: Frame, right: Frame) -> bool:
    """Whether both tell that one named person is held, which lasts: days beside it do not make it two."""
    held = left.act == right.act == "detention"
    return held and bool(names_of(left.victims) & names_of(right.victims))


def _is_again(frame: Frame, doc: Doc) -> bool:
    """Whether it tells of one more occasion ("was arrested again")."""
    return any(t.lower_ in {"again", "anew"} and t.dep_ == "advmod" for t in doc[frame.triggers[0].head].children)


def _rank(act: str) -> int:
    return _RANKS.get(act, 0)


def family(act: str) -> str:
    """The act under which it is merged: a mass round-up is arrests."""
    return _FAMILIES.get(act, act)


def _stances_agree(left: Frame, right: Frame) -> bool:
    open_ones = {"asserted", "reported"}
    return left.stance == right.stance or {left.stance, right.stance} <= open_ones


def _counted(frame: Frame) -> bool:
    """Whether its victims are known one by one or by number, so that they can be told apart from others."""
    return bool(names_of(frame.victims) | figures_of(frame.victims))


def _figures_agree(left: Frame, right: Frame) -> bool:
    one, two = (figures_of(frame.victims) for frame in (left, right))
    return not (one and two) or bool(one & two)


def _points_back(frame: Frame) -> bool:
    return all(who.anaphor for who in frame.victims)


def _is_near(left: Frame, right: Frame) -> bool:
    apart = right.start - left.triggers[-1].start
    return apart < (_FAR if right.nominal or left.nominal else _FAR // 2)


def _dates_agree(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    if not left or not right:
        return True
    return any(_words(a) <= _words(b) or _words(b) <= _words(a) for a in left for b in right)


def _words(date: Mention) -> set[str]:
    return set(date.text.lower().replace(",", " ").split()) - {"on", "the", "in", "last", "of"}


def _fuller(left: tuple[Mention, ...], right: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of ``in 2019`` and ``in October 2019`` the one that says more; of others the first."""
    if not left or not right:
        return left or right
    return right if _words(left[0]) < _words(right[0]) else left


def _join(left: Frame, right: Frame) -> Frame:
    act = _act_of(left, right)
    stance = _stance_of(left, right)
    return replace(
        left,
        act=act,
        triggers=_clearest_first((*left.triggers, *right.triggers), left, right),
        stance=stance,
        victims=_people(left.victims, right.victims),
        perpetrators=_people(left.perpetrators, right.perpetrators),
        places=max(left.places, right.places, key=len),
        when=_fuller(left.when, right.when),
        said_by=() if stance == "asserted" and act != "intervention" else (*left.said_by, *right.said_by),
        loaded=(*left.loaded, *right.loaded),
        purpose=(*left.purpose, *right.purpose),
        demand=left.demand or right.demand,
        nominal=left.nominal and right.nominal,
    )


def _act_of(left: Frame, right: Frame) -> str:
    """The act that says more; who was killed was executed only where the clearer of the two words says so."""
    beside = right.start - left.triggers[-1].start < _BESIDE
    if {left.act, right.act} == {"killing", "execution"} and not beside:
        return right.act if left.nominal and not right.nominal else left.act
    return max(left.act, right.act, key=_rank)


def _stance_of(left: Frame, right: Frame) -> Stance:
    """How both together are told: a bare noun ("the alleged torture") does not make a fact of what somebody reports."""
    if left.nominal != right.nominal and left.act != "intervention":
        return right.stance if left.nominal else left.stance
    return "asserted" if "asserted" in {left.stance, right.stance} else left.stance


def _clearest_first(triggers: tuple, left: Frame, right: Frame) -> tuple:  # type: ignore[type-arg]
    return triggers if not left.nominal or right.nominal else (*right.triggers, *left.triggers)


def _people(left: tuple[Someone, ...], right: tuple[Someone, ...]) -> tuple[Someone, ...]:
    found = list(left)
    for who in right:
        spot = next((i for i, other in enumerate(found) if other.keys & who.keys), None)
        if spot is not None:
            found[spot] = both(found[spot], who)
        elif not (who.anaphor and found):
            found.append(who)
    return tuple(found)
