"""Authorities, organisations and sites, users, what they may do, and how they sign in."""
