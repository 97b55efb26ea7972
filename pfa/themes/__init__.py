"""Themes: what young people wrote, grouped by a co-ordinator. Nothing leaves this machine, and nothing is guessed."""
