"""What the journeys share: one running house, one browser, and the figures that a run measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.conftest import chromium_path
from tests.journeys.house import House, a_copied_house
from tests.journeys.people import Bureau

_LEFT_OUT = (
    # What nobody sees of each window: a program of its own behind the line of addresses, and a process kept in reserve.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
    # What the driver leaves out of its own accord; the last list alone counts.
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
SWITCHES = ["--no-sandbox", f"--disable-features={','.join(_LEFT_OUT)}"]


@contextmanager
def chromium() -> Iterator[Any]:
    """A real Chromium; without one whoever asks is skipped, saying so."""
    path = chromium_path()
    if path is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the browser journeys were NOT run")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="package")  # its loop must end before the process goes on to suites that open a store
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A filled demonstration with doors of its own."""
    with a_copied_house(tmp_path_factory, "journeys") as running:
        yield running


@pytest.fixture(scope="package")
def bureau(house: House, browser: Any) -> Bureau:
    return Bureau(house, browser)


@pytest.fixture
def a_paper(tmp_path: Path) -> Path:
    """A paper of kinship as a family scans it: an invented PDF of one page with nothing to read."""
    path, writer = tmp_path / "birth.pdf", PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(path)
    return path
