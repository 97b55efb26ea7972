"""pfa: preparing young people with SEND for adult life."""
