"""What a language model may add to an answer: sentences that its quotations prove, and a follow-up put as a question."""
