"""A step whose failure must not cost the others."""

from collections.abc import Callable
from pathlib import PurePath
from traceback import extract_tb
from typing import TypeVar

from khronika.model.decisions import Problem
from khronika.model.errors import KhronikaError, MaterialError, TamperError

T = TypeVar("T")


def tried(stage: str, about: str, step: Callable[[], T]) -> T | Problem:
    """The step's result, or the Problem that kept it from one. Altered evidence is never a mere problem."""
    try:
        return step()
    except TamperError:
        raise
    except MaterialError as error:
        return Problem(stage, about, error.kind, str(error), error.hint)
    except KhronikaError as error:
        return Problem(stage, about, "setup", str(error), error.hint)
    except MemoryError:
        hint = "The original is kept. Split it and add the parts."
        return Problem(stage, about, "too-much-memory", f"needs more memory than {stage} may use", hint)
    except Exception as error:
        # A bug that one report brings to light must not cost the others; its words stay out of the record.
        hint = "The original is kept. Tell the makers of Khronika; after an update, add it again."
        return Problem(stage, about, "bug", f"{type(error).__name__} in {stage} ({_where(error)})", hint)


def _where(error: Exception) -> str:
    """The last line of our own code that ran, as file and line."""
    frames = [frame for frame in extract_tb(error.__traceback__) if "khronika" in frame.filename]
    return f"{PurePath(frames[-1].filename).name}, line {frames[-1].lineno}"
