from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class ChatSession(Base):
    __tablename__ = "chat_session"

    session_metadata: Mapped[dict[str, Any] | None] = mapped_column(JSON)

#! sqlalchemy.exc.ArgumentError: Mapper Mapper[ChatSession(chat_session)] could not assemble any primary key columns for mapped table 'chat_session'
