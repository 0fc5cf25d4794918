"""The files of the library in; its clauses, definitions, outlines, playbooks and statutes out."""
