"""The grammar of English date expressions: rule id -> pattern.

In a pattern a blank stands for white space inside a paragraph, and ``<name>`` for a fragment. Patterns ignore
case, except that names of months and weekdays must begin with a capital. Rules whose id starts with a word of
``UNDATED`` name no day.
"""

from collections.abc import Iterable

from khronika.lexicon.calendars import latin_table
from khronika.lexicon.date_words import (
    DAY_PARTS,
    DECADES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)

UNDATED = ("duration", "set", "clock", "vague")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_ERAS = r"A\.H\.|AH|A\.P\.|AP|S\.H\.|SH|H\.S\.|HS|A\.D\.|AD|C\.E\.|CE|[Ss]olar|[Ll]unar|[Hh]ijri|[Ss]hamsi"

_SPELT = [word for word in NUMBERS if word not in {"a", "an", "dozen", "couple", "hundred"}]
_SPELT_TENS = [word for word in _SPELT if word.endswith("ty")]

UNIT = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centurie|century"

FRAGMENTS: dict[str, str] = {
    "full_month": f"(?P<month>{any_of(MONTHS)})",
    "month": rf"(?P<month>{any_of(MONTHS)}|(?:{any_of(SHORT_MONTHS)})\b\.?)",
    "jalali_month": rf"(?P<jalali>{latin_table('jalali').pattern})\b",
    "hijri_month": rf"(?P<hijri>{latin_table('hijri').pattern})\b",
    "holiday": rf"(?P<holiday>{latin_table('holiday').pattern})\b",
    "any_year": (
        r"(?P<year>1[2-5]\d\d|19\d\d|20\d\d|(?:['’]\d\d|[4-9]\d|0\d)"
        r"(?![\d:%]| (?:people|men|women|prisoners|detainees)))"
    ),
    "no_street": r"(?! (?-i:Street|Square|Avenue|Boulevard|Bridge|Hospital|Stadium|University|School|Park|Metro|Prison|City))",
    "old_year": r"(?P<year>1[2-4]\d\d)",
    "era": rf"(?:,? ?\(?(?-i:(?P<era>{_ERAS}))(?!\w)\)?)?",
    "in_month": (
        r"(?:(?:<third>|(?<=\bin\x20)|(?<=during\x20)|(?<=since\x20)|(?<=until\x20)|(?<=throughout\x20)|(?<=for\x20))"
        r"(?:(?:the )?(?:holy |fasting )?month of |last |this )?|(?:the )?(?:holy |fasting )?month of )"
    ),
    "weekday": f"(?P<weekday>{any_of(WEEKDAYS)})",
    "on_weekday": rf"(?:(?:{any_of(WEEKDAYS)}|(?:{any_of(SHORT_WEEKDAYS)})\b\.?),?[^\S\n](?:the )?)?",
    "day": r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?",
    "day2": r"(?P<day2>[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?",
    "year": r"(?P<year>1\d\d\d|20\d\d)",
    "season": f"(?P<season>{any_of(SEASONS)})",
    "part": f"(?P<part>{any_of(DAY_PARTS)})",
    "part_of": rf"(?:(?:the )?(?:(?:early|late) )?(?P<part>{any_of(DAY_PARTS)})(?: hours)? (?:of|on) (?:the )?)?",
    "then_part": rf"(?: (?:(?:early|late) )?(?:in the )?(?P<then>{any_of(DAY_PARTS)}))?",
    "third": (
        r"(?:(?:the )?(?:very )?(?P<third>early|mid|late|beginning|start|onset|middle|end|close)"
        r"(?: days| part| weeks| months)?(?: (?:of|in))?(?: |-)(?:the )?)"
    ),
    "number": rf"(?P<number>(?:(?:{any_of(_SPELT_TENS)})-)?(?:{any_of(_SPELT)})|\d{{1,4}}|an?|a dozen|(?:a )?hundred)",
    "more": rf"(?:(?:(?:{any_of(_SPELT_TENS)})-)?(?:{any_of(_SPELT)})|\d{{1,4}}|more)",
    "vague_number": (
        r"(?P<vague>(?:(?:only|just|quite) )?a few|few|several|some|many|(?:a )?couple(?: of)?|countless|various)"
    ),
    "unit": f"(?P<unit>{UNIT})s?",
    "ordinal": rf"(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "relative_year": r"(?P<whose>last|this|next|that|the same|the following|the previous) year",
}

_COUNTED = (
    r"people|persons|men|women|children|civilians|soldiers|troops|prisoners|detainees|protesters|homes|houses|families"
    r"|workers|students|members|miles|km|kilometres|kilometers|metres|meters|feet|tons|tonnes|dollars|euros|others|cases"
    r"|victims|deaths|arrests|refugees|migrants|police|officers|villagers|residents|years|days|hours|percent|million|billion"
)

RULES: dict[str, str] = {
    # Days written out.
    "iso-day": r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)(?:T[\d:.]{4,12}Z?)?",
    "numeric-day": r"(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:1[2-4]|19|20)\d\d)(?!\d)",
    "year-first-day": r"(?P<year>1[2-4]\d\d|20\d\d|19\d\d)(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    "jalali-day": r"<on_weekday>(?:the )?<day>(?: |-)(?:of )?<jalali_month>(?:(?:,? |-)(?:of )?<any_year><era>|,? (?:of )?<relative_year>)?<no_street>",
    "jalali-month-day": r"<on_weekday><jalali_month> (?:the )?<day>(?![:\d%])(?:,? <any_year><era>)?",
    "jalali-days": (
        r"(?:(?:between|from) )?(?:the )?<day>(?: ?[-–—/] ?| (?:to|and|until|through) (?:the )?)"
        r"(?P<tail><day2> (?:of )?<jalali_month>(?:,? <any_year><era>)?)"
    ),
    "jalali-month-days": (
        r"(?:(?:between|from) )?<jalali_month> <day>(?: ?[-–—/] ?| (?:to|and|until|through) )"
        r"(?P<tail><day2>(?![:\d])(?:,? <any_year><era>)?)"
    ),
    "jalali-month": r"<third>?(?:the month of )?<jalali_month>,? (?:of )?(?:<any_year><era>|<relative_year>)",
    "jalali-month-alone": r"<in_month><jalali_month>(?! (?-i:[A-Z]))",
    "hijri-day": r"<on_weekday>(?:the )?<day>(?: |-)(?:of )?<hijri_month>(?:,? (?:of )?<any_year><era>)?",
    "hijri-month-day": r"<on_weekday><hijri_month> (?:the )?<day>(?![:\d%])(?:,? <any_year><era>)?",
    "hijri-days": (
        r"(?:(?:between|from) )?(?:the )?<day>(?: ?[-–—/] ?| (?:to|and|until|through) (?:the )?)"
        r"(?P<tail><day2> (?:of )?<hijri_month>(?:,? <any_year><era>)?)"
    ),
    "hijri-month": r"<third>?(?:the month of )?<hijri_month>,? (?:of )?(?:<any_year><era>|<relative_year>)",
    "hijri-month-alone": r"<in_month><hijri_month>(?! (?-i:[A-Z]))",
    "calendar-year": (
        r"(?:(?:the )?(?P<era>Iranian|Persian|solar|Hijri|Islamic|lunar|Muslim)(?: (?:solar|lunar|hijri|calendar))? year "
        r"<old_year>|(?:(?:the )?year )?(?P<year>1[2-4]\d\d),? ?\(?(?-i:(?P<era>"
        rf"{_ERAS}))(?!\w)\)?|(?-i:(?P<era>A\.D\.|AD)) (?P<year>1[2-4]\d\d))"
    ),
    "month-day-year": r"<part_of><on_weekday><month> (?:the )?<day>(?:,? |, ?|,)<year>",
    "day-month-year": r"<part_of><on_weekday>(?:the )?<day>(?: |-)(?:of )?<month>(?:,? |-)<year>",
    "month-day-that-year": r"<part_of><on_weekday><month> <day>,? (?:of )?<relative_year>",
    "day-month-that-year": r"<part_of><on_weekday>(?:the )?<day> (?:of )?<month>,? (?:of )?<relative_year>",
    "month-day": r"<part_of><on_weekday><month> (?:the )?<day>(?![:\d%])(?! (?:percent|people|million))<then_part>",
    "day-month": r"<part_of><on_weekday>(?:the )?<day>(?: |-)(?:of )?<month><then_part><no_street>",
    "days-of-month": (
        r"(?:(?:between|from) )?(?:the )?<day>(?: ?[-–—/] ?| (?P<joint>to|and|until|through) (?:the )?)"
        r"(?P<tail><day2> (?:of )?<month>(?:,? <year>)?)"
    ),
    "month-days": (
        r"(?:(?:between|from) )?<month> <day>(?: ?[-–—/] ?| (?P<joint>to|and|until|through) )"
        r"(?P<tail><day2>(?![:\d])(?:(?:, ?| )<year>)?)"
    ),
    "holiday": r"<holiday>(?: holiday| day)?(?:(?: of| in|,)? <any_year><era>| <relative_year>)?",
    # Months and seasons, quarters, years and longer.
    "month-year": r"(?:<third>|(?:last|this) )?<month>(?:,|,? of(?: the year)?)? <year>",
    "month-that-year": r"<third>?<full_month>,? (?:of )?<relative_year>",
    "month": r"<third>?<full_month>",
    "whose-month": r"(?P<whose>last|this|next|this past|the following|the previous|the same) <full_month>",
    "season-year": r"<third>?(?:the )?<season>(?: of|,)? (?:<year>|<relative_year>)",
    "whose-season": r"(?P<whose>last|this|next|this past|the following|the previous) <season>",
    "season": (
        r"(?:<third>|(?:(?<=in\x20)|(?<=over\x20)|(?<=by\x20)|(?<=during\x20)|(?<=throughout\x20)|(?<=until\x20)|(?<=since\x20))"
        r"(?:(?:the|that|that same|this|this past) )?)<season>(?! (?:of|\d))"
    ),
    "quarter": r"(?:the )?(?:<ordinal>(?: |-)quarter|(?P<q>Q[1-4]))(?:(?: of)?,? (?:<year>|<relative_year>))?",
    "half-year": r"(?:the )?(?P<half>first|second|latter) half of (?:<year>|<relative_year>)",
    "part-year": r"<third>(?:the year )?<year>",
    "year": rf"(?:the year )?(?<![$€£#,.\d/-])<year>(?![,.]?\d|[%/]\d?| (?:{_COUNTED})\b|-\w)",
    "years": r"(?P<year>1\d\d\d|20\d\d)[-–—/](?P<tail>(?P<year2>1\d\d\d|20\d\d|\d\d))(?!\d|-)",
    "year-bc": r"(?:ca?\. ?|about |early |late )?(?P<bc>\d{1,4}) (?:BCE?\b|B\.C\.(?:E\.)?|B\.C)",
    "short-year": r"(?:(?<=in\x20)|(?<=of\x20)|(?<=since\x20)|(?<=until\x20)|(?<=by\x20))['’](?P<short>\d\d)(?!\d)",
    "decade": (
        r"(?:the )?(?:(?P<third>early|mid|late)(?: |-))?(?:(?P<decade>(?:1\d|20)\d)0['’]?s|['’]?"
        r"(?P<tens>[2-9])0['’]?s)"
    ),
    "decade-word": rf"the (?:(?P<third>early|mid|late)(?: |-))?(?:nineteen )?(?P<tens_word>{any_of(DECADES)})",
    "century": (
        r"(?:the )?(?:(?P<third>early|mid|late|middle of the|end of the)(?: |-)(?:the )?)?<ordinal>(?: |-)"
        r"(?:century|centuries)"
    ),
    # Counted from the anchor.
    "today": r"(?:(?:earlier|later) )?(?:today|(?P<this>this (?P<part>morning|afternoon|evening)|tonight))<then_part>",
    "yesterday": r"(?:(?P<before>the day before )?yesterday|(?P<night>last night|overnight))<then_part>",
    "tomorrow": r"(?:(?P<after>the day after )?tomorrow)<then_part>",
    "weekday": (
        r"(?:(?P<whose>last|next|this|this past|this coming|the following|the previous) )?"
        r"(?:(?:early|late|earlier|later) )?"
        r"(?:(?:the )?(?P<part>morning|afternoon|evening|night) of )?<weekday><then_part>"
    ),
    "weekday-that-week": r"<weekday>,? (?:of )?(?P<whose>last|this|next) week",
    "whose-unit": (
        r"(?:(?:(?:the )?(?P<third>early|earlier|mid|late|later|beginning|start|middle|end|close)"
        r"|(?P<rest>the rest)|(?P<all>all|entire))"
        r"(?: (?:of|in))?(?: |-))?"
        r"(?P<whose>the last|the past|the next|last|this past|this|next|the same|that same|that"
        r"|the following|the previous|the coming|the current|past)"
        r" (?P<unit>week|weekend|month|year|decade|century|quarter)(?P<after>(?:'s end| (?:previous|before|later))?)"
    ),
    "the-end-of-unit": r"<third>(?P<unit>week|month|year|decade|day|century)",
    "the-unit": (
        r"(?<=during\x20)the (?P<unit>weekend|year|month)|(?<=over\x20)the (?P<unit2>weekend)|(?<=at\x20)the "
        r"(?P<unit3>weekend)"
    ),
    "part-that-year": (
        r"(?:earlier|later|early|late) (?:in|on|that|this|the) (?:(?:the|that|this|same) )?(?P<unit>week|month"
        r"|year|day)"
    ),
    "ordinal-week": r"(?:the )?<ordinal> week (?:of|in) <month>(?:,? <year>)?",
    "window-past": r"(?:the |these )?(?P<way>past|last|previous|preceding) (?:(?:<number>|<vague_number>) )?<unit>",
    "window-recent": r"(?:the )?(?:most )?recent (?P<unit>day|week|month|year|decade)s",
    "window-next": r"(?:the )?(?P<way>next|coming|following) (?!day\b)(?:(?:<number>|<vague_number>) )?<unit>",
    "week-of-month-day": r"(?:the )?week (?:of|beginning|starting)(?: on)? <month> <day>(?:,? <year>)?",
    "week-of-day-month": (
        r"(?:the )?week (?:of|beginning|starting)(?: on)? (?:the )?<day> (?:of )?<month>(?:,? <year>)?"
    ),
    "ago": (
        r"(?:(?:about|around|over|only|just|nearly|almost|some|roughly|more than|less than) )?(?:<number>|<vague_number>)"
        r"(?: |-)<unit> ago(?: (?P<then>today))?"
    ),
    "shifted": (
        r"(?:(?:about|around|only|just|over|nearly|almost|less than) )?(?:<number>|<vague_number>) <unit> "
        r"(?P<way>later|earlier|before(?! the)|previously|after(?:wards?)?(?=[.,;]))"
    ),
    "next-day": (
        r"(?:early |late )?the (?:(?:very )?(?P<way>next|following|previous) (?P<part>day|morning|night|evening"
        r"|afternoon)|(?P<part2>day|night|evening|month|week|year) (?P<way2>before|after|following|previous"
        r"|earlier)(?! (?:the|he|she|they|his|her|an?)\b))"
    ),
    "that-day": (
        r"(?:(?:(?:later|earlier|early|late) )?(?:that same|that very|that|the same|the very same|this) "
        r"(?P<part>day|night|morning|evening|afternoon)"
        r"|(?:later|earlier|early|late) in the (?P<part2>day|night|morning|evening|afternoon))"
    ),
    "day-of-whose-month": r"(?:the )?<day> of (?P<whose>this|last|next|the same|that|the following) month",
    "the-nth": r"(?<=on\x20)the (?P<day>\d{1,2})(?:st|nd|rd|th)(?! ?[\w-])",
    # No day of their own: TIMEX3 only.
    "clock": (
        r"(?:(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<half>[ap]\.?m\b\.?)| ?hrs?\b)?"
        r"|(?P<hour2>1[0-2]|[1-9])(?:\.(?P<minute2>[0-5]\d))? ?(?P<half2>[ap]\.?m\b\.?))"
        r"(?: ?\(?(?P<zone>UTC|GMT|EST|EDT|CET|PST|local time)\b)?"
    ),
    "set-adverb": r"(?P<adverb>daily|weekly|monthly|yearly|annually|annual|quarterly|nightly|hourly|biennial)",
    "set-each": r"(?:every|each) (?:(?P<other>other) )?(?:<number> )?(?:<weekday>|<unit>)",
    "set-per": r"(?:per|a(?=\x20(?:day|week|month|year)[.,;])) <unit>",
    "duration": (
        r"(?:(?:more than|less than|at least|at most|up to|over|under|about|around|nearly|almost|some|only|just|another"
        r"|the first|the last|the entire) )?(?!(?:1\d|20)\d\d to )(?:<number>|<vague_number>|(?P<all>all|entire|whole))"
        r"(?:(?: |-)(?:or|to|and) <more>)?(?P<and_half> and (?:a )?half)?(?: |-)"
        r"(?:(?:more|full|consecutive|long|straight|whole) )?<unit>(?P<half>(?: |-)and(?: |-)a(?: |-)half)?"
        r"(?:(?: |-)(?:long|old))?(?! ago\b)"
    ),
    "duration-bare": (
        r"(?<![-\w])(?P<unit>minute|hour|day|week|month|year|decade|centurie)s(?:-long)?(?! (?:ago|later|earlier))"
    ),
    "vague-now": (
        r"(?:right )?now(?:adays)?|currently|at present|at this time|presently|at the moment|the time being"
        r"|(?:the )?present(?: |-)day|these days|(?:the )?current"
    ),
    "vague-past": (
        r"(?:(?:more|most|as|only) )?recently|lately|former|(?:the )?(?:recent|distant) past"
        r"|(?<=in\x20)the past(?! \w+ (?:week|month|year|day|decade)s?)|recent"
    ),
    "vague-future": r"(?:(?:the )?(?:near |foreseeable )?future)|very soon|the (?:long|short) term",
}
