from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Document(Base):
    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in ["a.pdf", "b.pdf", "c.pdf"]:
        session.add(Document(name=name, content=bytes(1_000_000)))
    session.commit()

# page: from here
with Session(engine) as session:
    session.add(Document(name="notes.txt", content=b"text"))
    session.commit()
    document = session.scalars(
        select(Document).where(Document.name == "notes.txt")
    ).one()
    print(document.content)
    #> b'text'
