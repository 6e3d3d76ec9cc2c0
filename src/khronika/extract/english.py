"""English: from a passage to claims, by rules over the dependency parse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.act import act_of
from khronika.extract.answers import all_appeals
from khronika.extract.carry import carried, share_victims
from khronika.extract.coref import Cast
from khronika.extract.dates import find_dates
from khronika.extract.doers import with_doers
from khronika.extract.figures import by_figure
from khronika.extract.frames import Frame, Someone, is_plain_noun, naming, one_each, to_claim
from khronika.extract.mentions import Words
from khronika.extract.occasions import merge
from khronika.extract.other_senses import is_done_by_writer
from khronika.extract.parse import parse, without
from khronika.extract.places import find_places
from khronika.extract.purpose import purpose_of, purpose_victims
from khronika.extract.quotes import Quotes
from khronika.extract.roles import court_of, parties_of
from khronika.extract.score import LEAST, backdrop, chance
from khronika.extract.sense import is_meant
from khronika.extract.sites import find_sites
from khronika.extract.stance import Told, told
from khronika.extract.subject import is_off_subject
from khronika.extract.triggers import Trigger, find_triggers
from khronika.extract.verbs import Parties
from khronika.extract.where_when import Setting
from khronika.extract.whereabouts import Whereabouts
from khronika.extract.words import NOBODY, in_list, known_names
from khronika.lexicon.acts import ACTS
from khronika.model.claims import Claim, Stance
from khronika.model.evidence import Passage

NAME = "english-rules@1"


def find_claims(passage: Passage) -> Iterator[Claim]:
    """Yield the claims of an English passage. Silence means that no act of the list is told, or none likely enough."""
    doc = parse(without(passage.text, passage.aside))
    of_text = backdrop(doc)
    for frame in find_frames(doc, passage.title or ""):
        score = chance(frame, doc, of_text)
        if score >= LEAST:
            yield to_claim(frame, doc, passage, round(score, 3), NAME)


def find_frames(doc: Doc, title: str = "", *, infer: bool = True) -> tuple[Frame, ...]:
    """The claims of a parsed text, in the making; none in a report of ordinary crime or sport.

    ``infer`` says that an act whose own words name no doer, or no place, is given the likeliest of the text.
    """
    triggers = find_triggers(doc)
    setting, cast, quotes = scene_of(doc, triggers)
    found = list(_told_by_words(triggers, doc, cast, quotes, setting))
    if not triggers or is_off_subject(doc, found):
        return ()
    appeals = [f for f in all_appeals(doc, cast, quotes, setting) if found or _is_about_acts(f, doc, triggers)]
    ordered = sorted([*found, *appeals], key=lambda frame: frame.start)
    merged = [f for f in merge(share_victims(ordered, doc), doc, cast.main_key) if not _is_bare(f)]
    frames = with_doers(merged, doc, cast) if infer else merged
    return tuple(carried(frames, doc, setting, Whereabouts(doc, setting, frames, title) if infer else None))


def scene_of(doc: Doc, triggers: Sequence[tuple[Trigger, ...]]) -> tuple[Setting, Cast, Quotes]:
    """The places and days of a text, the people in it, and who speaks."""
    acts = frozenset(trigger.head for senses in triggers for trigger in senses)
    text, places = doc.text, find_places(doc)
    setting = Setting(doc, places, find_dates(text), acts, find_sites(doc, text, places))
    cast = Cast(doc, tuple(place.span for place in setting.places))
    known_names(doc).update(cast.full)
    return setting, cast, cast.quotes


# done by a court, wherever in the sentence it is named
_IN_COURT = frozenset({"sentence", "death_sentence", "charge", "denial_of_counsel", "release"})
_MEANS = frozenset({"harassment", "other_violation"})
_TOUCHED_ON = frozenset({"charge", "censorship", "other_violation", "harassment", "dispersal", "surveillance"})


def _is_bare(frame: Frame) -> bool:
    """Of "the indictment", "war crimes", once and with nobody, nowhere, at no time: only touched on."""
    told = frame.victims or frame.perpetrators or frame.places or frame.when
    return frame.nominal and len(frame.triggers) == 1 and not told and frame.act in _TOUCHED_ON


def _is_about_acts(appeal: Frame, doc: Doc, triggers: Sequence[tuple[Trigger, ...]]) -> bool:
    """Whether an appeal in a report that tells of no act itself asks for something about such acts."""
    sentence = doc[appeal.start].sent
    acts = {trigger.act for senses in triggers for trigger in senses if sentence.start <= trigger.start < sentence.end}
    return any(ACTS[act].group in _BODILY for act in acts)


def _told_by_words(
    triggers: Sequence[tuple[Trigger, ...]], doc: Doc, cast: Cast, quotes: Quotes, setting: Setting
) -> Iterator[Frame]:
    """What the words tell, each word in one pattern: the longest that means its act, in the first sense that fits."""
    taken: set[int] = set()
    for senses in triggers:
        if not taken.isdisjoint(senses[0].words):
            continue
        meant = [
            (t, parties) for t in senses for parties in [_parties(t, doc[t.head])] if _means(t, doc, parties, quotes)
        ]
        if meant:
            taken |= senses[0].words
        told_in = (tuple(_frames(t, parties, doc, cast, quotes, setting)) for t, parties in meant)
        yield from next((frames for frames in told_in if frames), ())


def _parties(trigger: Trigger, head: Token) -> Parties:
    parties = parties_of(head)
    if not parties.victims:
        parties = parties + Parties(purpose_victims(head))
    return parties + Parties((), court_of(head)) if trigger.act in _IN_COURT else parties


def _means(trigger: Trigger, doc: Doc, parties: Parties, quotes: Quotes) -> bool:
    """Whether the act itself is meant, and not done by who writes."""
    head = doc[trigger.head]
    told_by_writer = is_done_by_writer(parties) and quotes.inside(head) is None
    return not told_by_writer and is_meant(trigger, head, parties)


def _frames(
    trigger: Trigger, parties: Parties, doc: Doc, cast: Cast, quotes: Quotes, setting: Setting
) -> Iterator[Frame]:
    head = doc[trigger.head]
    how = told(head, quotes)
    if how is None or how.stance == "threatened" and _is_aim_alone(trigger, head):
        return
    frame = Frame(
        act_of(trigger.act, head, parties),
        (Words(trigger.start, trigger.end, trigger.head),),
        _stance(trigger, how, doc),
        victims=_victims(trigger.act, _not_own(parties, cast), cast),
        perpetrators=one_each(parties.perpetrators, cast, does=True),
        places=setting.places_of(head),
        when=setting.date_of(head),
        said_by=naming(how.said_by, cast),
        loaded=_loaded(head),
        purpose=purpose_of(head),
        nominal=is_plain_noun(head),
    )
    yield from by_figure(frame, head, setting, cast)


def _is_aim_alone(trigger: Trigger, head: Token) -> bool:
    """Of ``to silence critics``, which tells why they were arrested; of ``to be freed``, which is a hope."""
    return trigger.act == "release" or trigger.act in _MEANS and not is_plain_noun(head)


def _not_own(parties: Parties, cast: Cast) -> Parties:
    """Of ``were held when gunmen attacked their bus``: the bus of those held, and not of the gunmen."""
    doers = {t.i for t in parties.perpetrators}
    found = tuple(_other_than(t, doers, cast) for t in parties.victims)
    return replace(parties, victims=found) if found != parties.victims else parties


def _other_than(victim: Token, doers: set[int], cast: Cast) -> Token:
    meant = cast.meant(victim) if victim.dep_ == "poss" else None
    if meant is None or meant.i not in doers:
        return victim
    above = next((t for t in victim.ancestors if t.dep_ == "advcl"), None)
    subjects = [t for t in above.head.children if t.dep_ in {"nsubj", "nsubjpass"}] if above is not None else []
    return subjects[0] if subjects else victim


def _stance(trigger: Trigger, how: Told, doc: Doc) -> Stance:
    """How the act is told; a "not" that is part of the act's own words ("is not treated") denies nothing."""
    own = any(doc[i].dep_ == "neg" or doc[i].lower_ in _NOES for i in range(trigger.start, trigger.end))
    if own and how.stance in {"negated", "denied"}:
        return "reported" if how.said_by else "asserted"
    return how.stance


_NOES = frozenset({"no", "nobody", "nothing", "none", "never"})


def _victims(act: str, parties: Parties, cast: Cast) -> tuple[Someone, ...]:
    things = tuple(t for t in parties.things if _bears(t, act))
    known = tuple(t for t in parties.victims if t.lower_ not in NOBODY)
    people = tuple(t for t in known if t.ent_type_ != "ORG") if ACTS[act].group in _BODILY else ()
    return one_each(people or known or things, cast)


def _bears(thing: Token, act: str) -> bool:
    """Whether what an act is done to stands among its victims: places, outlets, bodies; of acts on things, anything."""
    listed = any(in_list(thing, name) for name in ("place_nouns", "media_nouns"))
    return listed or thing.ent_type_ == "ORG" or act in _ON_THINGS and thing.pos_ in {"NOUN", "PROPN"}


_ON_THINGS = frozenset({"raid", "destruction", "attack", "surveillance"})
# Acts done to people: an organisation named beside them is no victim of its own.
_BODILY = frozenset({"liberty", "integrity", "life"})


def _loaded(head: Token) -> tuple[Words, ...]:
    """Loaded words of the sentence, neighbours as one phrase ("mullahs' regime")."""
    found: list[Words] = []
    for token in head.sent:
        if not in_list(token, "loaded_words"):
            continue
        if found and token.i - found[-1].end <= 1:
            found[-1] = Words(found[-1].start, token.i + 1, token.i)
        else:
            found.append(Words(token.i, token.i + 1, token.i))
    return tuple(found)
