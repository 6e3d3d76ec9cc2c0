"""Whom a pronoun or a short name points at, by rules of nearness, number and sex inside the report."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from khronika.extract.quotes import Quotes
from khronika.extract.words import in_list, is_person
from khronika.lexicon.bodies import bodies_in
from khronika.model.claims import Span as TextSpan

_MAN, _WOMAN = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SELF = frozenset({"i", "me", "my", "mine", "myself"})
_REACH = 4
_FORCES = 90
_DOING = frozenset({"nsubj", "nsubjpass", "pobj", "conj"})
_TITLES = {"mr": "man", "mrs": "woman", "ms": "woman", "miss": "woman", "mr.": "man", "mrs.": "woman", "ms.": "woman"}


def _parts(name: Span) -> list[str]:
    return [t.lower_ for t in name if t.is_alpha or "-" in t.text]


def _names_site(name: Span) -> bool:
    """Of ``Tal Kayf prison``: whether it is the prison that is called so."""
    after = name.doc[name.end] if name.end < len(name.doc) else None
    return after is not None and after.pos_ in {"NOUN", "PROPN"} and after.lower_ in _SITES


_SITES = frozenset("prison jail prisons camp hospital street road square district province airport university".split())


@dataclass(frozen=True)
class Cast:
    """The people named in one text, for asking who is meant by a word."""

    doc: Doc
    places: tuple[TextSpan, ...] = ()

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Every name of a person, in order of the text, and every last name of such a person standing alone."""
        known = {(span.start_char, span.end_char) for span in self._people}
        inside = {i for span in self._people for i in range(span.start, span.end)}
        alone = (t for t in self.doc if t.pos_ == "PROPN" and t.i not in inside and t.lower_ in self.full)
        short = [self.doc[t.i : t.i + 1] for t in alone if t.dep_ not in {"compound", "nmod"}]
        more = [span for span in short if (span.start_char, span.end_char) not in known]
        return tuple(sorted([*self._people, *more], key=lambda span: span.start))

    @cached_property
    def _people(self) -> tuple[Span, ...]:
        """The names that the parser knows for those of people; a single word that is a place of the text is none."""
        known = {(span.start, span.end) for span in self.places}
        people = [e for e in self.doc.ents if e.label_ == "PERSON" and e.text[:1].isupper()]
        sites = {e.text for e in people if _names_site(e)}
        return tuple(e for e in people if e.text not in sites and (e.start_char, e.end_char) not in known)

    @cached_property
    def full(self) -> dict[str, Span]:
        """Part of a name that may stand alone, lower case -> the first full mention: last names, then first names."""
        whole = [name for name in self._people if len(_parts(name)) > 1]
        found: dict[str, Span] = {}
        for name in whole:
            found.setdefault(_parts(name)[-1], name)
        for name in whole:
            if _parts(name)[0] not in _TITLES:
                found.setdefault(_parts(name)[0], name)
        return found

    @cached_property
    def sexes(self) -> dict[str, str]:
        """Last part of a name -> sex, where titles or the pronouns right after it tell."""
        votes: dict[str, Counter[str]] = {}
        for name in self.names:
            sex = self._title(name) or self._pronoun_after(name)
            if sex:
                votes.setdefault(self._key(name), Counter())[sex] += 1
        return {last: count.most_common(1)[0][0] for last, count in votes.items()}

    def _title(self, name: Span) -> str | None:
        before = self.doc[name.start - 1].lower_ if name.start else ""
        return _TITLES.get(before) or _TITLES.get(name[0].lower_)

    def _pronoun_after(self, name: Span) -> str | None:
        for token in self.doc[name.end : name.end + 25]:
            if token.ent_type_ == "PERSON":
                return None
            if token.lower_ in _MAN | _WOMAN:
                return "man" if token.lower_ in _MAN else "woman"
        return None

    @cached_property
    def main(self) -> Span | None:
        """The full name that the report speaks of most, if it does so more than once."""
        count = Counter(self._key(name) for name in self.names)
        best = [key for key, n in count.most_common(1) if n > 1]
        return self.full.get(best[0]) if best else None

    @cached_property
    def main_key(self) -> str | None:
        """The key by which the main person is known in frames."""
        return f"name:{self._key(self.main)}" if self.main is not None else None

    def _key(self, name: Span) -> str:
        """The last name of whoever is named, also where only a first name stands."""
        parts = _parts(name)
        if len(parts) == 1 and parts[0] in self.full:
            return _parts(self.full[parts[0]])[-1]
        return parts[-1] if parts else name[-1].lower_

    def named(self, token: Token) -> Span | None:
        """The first full naming of the person whose short name stands here; None if it is no short name."""
        if token.ent_type_ == "PERSON" or token.pos_ == "PROPN":
            there = self.full.get(token.lower_)
            if there is not None and not there.start <= token.i < there.end and not _is_namesake(token, there):
                return there
        return None

    def meant(self, token: Token) -> Token | None:
        """The word that a pronoun points back to, or None where nothing fits."""
        low = token.lower_
        if low in _SELF:
            return self._speaker(token)
        if low in _MAN or low in _WOMAN:
            return self._one(token, "man" if low in _MAN else "woman")
        if low in _MANY:
            return self._many(token)
        return self._body(token) if low in {"it", "its"} else None

    def _speaker(self, token: Token) -> Token | None:
        """Who says ``I`` or ``me`` in direct speech."""
        said = self.quotes.speaker_of(token)
        return said[0] if len(said) == 1 and said[0].lower_ not in _SELF else None

    @cached_property
    def quotes(self) -> Quotes:
        """The direct speech of the text."""
        return Quotes(self.doc)

    def doer(self, token: Token) -> Token | None:
        """Who is meant by a ``they`` that does an act: the force or the fighters last told of, else as elsewhere."""
        if is_the_group(token):
            return self._named_force(token)
        if token.lower_ not in {"they", "them", "their"}:
            return self.meant(token)
        done_to = {t.lemma_.lower() for t in token.head.children if t.dep_ in {"dobj", "pobj"}}
        for other in reversed(self.doc[max(0, token.i - _FORCES) : token.i]):
            if is_force(other) and other.dep_ in _DOING and other.lemma_.lower() not in done_to:
                return other
        return self.meant(token)

    def _named_force(self, token: Token) -> Token | None:
        """The armed group that is named most before ``the group``."""
        named = [e for e in self.doc.ents if e.end <= token.i and e.label_ in {"ORG", "NORP", "PERSON"}]
        armed = [e for e in named if any(b.kind == "armed_group" for b, _, _ in bodies_in(e.text))]
        most = Counter(e.text for e in armed).most_common(1)
        return next((e.root for e in reversed(armed) if e.text == most[0][0]), None)

    def _body(self, token: Token) -> Token | None:
        """The body or state last named as a subject before the word."""
        for other in reversed(self.doc[max(0, token.i - 40) : token.i]):
            if other.ent_type_ in {"ORG", "GPE"} and other.dep_ in {"nsubj", "nsubjpass"}:
                return other
        return None

    def _one(self, token: Token, sex: str) -> Token | None:
        before = [n for n in self.names if n.end <= token.i and self._near(n.root, token)]
        fit = [n for n in before if self.sexes.get(self._key(n), sex) == sex and not self._bound(n.root, token.head)]
        best = max(fit, key=lambda name: (self._weight(name, token), name.start), default=None)
        return best.root if best is not None else None

    def _weight(self, name: Span, token: Token) -> int:
        """Nearness, with the person that the report is about and subjects before others, and speakers after."""
        weight = self._sentence(name.root) - self._sentence(token)
        weight += 3 * (self.main_key == f"name:{self._key(name)}")
        weight += 2 * (name.root.dep_ in {"nsubj", "nsubjpass"}) - (name.root.dep_ in {"pobj", "conj", "poss"})
        return weight - 2 * self._speaks(name.root) * (-1 if self._speaks(token) else 1)

    def _near(self, before: Token, token: Token) -> bool:
        return self._sentence(token) - self._sentence(before) <= _REACH

    @cached_property
    def _sentences(self) -> list[int]:
        numbers, number = [], -1
        for token in self.doc:
            number += bool(token.is_sent_start)
            numbers.append(number)
        return numbers

    def _sentence(self, token: Token) -> int:
        return self._sentences[token.i]

    def _bound(self, name: Token, verb: Token) -> bool:
        """Whether both hang on one verb: then a plain pronoun means somebody else."""
        return name.head.i == verb.i and verb.pos_ == "VERB" and name.dep_ in {"nsubj", "dobj"}

    def _many(self, token: Token) -> Token | None:
        low = max(0, token.i - 80)
        for other in reversed(self.doc[low : token.i]):
            if other.head.i == token.head.i and other.dep_ in {"nsubj", "nsubjpass"} and token.dep_ == "dobj":
                continue
            if (
                other.dep_ != "nummod"
                and other.tag_ in {"NNS", "NNPS", "CD"}
                and is_person(other)
                and not self._speaks(other)
            ):
                return other.head if other.dep_ == "conj" and is_person(other.head) else other
        return None

    def _speaks(self, token: Token) -> bool:
        if token.dep_ == "pobj" and token.head.head.lower_ == "according":
            return True
        return token.dep_ == "nsubj" and in_list(token.head, "say_verbs")

    def definite(self, token: Token) -> Span | None:
        """The main person, where ``the journalist`` or ``his client`` stands for that name."""
        if token.tag_ != "NN" or not is_person(token) or self.main is None or token.i < self.main.start:
            return None
        if in_list(token, "group_nouns") or in_list(token, "quantity_nouns") or _is_another(token):
            return None
        marked = any(t.lower_ in {"the", "his", "her"} and t.dep_ in {"det", "poss"} for t in token.children)
        office = in_list(token, "security_nouns") or in_list(token, "state_nouns")
        plain = in_list(token, "person_nouns") and not office
        return self.main if marked and plain else None

    def counted(self, token: Token) -> Token | None:
        """Of ``the students``: those counted before ("46 students"), if they are the only ones of the kind."""
        if token.tag_ != "NNS" or token.pos_ != "NOUN" or [t.lower_ for t in token.lefts] not in _POINTING:
            return None
        before = [t for t in self._counted.get(token.lemma_.lower(), ()) if t.i < token.i]
        figures = {" ".join(c.lower_ for c in t.lefts if c.dep_ == "nummod") for t in before}
        return before[0] if len(figures) == 1 else None

    @cached_property
    def _counted(self) -> dict[str, list[Token]]:
        """Kind of people -> the words for them that carry a number."""
        found: dict[str, list[Token]] = {}
        for token in self.doc:
            if token.tag_ == "NNS" and any(t.dep_ == "nummod" for t in token.lefts) and is_person(token):
                found.setdefault(token.lemma_.lower(), []).append(token)
        return found


def _is_namesake(token: Token, there: Span) -> bool:
    """Of ``Mona Idris`` after ``Omar Idris``: whether a first name of its own stands before the last name."""
    own = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i] if t.ent_type_ == "PERSON" and t.head == token]
    first = [part for part in own if part not in _TITLES]
    return bool(first) and first[0] not in _parts(there)


_POINTING = (["the"], ["these"], ["those"])


def is_the_group(token: Token) -> bool:
    """Of ``the group has killed``: a body of fighters told of before."""
    beside = [
        t for t in token.children if t.dep_ in {"det", "amod", "compound", "nmod", "poss", "nummod", "prep", "appos"}
    ]
    return token.lower_ in {"group", "militia", "sect"} and [t.lower_ for t in beside] == ["the"]


def is_force(token: Token) -> bool:
    """Whether the word stands for several who use force: police, soldiers, gunmen, abductors."""
    many = token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"police", "army", "military", "militia", "gendarmerie"}
    listed = in_list(token, "security_nouns") or in_list(token, "armed_nouns") or token.lemma_.lower() in _CAPTORS
    return many and listed and token.pos_ in {"NOUN", "PROPN"}


_CAPTORS = frozenset({"captor", "abductor", "kidnapper", "attacker", "assailant", "authority", "thug"})


def _is_another(token: Token) -> bool:
    """Of ``the US ambassador``, ``the opposition politician Omar Daku``: one of another kind, or named beside it."""
    told = {"compound", "nmod", "amod", "appos", "relcl", "acl", "nummod"}
    aged = frozenset({"old", "young", "detained", "jailed", "imprisoned", "prominent", "veteran", "year"})
    named = token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
    return named or any(t.dep_ in told and t.lemma_.lower() not in aged and not t.is_punct for t in token.children)
