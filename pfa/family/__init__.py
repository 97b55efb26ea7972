"""A parent's or carer's view: asked apart, kept apart, laid beside the young person's as something to talk about."""
