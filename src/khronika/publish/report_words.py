"""What a report on a sealed bundle says of itself, and how it names things; the same words on paper and on screen."""

from collections.abc import Mapping, Sequence
from typing import Any

from khronika.lexicon.visible import visible

Json = Mapping[str, Any]

WHAT_IT_IS = (
    "This bundle holds originals, byte for byte as they were received, what was read from them, and the part of the "
    "custody ledger that tells how they came. A claim is what one source says. It is not a finding: software states no "
    "guilt, and whoever is said to have done something is alleged to have done it."
)
PROVES = (
    "Each original has the SHA-256 that stands beside it here and in the ledger.",
    "The ledger told of each original when the checkpoint was signed, and what it told was not changed since.",
    "The words quoted stand in the text that was read from the original, at the place that is named.",
    "All this was sealed by the holder of the key named above, and not one byte was changed since.",
)
PROVES_NOT = (
    "That what a source says is true, or that the source is who it says it is.",
    "That the text was read from the original rightly: compare the two by eye.",
    "Who sat at the machine. The key belongs to an installation, under a pseudonym. Ask the custodian for the key in "
    "another way, and compare.",
    "That nothing else exists, in the project or elsewhere.",
)
NO_STAMP = "When it was, apart from the custodian's own clock: there is no time stamp from outside."
STAMP = "Check it with: openssl ts -verify -data {file} -in {stamp} -CAfile ROOT.pem"
CHECK = "python3 -I verify.py BUNDLE.zip --key '{key}'"
CHECK_HINT = "Take verify.py out of the bundle first. It needs Python 3.8 or newer and nothing else, and no network."
_ROLES = {
    "victim": "to whom",
    "perpetrator": "alleged perpetrator",
    "place": "where",
    "when": "when",
    "said_by": "who says so there",
    "purpose": "said to be for",
    "demand": "asked for",
}


def proves_not(custody: Json) -> tuple[str, ...]:
    """What the bundle does not prove."""
    return PROVES_NOT if stamps_of(custody) else (*PROVES_NOT, NO_STAMP)


def stamps_of(custody: Json) -> tuple[str, ...]:
    """A line for each time stamp in the bundle, with how to check it."""
    return tuple(
        f"{told['at']}, {told['authority']}. " + STAMP.format(file=point["file"], stamp=path)
        for point in custody["checkpoints"]
        for path, told in zip(point["stamps"], point["stamped"], strict=True)
    )


def summary(told: Json, evidence: Json) -> list[tuple[str, str]]:
    """The bundle in a few lines: (what, value)."""
    return [
        ("Sealed", f"{told['at']} (UTC, by the custodian's clock)"),
        ("By", visible(told["by"])),
        ("With", told["tool"]),
        ("For", told["audience"]),
        ("Key", told["key"]),
        ("Holds", f"{len(evidence['items'])} original(s), {len(evidence['claims'])} claim(s)"),
    ]


def name_of(item: Json, number: int) -> str:
    """What an item is called in the report."""
    return visible(item["title"] or item["name"] or f"Original {number}")


def item_lines(item: Json, evidence: Json) -> list[tuple[str, str]]:
    """An item in a few lines: (what, value)."""
    sources = {source["id"]: source for source in evidence["sources"]}
    voices = ", ".join(_source(sources[id_]) for id_ in item["sources"]) or "not known"
    lines = [
        ("File", item["file"]),
        ("SHA-256", item["id"]),
        ("Kind", f"{item['media_type']}, {item['size']:,} bytes"),
        ("Received", f"{item['taken']} (UTC)"),
        ("Source", voices),
        ("Published", item["published"]),
        ("Came inside", ", ".join(item["inside"])),
        ("May be passed on", item["may_go"]),
    ]
    return [(what, visible(value)) for what, value in lines if value]


def claims_of(item: Json, evidence: Json) -> list[Json]:
    """The claims that were read from an item."""
    own = {passage["id"] for passage in evidence["passages"] if passage["item"] == item["id"]}
    return [claim for claim in evidence["claims"] if claim["passage"] in own]


def claim_lines(claim: Json, evidence: Json) -> list[tuple[str, str]]:
    """The words of a claim by what they tell: (what, words), and whose words they are."""
    teller = next(source for source in evidence["sources"] if source["id"] == claim["source"])
    found: dict[str, list[str]] = {"told by": [_source(teller)]}
    for mention in claim["mentions"]:
        if mention["role"] in _ROLES:
            found.setdefault(_ROLES[mention["role"]], []).append(visible(" ".join(mention["text"].split())))
    return [(what, "; ".join(dict.fromkeys(words))) for what, words in found.items()]


def claim_note(claim: Json) -> str:
    """What helps to find a claim again, and how sure the program was of it."""
    return f"{claim['id']}; found by {claim['found_by']}, which scores it {claim['score']:.2f}"


def triggers_in(claim: Json, quote: Json) -> Sequence[tuple[int, int]]:
    """Where in a quote the words stand that make the claim: (start, end), in order, apart from each other."""
    found: list[tuple[int, int]] = []
    for mention in sorted((m for m in claim["mentions"] if m["role"] == "trigger"), key=lambda m: int(m["start"])):
        start, end = mention["start"] - quote["start"], mention["end"] - quote["start"]
        if start >= 0 and end <= len(quote["text"]) and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def entry_cells(custody: Json, evidence: Json) -> list[tuple[str, str, str, str]]:
    """The ledger's entries: number, time, what was done, to which of the originals."""
    numbers = {item["id"]: number for number, item in enumerate(evidence["items"], start=1)}
    names = {told["name"]: numbers[told["item"]] for told in custody["names"]}
    return [_entry(told["entry"], names) for told in custody["entries"]]


def _entry(entry: Json, names: Mapping[str, int]) -> tuple[str, str, str, str]:
    about = sorted({names[value] for value in entry["about"].values() if value in names})
    originals = ", ".join(f"original {number}" for number in about)
    return str(entry["number"]), entry["at"], visible(entry["action"]), originals


def _source(source: Json) -> str:
    told = [source["kind"], "a party to the conflict" if source["party"] else None, source["country"]]
    more = ", ".join(word for word in dict.fromkeys(told) if word and word != "party")
    return visible(f"{source['name']} ({more})" if more else source["name"])
