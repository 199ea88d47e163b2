"""Learns, from labelled examples, which form of answer a question asks for and how somebody goes on with a conversation."""
