"""Work in a process of its own, which a test may kill."""

import os
import traceback
from collections.abc import Callable


def forked(work: Callable[[], object]) -> int:
    """The number of a child that does this work and ends with 0, or tells what went wrong and ends with 1."""
    child = os.fork()
    if child:
        return child
    ended = 1
    try:
        work()
        ended = 0
    except BaseException:
        # Nothing may go up from here: the child would go on with the tests of its parent.
        traceback.print_exc()
    finally:
        os._exit(ended)
