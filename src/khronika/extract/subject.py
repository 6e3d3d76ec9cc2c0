"""Whether a text is about ordinary crime or sport, whose words for arrest, attack and threat tell of no violation."""

from spacy.tokens import Doc

from khronika.extract.words import in_list


def is_off_subject(doc: Doc) -> bool:
    """Whether words of crime and sport stand in it, and hardly a word of rights, politics or war."""
    ordinary = sum(in_list(token, "crime_words") or in_list(token, "sport_words") for token in doc if token.is_alpha)
    rights = len({token.lemma_.lower() for token in doc if token.is_alpha and in_list(token, "rights_words")})
    return ordinary >= 2 and rights <= 2
