from sqlalchemy import LargeBinary, func, select
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
size = func.length(Document.content).label("size")
query = select(Document.name, size).order_by(Document.name)

with Session(engine) as session:
    for document in session.execute(query):
        print(document.name, document.size)
        #> a.pdf 1000000
        #> b.pdf 1000000
        #> c.pdf 1000000
    #: 1 statement
