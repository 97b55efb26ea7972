"""What people release: figures for the region, and what young people are told came of it."""

from pfa.reporting.services.feedback import ReleasedWords, release, withdraw
from pfa.reporting.services.publishing import Figure, Preview, preview, publish

__all__ = ["Figure", "Preview", "ReleasedWords", "preview", "publish", "release", "withdraw"]
