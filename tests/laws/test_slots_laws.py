"""A law of the benchmark's slots: whatever the text, each slot has an answer and nothing is raised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.hrdsattack import slots_of
from bench.slots.models import load_models

WORDS = "Police arrested Ada Vardon in Lima on Monday , 4 May 2021 . “ ” ( ) 17 Mr she <p> </p> \n journalist".split(
    " "
)
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25)


@settings(max_examples=25, deadline=None)
@given(texts, st.text(max_size=12), st.text(max_size=12))
def test_every_slot_is_answered(parts: list[str], name: str, title: str) -> None:
    sample = {
        "Input.GLOBALEVENTID": 1,
        "Input.title": title,
        "Input.publish_date": "2021-05-06",
        "Input.article_interface": " ".join(parts),
    }
    told = slots_of({"sample": sample, "merged_sample": {"victims": [{"victim_name": name}]}}, load_models())
    assert told["violation_types"]
    assert list(told["gold_victims"]) == ([name] if name else [])
    for slot in ("perpetrator_type", "year", "month", "day"):  # the day of publication is always a choice
        assert isinstance(told[slot], str)
    assert isinstance(told["perpetrator_mention"], bool)
