"""Three documents of a megabyte each, whose content is deferred as in do.py."""

from sqlalchemy import Engine, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine


class Base(DeclarativeBase):
    pass


class Document(Base):
    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


def new_documents() -> Engine:
    """An engine for a database with the documents."""
    engine = new_engine()
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for name in ["a.pdf", "b.pdf", "c.pdf"]:
            session.add(Document(name=name, content=bytes(1_000_000)))
        session.commit()
    return engine
