"""Home pages: what each kind of user comes for, on one page."""
