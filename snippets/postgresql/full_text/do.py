from sqlalchemy import func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    contents = "The deployments failed.", "Deploy it again.", "All is well."
    rows = [{"content": content} for content in contents]
    session.execute(insert(Note), rows)
    session.commit()

# page: from here
words = "deploying"

document = func.to_tsvector("english", Note.content)
search = func.websearch_to_tsquery("english", words)

with Session(engine) as session:
    found = select(Note.content).where(document.bool_op("@@")(search))
    print(session.scalars(found.order_by(Note.id)).all())
    #> ['The deployments failed.', 'Deploy it again.']
