"""The tokenizer: a Unigram vocabulary over folded Dutch and English words.

Pieces carry no mark for the start of a word, so that a part of a Dutch compound has the vector of the word itself.
SentencePiece learns them because its training is deterministic; that of ``tokenizers`` is not.
"""

import io
from collections import Counter
from collections.abc import Iterable

import sentencepiece
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "<unk>"
UNKNOWN_ID = 0
APOSTROPHE_IN_WORD = r"(?<=\w)['’](?=\w)"
PUNCTUATION = r"[^\w\s%€$+&§°]|_"


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Learn a Unigram tokenizer of ``size`` pieces that lowercases and folds accents."""
    vocabulary = _learn_vocabulary(_count_words(texts), size)
    tokenizer = Tokenizer(models.Unigram(vocabulary, UNKNOWN_ID, False))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = _pre_tokenizer()
    return tokenizer


def _normalizer() -> normalizers.Normalizer:
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(APOSTROPHE_IN_WORD), ""),
            normalizers.Replace(Regex(PUNCTUATION), " "),
        ]
    )


def _pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.WhitespaceSplit()


def _count_words(texts: Iterable[str]) -> Counter[str]:
    normalizer, splitter = _normalizer(), _pre_tokenizer()
    return Counter(word for text in texts for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text)))


def _learn_vocabulary(words: Counter[str], size: int) -> list[tuple[str, float]]:
    lines = (f"{word}\t{count}" for word, count in sorted(words.items()))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines,
        model_writer=model,
        input_format="tsv",
        model_type="unigram",
        vocab_size=size,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        character_coverage=1.0,
        unk_id=UNKNOWN_ID,
        bos_id=-1,
        eos_id=-1,
        unk_piece=UNKNOWN,
        num_threads=1,
        minloglevel=1,
    )
    learned = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [(learned.id_to_piece(piece), learned.get_score(piece)) for piece in range(size)]
