"""The audit log of a library: who changed what, when, and what came of it. Lines are added and never changed, each chained to the
one before."""

from retrieval.auditing.lines import BEGUN, DONE, FAILED, FILE, HEAD, STOPPED, Change, Entry, Fault, Log, changes, raw, read
from retrieval.auditing.writing import AuditLog, Told, recorded, system_user

__all__ = [
    "BEGUN",
    "DONE",
    "FAILED",
    "FILE",
    "HEAD",
    "STOPPED",
    "AuditLog",
    "Change",
    "Entry",
    "Fault",
    "Log",
    "Told",
    "changes",
    "raw",
    "read",
    "recorded",
    "system_user",
]
