"""What people do with demand: project it, publish it, answer it."""

from pfa.demand.services.replying import ReplyDraft, reply, reply_faults
from pfa.demand.services.versions import project, publish

__all__ = ["ReplyDraft", "project", "publish", "reply", "reply_faults"]
