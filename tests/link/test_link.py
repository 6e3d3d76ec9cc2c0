"""Claims of one happening become one event, in one report and across reports; others stay apart."""

from collections.abc import Callable, Sequence
from itertools import count

from khronika.link import Told, aliases_of, find_persons, link, to_told
from khronika.model.claims import Claim, Count, Mention, Reading, Role, Span, Stance
from khronika.model.dates import When
from khronika.model.events import Event
from khronika.model.evidence import Passage
from khronika.model.places import Place

MASHHAD = Place("p1", "Mashhad", "IR", 36.3, 59.6, "town", 1, "Khorasan")
TEHRAN = Place("p2", "Tehran", "IR", 35.7, 51.4, "town", 2, "Tehran")
SHIRAZ = Place("p3", "Shiraz", "IR", 29.6, 52.5, "town", 3, "Fars")
TABRIZ = Place("p4", "Tabriz", "IR", 38.1, 46.3, "town", 4, "East Azerbaijan")
KHORASAN = Place("p5", "Khorasan", "IR", None, None, "province", 5)
IRAN = Place("p6", "Iran", "IR", 32.0, 53.0, "country", 6)
MAY = When("2020-05-04/2020-05-25~", "2020-05-04", "2020-05-25")


def day(iso: str) -> When:
    return When(iso, iso, iso)


def passage(number: int, published: str | None = "2020-05-25") -> Passage:
    return Passage(f"item{number}", f"source{number}", "en", f"text {number}", published=published)


def told(
    where: Passage,
    act: str,
    at: int,
    *,
    names: Sequence[str] = (),
    group: str | None = None,
    many: Count | None = None,
    places: Sequence[Place] = (),
    when: When | None = None,
    stance: Stance = "asserted",
    said_by: str | None = None,
) -> Told:
    victims = [*names, *([group] if group else [])]
    mentions = [_mention("trigger", 0, act, at)]
    mentions += [_mention("victim", n, text, at + 10 + 40 * n) for n, text in enumerate(victims)]
    mentions += [_mention("place", n, place.name, at + 400 + n) for n, place in enumerate(places)]
    mentions += [_mention("said_by", 0, said_by, at + 900)] if said_by else []
    claim = Claim(where.id, where.source_id, act, tuple(mentions), stance, 0.9, "test@1")
    readings: list[Reading] = []

    def read(role: Role, number: int, aspect: str, value: object) -> None:
        readings.append(Reading(claim.id, role, number, aspect, value, 0.9, "test@1"))  # type: ignore[arg-type]

    for number, text in enumerate(victims):
        is_name = text in names
        read("victim", number, "kind", "person" if is_name else "group")
        if is_name:
            read("victim", number, "name", text)
        elif many:
            read("victim", number, "count", many)
    for number, place in enumerate(places):
        read("place", number, "place", place)
    if when:
        read("when", 0, "date", when)
    return to_told(claim, readings, where)


def _mention(role: Role, participant: int, text: str, at: int) -> Mention:
    return Mention(role, participant, text, Span(at, at + max(1, len(text))))


def fresh() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"event-{next(numbers)}"


def events(*claims: Told, known: Sequence[Event] = ()) -> tuple[Event, ...]:
    return link(claims, known, fresh())


def acts(found: Sequence[Event]) -> list[set[str]]:
    return sorted((set(event.acts) for event in found), key=sorted)


A, B = passage(1), passage(2, "2020-05-27")


def test_the_beating_during_an_arrest_is_the_same_event() -> None:
    arrest = told(A, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ])
    beating = told(A, "ill_treatment", 3000, names=["Omid Rastgar"])
    assert acts(events(arrest, beating)) == [{"arrest", "ill_treatment"}]


def test_two_persons_in_two_towns_are_two_events() -> None:
    one = told(A, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ])
    other = told(A, "arrest", 100, names=["Parisa Nouri"], places=[TABRIZ])
    assert len(events(one, other)) == 2


def test_one_person_on_two_dates_is_two_events() -> None:
    one = told(A, "arrest", 0, names=["Omid Rastgar"], when=day("2019-01-05"))
    other = told(A, "arrest", 100, names=["Omid Rastgar"], when=day("2020-03-09"))
    assert len(events(one, other)) == 2


def test_an_appeal_is_never_part_of_a_violation() -> None:
    arrest = told(A, "arrest", 0, names=["Omid Rastgar"])
    appeal = told(A, "intervention", 50, names=["Omid Rastgar"], said_by="the union")
    assert acts(events(arrest, appeal)) == [{"arrest"}, {"intervention"}]


def campaign(where: Passage, at: int = 0, when: When | None = MAY) -> Told:
    return told(where, "mass_arrest", at, group="active young people", places=[MASHHAD, TEHRAN, SHIRAZ], when=when)


def test_a_campaign_contains_the_single_events_in_its_places() -> None:
    mock = told(A, "mock_execution", 2000, group="ten young arrestees", many=Count(10, 10), places=[MASHHAD, IRAN])
    pressure = told(A, "psychological_torture", 2100, group="girls and women", places=[TEHRAN])
    raids = told(A, "raid", 1000, places=[IRAN])
    found = events(campaign(A), mock, pressure, raids)
    whole = next(event for event in found if event.contains)
    assert set(whole.acts) == {"mass_arrest", "raid"}
    assert {place.name for place in whole.places} == {"Mashhad", "Tehran", "Shiraz"}
    inner = [event for event in found if event.id in whole.contains]
    assert acts(inner) == [{"mock_execution"}, {"psychological_torture"}]


def test_what_another_report_tells_of_a_campaigns_place_and_time_is_part_of_it() -> None:
    single = told(B, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ], when=day("2020-05-12"))
    late = told(B, "arrest", 900, names=["Parisa Nouri"], places=[SHIRAZ], when=day("2020-09-01"))
    killing = told(B, "killing", 1800, names=["Amir Zand"], places=[TEHRAN], when=day("2020-05-12"))
    found = events(campaign(A), single, late, killing)
    whole = next(event for event in found if event.contains)
    assert [event.acts for event in found if event.id in whole.contains] == [("arrest",)]


def test_two_reports_of_one_campaign_are_one_event() -> None:
    other = told(B, "arrest", 0, group="many", places=[SHIRAZ, MASHHAD, TABRIZ], when=day("2020-05-20"))
    assert len(events(campaign(A), other)) == 1


def test_one_group_told_twice_is_one_event_even_if_counted_differently() -> None:
    one = told(A, "mock_execution", 0, group="ten arrestees", many=Count(10, 10), places=[MASHHAD], when=MAY)
    other = told(B, "mock_execution", 0, group="twelve prisoners", many=Count(12, 12), places=[MASHHAD], when=None)
    assert len(events(one, other)) == 1


def test_far_counts_other_places_and_other_times_stay_apart() -> None:
    one = told(A, "killing", 0, group="ten men", many=Count(10, 10), places=[MASHHAD], when=MAY)
    many = told(B, "killing", 0, group="a crowd", many=Count(300, 300), places=[MASHHAD], when=MAY)
    elsewhere = told(passage(3), "killing", 0, group="ten men", many=Count(10, 10), places=[TABRIZ], when=MAY)
    long_ago = told(passage(4), "killing", 0, group="ten men", places=[MASHHAD], when=day("1988-08-01"))
    assert len(events(one, many, elsewhere, long_ago)) == 4


def test_a_town_and_a_season_alone_do_not_make_two_reports_one() -> None:
    weeks = When("2020-05-04/2020-05-25", "2020-05-04", "2020-05-25")
    one = told(A, "raid", 0, group="union offices", places=[MASHHAD], when=weeks)
    other = told(B, "raid", 0, group="a depot", places=[MASHHAD], when=day("2020-05-13"))
    assert len(events(one, other)) == 2


def test_a_country_alone_does_not_make_two_reports_one() -> None:
    one = told(A, "killing", 0, group="protesters", places=[IRAN], when=MAY)
    other = told(B, "killing", 0, group="protesters", places=[IRAN], when=MAY)
    assert len(events(one, other)) == 2


def test_the_town_and_its_province_are_compatible() -> None:
    one = told(A, "killing", 0, group="protesters", places=[MASHHAD], when=MAY)
    other = told(B, "killing", 0, group="protesters", places=[KHORASAN], when=MAY)
    assert [place.name for event in events(one, other) for place in event.places] == ["Mashhad"]


def test_a_denial_belongs_to_the_event_it_denies() -> None:
    one = told(A, "mock_execution", 0, group="ten arrestees", many=Count(10, 10), places=[MASHHAD], when=MAY)
    denial = told(B, "mock_execution", 0, places=[MASHHAD], stance="denied")
    assert [len(event.claim_ids) for event in events(one, denial)] == [2]


def test_what_did_not_happen_is_no_event() -> None:
    assert events(told(A, "injury", 0, group="passers-by", stance="negated")) == ()


def test_two_named_persons_are_not_one_event_in_two_reports() -> None:
    one = told(A, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ], when=MAY)
    other = told(B, "arrest", 0, names=["Parisa Nouri"], places=[SHIRAZ], when=MAY)
    assert len(events(one, other)) == 2


def test_events_keep_their_ids_and_the_older_one_wins() -> None:
    one = told(A, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ], when=MAY)
    other = told(B, "arrest", 0, names=["Omid  RASTGAR"], places=[SHIRAZ], when=MAY)
    former = (*link([one], (), lambda: "event-old"), *link([other], (), lambda: "event-young"))
    now = link([other, one], former, fresh())
    assert [event.id for event in now] == ["event-old"]
    assert aliases_of(former, now) == {"event-young": "event-old"}


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [
        campaign(A),
        told(A, "mock_execution", 2000, group="ten young arrestees", places=[MASHHAD]),
        told(B, "arrest", 0, names=["Omid Rastgar"], places=[SHIRAZ], when=MAY),
        told(B, "ill_treatment", 90, names=["Omid Rastgar"]),
    ]
    forward, backward = events(*claims), events(*reversed(claims))
    assert {frozenset(e.claim_ids) for e in forward} == {frozenset(e.claim_ids) for e in backward}


def test_a_person_is_one_under_listed_spellings_and_without_title() -> None:
    one = told(passage(1), "arrest", 10, names=["Hossein Amini", "Hassan Amini"])
    other = told(passage(2), "arrest", 10, names=["Dr Hussein Amini", "Hosein Rastgar"])
    persons, _ = find_persons([one, other], (), fresh())
    names = [p.names for p in persons]
    assert names == [("Hossein Amini", "Dr Hussein Amini"), ("Hassan Amini",), ("Hosein Rastgar",)]


def test_a_person_is_one_under_spellings_that_differ_in_case_and_accents() -> None:
    one = told(A, "arrest", 0, names=["Zoë Amini", "Omid Rastgar"])
    other = told(B, "sentence", 0, names=["ZOE AMINI"])
    persons, _ = find_persons([one, other], (), fresh())
    assert [(p.names, len(p.claim_ids)) for p in persons] == [(("Zoë Amini", "ZOE AMINI"), 2), (("Omid Rastgar",), 1)]
    again, given_up = find_persons([other, one], persons, fresh())
    assert {p.id for p in again} == {p.id for p in persons}
    assert given_up == {}
