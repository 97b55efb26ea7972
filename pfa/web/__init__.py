"""What every page shares: the request's database session, permissions, forms, headers, errors."""
