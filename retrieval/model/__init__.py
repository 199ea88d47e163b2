"""The vocabulary of Planwijzer as frozen values. Standard library only.

Offsets are character offsets into the stored text of one page, half open: ``page.text[start:end]``.
Scores: higher is better, everywhere.
"""

from retrieval.model.answers import (
    OWN_SUM,
    Answer,
    AnswerStatus,
    Cell,
    Choice,
    Citation,
    Coverage,
    Decision,
    Hit,
    Nearness,
    PlanEntry,
    Ranking,
    Reason,
    Row,
    Spot,
    Statement,
    Summary,
)
from retrieval.model.documents import (
    NATIONWIDE,
    PLAN_KINDS,
    Box,
    Document,
    Language,
    Page,
    PageImage,
    Passage,
    Plan,
    Quotation,
)
from retrieval.model.questions import (
    AnswerForm,
    Correction,
    Filter,
    Notion,
    State,
)

__all__ = [
    "NATIONWIDE",
    "OWN_SUM",
    "PLAN_KINDS",
    "Answer",
    "AnswerForm",
    "AnswerStatus",
    "Box",
    "Cell",
    "Choice",
    "Citation",
    "Correction",
    "Coverage",
    "Decision",
    "Document",
    "Filter",
    "Hit",
    "Language",
    "Nearness",
    "Notion",
    "Page",
    "PageImage",
    "Passage",
    "Plan",
    "PlanEntry",
    "Quotation",
    "Ranking",
    "Reason",
    "Row",
    "Spot",
    "State",
    "Statement",
    "Summary",
]
