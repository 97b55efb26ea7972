"""Provision from a file: one row a group."""

from pfa.provision.importing.kind import PROVISION

__all__ = ["PROVISION"]
