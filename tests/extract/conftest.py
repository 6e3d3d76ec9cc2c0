from collections.abc import Callable

import pytest

from khronika.extract import extract
from khronika.model.claims import Claim
from khronika.model.evidence import Passage


@pytest.fixture(scope="session")
def claims_in() -> Callable[[str], list[Claim]]:
    """The claims of an English text that belongs to no item."""

    def find(text: str) -> list[Claim]:
        return list(extract(Passage("item", "source", "en", text, published="2021-06-15")))

    return find
