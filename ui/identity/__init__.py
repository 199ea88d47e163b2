"""Who a visitor is, where people sign in with OpenID Connect: persons, the provider, and what goes wrong."""
