"""Judging kept evidence: assessment, replay, what changed and why."""
