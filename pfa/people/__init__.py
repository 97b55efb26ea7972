"""Young people: who they are, where they are each year, what they need, how they travel, who speaks for them."""
