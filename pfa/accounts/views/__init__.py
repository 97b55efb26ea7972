"""Pages of signing in, of one's own account, and of managing users."""

from pfa.accounts.views import account, audit_trail, authority, passwords, second_step, sign_in, users, young
from pfa.accounts.views.blueprint import blueprint

__all__ = ["account", "audit_trail", "authority", "blueprint", "passwords", "second_step", "sign_in", "users", "young"]
