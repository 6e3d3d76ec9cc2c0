"""The words of English date expressions and what they count as."""

_MONTHS = "january february march april may june july august september october november december"
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
SHORT_MONTHS: dict[str, int] = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(_WEEKDAYS.split())}
SHORT_WEEKDAYS: dict[str, int] = {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thurs": 3}

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: dict[str, int] = {
    **{word: number for number, word in enumerate(_SMALL.split(), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    "hundred": 100,
    "a": 1,
    "an": 1,
    "dozen": 12,
    "couple": 2,
}

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
ORDINALS: dict[str, int] = {
    **{word: number for number, word in enumerate(_ORDINALS.split(), 1)},
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
    "final": 4,
    "last": 4,
}

DECADES: dict[str, int] = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

# EDTF season code and TIMEX3 name.
SEASONS: dict[str, tuple[int, str]] = {
    "spring": (21, "SP"),
    "summer": (22, "SU"),
    "autumn": (23, "FA"),
    "fall": (23, "FA"),
    "winter": (24, "WI"),
}

# TIMEX3 letter of a unit; hours and below follow a T.
UNITS: dict[str, str] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "CE",
    "centurie": "CE",
}

# TIMEX3 names of the parts of a day.
DAY_PARTS: dict[str, str] = {
    "dawn": "MO",
    "morning": "MO",
    "noon": "MI",
    "midday": "MI",
    "daytime": "DT",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "midnight": "NI",
}

# Which third of a month or year a word means.
THIRDS: dict[str, str] = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "onset": "START",
    "opening": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
}

# The words and signs of eras.
ERAS: dict[str, str] = {
    "ad": "gregorian",
    "ce": "gregorian",
    "iranian": "jalali",
    "persian": "jalali",
    "solar": "jalali",
    "shamsi": "jalali",
    "sh": "jalali",
    "hs": "jalali",
    "ap": "jalali",
    "ah": "hijri",
    "hijri": "hijri",
    "islamic": "hijri",
    "muslim": "hijri",
    "lunar": "hijri",
}
