from collections import Counter
from pathlib import Path

import pytest

from benchmarks.generating import Writer, by_frequency, write_lines
from ingest.passages import PASSAGE_CHARACTERS
from retrieval.dutch import words

WORDS = [(a + b) * 3 for a in "abcdefghij" for b in "abcdefghijklmnopqrst"]


def test_the_same_seed_gives_the_same_documents():
    assert list(Writer(WORDS, 7).documents(5)) == list(Writer(WORDS, 7).documents(5))


def test_another_seed_gives_other_documents():
    assert list(Writer(WORDS, 7).documents(5)) != list(Writer(WORDS, 8).documents(5))


def test_words_are_drawn_by_zipfs_law():
    texts = " ".join(document["text"].partition("\n")[2] for document in Writer(WORDS, 1).documents(1_000))
    counted = Counter(words(texts))
    most = counted[WORDS[0]]
    for rank in (2, 5, 20, 100):
        assert counted[WORDS[rank - 1]] * rank == pytest.approx(most, rel=0.25)


def test_only_known_words_are_written():
    found = {word for document in Writer(WORDS, 2).documents(50) for word in words(document["title"] + " " + document["text"])}
    assert found <= set(WORDS)


def test_a_document_is_one_passage_of_usual_length_under_a_heading():
    texts = [document["text"] for document in Writer(WORDS, 3).documents(200)]
    bodies = [text.split("\n\n", 1)[1] for text in texts]
    assert max(map(len, bodies)) <= PASSAGE_CHARACTERS
    assert 500 < sum(map(len, bodies)) / len(bodies) < 700
    assert not any(text.split("\n\n", 1)[0].endswith(".") for text in texts)


def test_headings_hold_no_word_that_is_kept_out():
    documents = list(Writer(WORDS, 4, kept_out={WORDS[0]}).documents(100))
    assert not any(WORDS[0] in words(document["title"]) for document in documents)
    assert any(WORDS[0] in words(document["text"]) for document in documents)


def test_words_are_ordered_by_their_shares_of_each_count():
    assert by_frequency({"de": 6, "plan": 4}, {"aantal": 300, "plan": 700}) == ["plan", "de", "aantal"]


def test_lines_are_written_as_json(tmp_path: Path):
    path = write_lines(tmp_path / "lines.jsonl", [{"id": "een", "text": "één\nregel"}])
    assert path.read_text(encoding="utf-8") == '{"id": "een", "text": "één\\nregel"}\n'


def test_reports_hold_as_many_passages_as_are_asked_for():
    reports = list(Writer(WORDS, 4).reports(120, 50))
    first, second, last = (len(report["text"]) for report in reports)
    assert (second / first, last / first) == (pytest.approx(1.0, abs=0.1), pytest.approx(0.4, abs=0.1))
    assert [report["id"] for report in reports] == ["verslag-000001", "verslag-000002", "verslag-000003"]
