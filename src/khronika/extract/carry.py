"""What one sentence says for the next: victims, days and places that hold for later acts until replaced."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.days import day_elsewhere
from khronika.extract.frames import Frame, names_of
from khronika.extract.where_when import Setting
from khronika.extract.whereabouts import Whereabouts
from khronika.lexicon.acts import ACTS
from khronika.lexicon.numbers import number_in
from khronika.model.claims import Mention

_PERIOD = frozenset({"past", "few", "recent", "weeks", "months", "days", "years", "recently"})
_DURING = frozenset({"integrity", "life", "property", "privacy"})
_MANY = 200
_MANY_PLACES = 3


def share_victims(frames: Sequence[Frame], doc: Doc) -> list[Frame]:
    """Frames without victims take those of the frame before them in the same sentence."""
    shared: list[Frame] = []
    for frame in frames:
        before = shared[-1] if shared else None
        near = before is not None and doc[before.start].sent == doc[frame.start].sent
        if (
            before is not None
            and near
            and not (frame.victims or frame.nominal)
            and "intervention" not in {frame.act, before.act}
        ):
            frame = replace(frame, victims=before.victims)
        shared.append(frame)
    return shared


def carried(
    frames: Sequence[Frame], doc: Doc, setting: Setting, whereabouts: Whereabouts | None = None
) -> Iterator[Frame]:
    """Yield the frames with days and places that the report states for them elsewhere.

    ``whereabouts`` chooses the likeliest place for an act that has none by then.
    """
    period = _period(frames)
    for number, frame in enumerate(frames):
        head, last = doc[frame.triggers[0].head], frames[number - 1] if number else None
        places, when = frame.places, frame.when
        if frame.act != "intervention":
            before = _same_person_before(frames[:number], frame, doc)
            places = places or (before.places if before else ()) or _place_elsewhere(frame, head, setting, whereabouts)
            when = when or (before.when if before else ()) or (period if frame.stance != "denied" else ())
        when = when or day_elsewhere(frame, last, head, setting)
        yield as_campaign(replace(frame, places=places, when=when), doc)


def _place_elsewhere(
    frame: Frame, head: Token, setting: Setting, whereabouts: Whereabouts | None
) -> tuple[Mention, ...]:
    """The place of the heading above an act, or the likeliest of the text."""
    above = setting.heading_place(head) if frame.stance not in {"denied", "negated"} else ()
    return above or (whereabouts.place_of(frame) if whereabouts is not None else ())


def _period(frames: Sequence[Frame]) -> tuple[Mention, ...]:
    """The stretch of time with which a report opens ("in the past few weeks"): its undated acts lie in it."""
    first = next((frame for frame in frames if frame.act != "intervention"), None)
    told = (
        first is not None and not first.nominal and any(_PERIOD & set(date.text.lower().split()) for date in first.when)
    )
    return first.when if first is not None and told else ()


def _same_person_before(frames: Sequence[Frame], frame: Frame, doc: Doc) -> Frame | None:
    """The last act told of the same named person in the same paragraph, for what was done in the course of it."""
    if not frames or ACTS[frame.act].group not in _DURING:
        return None
    before, names = frames[-1], names_of(frame.victims)
    same_paragraph = not any("\n" in token.text for token in doc[before.start : frame.start])
    return before if names & names_of(before.victims) and same_paragraph else None


def as_campaign(frame: Frame, doc: Doc) -> Frame:
    """Arrests of very many people, or in several places, as the mass round-up that they are."""
    if frame.act != "arrest":
        return frame
    texts = [doc[words.start : words.end].text.lower() for who in frame.victims for words in who.phrases]
    many = any("large number" in text or (number_in(text) or 0) >= _MANY for text in texts)
    vague = any(word in text.split() for text in texts for word in ("hundreds", "thousands"))
    return replace(frame, act="mass_arrest") if many or vague or len(frame.places) >= _MANY_PLACES else frame
