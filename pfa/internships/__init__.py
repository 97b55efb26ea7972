"""Placements at work: agreement, attendance, coaching that fades, reviews, and how they end."""
