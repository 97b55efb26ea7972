"""The five-day package: drafts, the week by hand, who says yes, and the agreed week."""
