from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class ChatSession(Base):
    # page: essence
    __tablename__ = "chat_session"

    # page: essence
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_metadata: Mapped[dict[str, Any] | None] = mapped_column(JSON)

print(ChatSession.__table__.columns.keys())
#> ['id', 'session_metadata']
