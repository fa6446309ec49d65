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
    # page: essence
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in ["a.pdf", "b.pdf", "c.pdf"]:
        session.add(Document(name=name, content=bytes(1_000_000)))
    session.commit()

# page: from here
with Session(engine) as session:
    documents = session.scalars(select(Document).order_by(Document.name)).all()
    print([document.name for document in documents])
    #> ['a.pdf', 'b.pdf', 'c.pdf']
    loaded = [vars(document).get("content", b"") for document in documents]
    print("bytes loaded:", sum(len(content) for content in loaded))
    #> bytes loaded: 0
