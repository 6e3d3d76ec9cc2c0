"""From what stands on a command line to what is taken in: files, pages; every trouble is named, and none is a stop."""

from khronika.intake.addresses import is_address, read_address
from khronika.intake.arriving import Arrivals
from khronika.intake.browser import picture_of
from khronika.intake.collecting import Asked, Found, collect
from khronika.intake.exchange import Manner
from khronika.intake.fetching import SECONDS, Fetched, Trouble, fetch
from khronika.intake.names import clean_name
from khronika.intake.routes import Proxy, read_proxy
from khronika.intake.webarchive import picture_record

__all__ = [
    "SECONDS",
    "Arrivals",
    "Asked",
    "Fetched",
    "Found",
    "Manner",
    "Proxy",
    "Trouble",
    "clean_name",
    "collect",
    "fetch",
    "is_address",
    "picture_of",
    "picture_record",
    "read_address",
    "read_proxy",
]
