from sqlalchemy import Index, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from postgresql._plan import plan

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]

document = func.to_tsvector(Note.content)

Index("ix_note_document", document, postgresql_using="gin")

Base.metadata.create_all(engine)
#! sqlalchemy.exc.ProgrammingError: (psycopg.errors.InvalidObjectDefinition) functions in index expression must be marked IMMUTABLE

# page: to here
with Session(engine) as session:
    rows = [{"content": f"word{number} again"} for number in range(5_000)]
    session.execute(insert(Note), rows)
    session.commit()

# page: from here
search = func.websearch_to_tsquery("word4711")

with Session(engine) as session:
    found = select(Note.id).where(document.bool_op("@@")(search))
    print(plan(session, found))
