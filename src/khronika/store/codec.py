"""Core types to what a JSON column holds, and back."""

from pydantic import TypeAdapter

from khronika.model.claims import Mention, Value
from khronika.model.dates import When
from khronika.model.events import Grade, Party
from khronika.model.evidence import Aside, Cell
from khronika.model.places import Place

ASIDES = TypeAdapter(tuple[Aside, ...])
CELLS = TypeAdapter(tuple[Cell, ...])
GRADE = TypeAdapter(Grade)
MENTIONS = TypeAdapter(tuple[Mention, ...])
PARTIES = TypeAdapter(tuple[Party, ...])
PLACES = TypeAdapter(tuple[Place, ...])
VALUE: TypeAdapter[Value] = TypeAdapter(Value)
WHEN: TypeAdapter[When | None] = TypeAdapter(When | None)
