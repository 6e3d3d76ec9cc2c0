"""A time stamp authority of this machine's own."""

import pytest

from bench.authority import HAS_OPENSSL, Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if not HAS_OPENSSL:
        pytest.skip("openssl is not installed: no authority to ask")
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if not HAS_OPENSSL:
        pytest.skip("openssl is not installed: no authority to ask")
    return Authority(tmp_path_factory.mktemp("stranger"), "Somebody Else")
