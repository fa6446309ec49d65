from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: essence
class ChatSession(Base):
    session_metadata: Mapped[dict[str, Any] | None] = mapped_column(JSON)

#! sqlalchemy.exc.InvalidRequestError: Class <class '__main__.ChatSession'> does not have a __table__ or __tablename__ specified and does not inherit from an existing table-mapped class.
