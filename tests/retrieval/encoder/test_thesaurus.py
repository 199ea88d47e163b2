"""Word pairs from the thesaurus."""

from pathlib import Path

from retrieval.encoder.training.thesaurus import word_pairs


def test_every_word_of_a_notion_is_paired_at_least_once(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("nl,en\ngeld; gelden;middelen,money;funds\nleeg,\n", encoding="utf-8")
    for name in ("themes.csv", "sectors.csv", "levels.csv"):
        (tmp_path / name).write_text("id,label_nl,label_en,alt_nl,alt_en,broader\n", encoding="utf-8")
    (tmp_path / "themes.csv").write_text(
        "id,label_nl,label_en,alt_nl,alt_en,broader\nw,waterstof,hydrogen,,H2 technology,\n", encoding="utf-8"
    )
    assert list(word_pairs(tmp_path)) == [
        ("money", "geld"),
        ("funds", "gelden"),
        ("money", "middelen"),
        ("hydrogen", "waterstof"),
        ("H2 technology", "waterstof"),
    ]
