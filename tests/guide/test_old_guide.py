"""Each section of the document that the guide grew from has its place in the guide."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

SECTIONS = """
Quick Reference
Base Model
Model Structure
Problem: `metadata` Column Name
Solution: Use Alternative Names
Real-world Examples
SQLAlchemy Reserved Names
Lessons Learned from api-gateway Troubleshooting
Single-Table Inheritance
Problem: Circular Import Dependencies
Solution 1: String References
Solution 2: Late Binding for Association Tables
Solution 3: Explicit Join Conditions
One-to-Many Relationship
Many-to-Many Relationship
Self-Referential Relationship
Eager Loading
Selective Loading
Pagination
Indexing
Session Management
Explicit Transactions
Using Alembic
Migration Safety
Complex Migrations
Dependency Injection
Pydantic Integration
Test Database Setup
Model Testing
1. Detached Instance Error
2. Lazy Loading with Expired Session
3. Bulk Operations Performance
Connecting to Containerized PostgreSQL
Essential psql Commands
Alternative: Docker Exec Method
Troubleshooting
""".strip().split("\n")
"""The headings under which the old guide had text of its own, in its order."""


def test_no_section_of_the_old_guide_is_missing() -> None:
    page = (ROOT / "docs" / "old_guide.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", page, flags=re.M))
    assert [section for section in rows if section in SECTIONS] == SECTIONS
    # Where the links lead is MkDocs's to check, in a strict build.
    assert [section for section in SECTIONS if "](" not in rows[section]] == []
