"""The providers of e-signatures that an agreement may go to, by the names that `--esign` takes."""

from __future__ import annotations

PROVIDERS = ("docusign", "adobe", "dropbox", "documenso", "docuseal")
