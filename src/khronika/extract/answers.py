"""All appeals of a text: those that a rule finds, and what only a word of answer tells, where it is likely one."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from khronika.extract.answer_chance import asked_by, chance, features
from khronika.extract.answer_words import Answer, answers_in
from khronika.extract.appeals import find_appeals
from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, naming, one_each
from khronika.extract.judgements import find_judgements
from khronika.extract.mentions import Words
from khronika.extract.protests import find_protests
from khronika.extract.quotes import Quotes
from khronika.extract.responses import find_responses
from khronika.extract.where_when import Setting

# A claim gains more than it costs, in the mean of precision and recall, from about this chance on.
LEAST = 0.34


def all_appeals(doc: Doc, cast: Cast, quotes: Quotes, setting: Setting) -> tuple[Frame, ...]:
    """One frame for each appeal, first those of the rules."""
    told = by_rules(doc, cast, quotes, setting)
    found = [(chance(names), answer) for answer, names in further(told, doc, cast, quotes, setting)]
    likely = sorted((pair for pair in found if pair[0] >= LEAST), key=lambda pair: (not pair[1].speakers, -pair[0]))
    kept = _one_voice([answer for _, answer in likely], {doc[frame.start].sent.start for frame in told})
    return (*told, *(as_frame(answer, cast, setting) for answer in kept))


def by_rules(doc: Doc, cast: Cast, quotes: Quotes, setting: Setting) -> tuple[Frame, ...]:
    """What the rules of asking, judging, protesting and responding find."""
    return (
        *find_appeals(doc, cast, quotes, setting),
        *find_judgements(doc, cast, quotes, setting),
        *find_protests(doc, cast, setting),
        *find_responses(doc, cast, setting),
    )


def further(
    told: Sequence[Frame], doc: Doc, cast: Cast, quotes: Quotes, setting: Setting
) -> Iterator[tuple[Answer, tuple[str, ...]]]:
    """Yield each word of answer that no frame ``told`` is of, with its features."""
    taken = {frame.triggers[0].head for frame in told}
    sentences = {doc[frame.start].sent.start for frame in told}
    for answer in answers_in(doc, quotes):
        if taken.isdisjoint({answer.head.i, answer.word.i}):
            beside = answer.word.sent.start in sentences
            yield answer, features(answer, cast, quotes, setting, beside=beside)


def _one_voice(answers: Sequence[Answer], sentences: set[int]) -> Iterator[Answer]:
    """Yield the answers without those of nobody in a sentence that has one already."""
    taken = set(sentences)
    for answer in answers:
        start = answer.word.sent.start
        if answer.speakers or start not in taken:
            taken.add(start)
            yield answer


def as_frame(answer: Answer, cast: Cast, setting: Setting) -> Frame:
    """The appeal that a word of answer tells of."""
    word, head = answer.word, answer.head
    trigger = Words(min(word.i, head.i), max(word.i, head.i) + 1, head.i)
    return Frame(
        "intervention",
        (trigger,),
        "threatened" if answer.kind == "promise" else "asserted",
        victims=one_each(asked_by(answer), cast),
        when=setting.date_of(head),
        said_by=naming(answer.speakers, cast),
    )
