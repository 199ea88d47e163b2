"""How soon a visitor sees an answer: ``python -m benchmarks.drawing`` (the index of PLANWIJZER_INDEX).

One visitor in a real Chromium puts ten questions, one after the other, in each of some conversations, on a server in a process
of its own. A question takes from the key that sends it until the frame after the one in which its answer is drawn; the first
page from the request until a question can be typed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.serving import served
from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTIONS = (
    "Welke consortia werken aan de energietransitie in Zuid-Holland?",
    "en in Drenthe?",
    "vertel over SCALE",
    "Welke pps'en doen iets met waterstof?",
    "Wat was het hoogste toegekende bedrag?",
    "vergelijk SCALE en New Waves",
    "Welke plannen lijken op Tech Oost?",
    "Hoeveel consortia zijn er in Gelderland?",
    "Wie helpt mijn metaalbedrijf in Doetinchem met voorspellend onderhoud?",
    "Welke thema's ontbreken in Flevoland?",
)
_PAUSE_MS = 1_500
_LISTEN = "addEventListener('keydown', event => { if (event.key === 'Enter') window.sent = performance.now() }, true)"
_DRAWN = """question => new Promise(done => {
  const look = () => {
    const asked = [...document.querySelectorAll('.pw-asked')].pop();
    const there = asked && asked.textContent === question && document.querySelector('.st-key-done');
    requestAnimationFrame(there ? () => setTimeout(() => done(performance.now() - window.sent)) : look);
  };
  look();
})"""


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--conversations", type=int, default=5)
    count = arguments.parse_args().conversations
    firsts, times = [], []
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", {}) as address, chromium.started() as browser:
        for _ in range(count):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            begun = time.monotonic()
            page.goto(address)
            page.get_by_test_id("stChatInputTextArea").wait_for()
            firsts.append(time.monotonic() - begun)
            times += [_asked(page, question) for question in QUESTIONS]
            page.close()
    print(f"{count} conversations of {len(QUESTIONS)} questions, load after 1 minute {os.getloadavg()[0]:.1f}")
    print(f"first page: median {statistics.median(firsts):.2f} s, longest {max(firsts):.2f} s")
    cuts = statistics.quantiles(times, n=20)
    print(f"an answer: median {statistics.median(times):.0f} ms, p95 {cuts[18]:.0f} ms, shortest {min(times):.0f} ms")
    return 0


def _asked(page: Page, question: str) -> float:
    """Milliseconds from the key until the answer is drawn."""
    page.wait_for_timeout(_PAUSE_MS)
    page.evaluate(_LISTEN)
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    page.wait_for_timeout(_PAUSE_MS / 3)
    box.press("Enter")
    return float(page.evaluate(_DRAWN, question))


if __name__ == "__main__":
    raise SystemExit(main())
