from sqlalchemy import JSON, String, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    tags: Mapped[list[str]] = mapped_column(
        ARRAY(String).with_variant(JSON(), "sqlite")
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(tags=["web", "slow"]))
    session.commit()
    print(session.scalar(select(Tool.tags)))
    #> ['web', 'slow']
