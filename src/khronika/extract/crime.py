"""Whether a text tells of ordinary crime, which is no violation by those who rule or fight."""

from spacy.tokens import Doc

from khronika.extract.words import in_list


def is_ordinary_crime(doc: Doc) -> bool:
    """Whether words of crime outweigh words of rights, politics and war in the text."""
    crime = sum(in_list(token, "crime_words") for token in doc if token.is_alpha)
    rights = len({token.lemma_.lower() for token in doc if token.is_alpha and in_list(token, "rights_words")})
    return crime >= 2 and rights <= 2
